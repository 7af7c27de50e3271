"""The body of POST /live-calls/{transactionId}/actions, as libs/contracts has it."""

from collections.abc import Mapping
from dataclasses import dataclass

from .http_problem import HttpProblem

PLAIN = ("admit", "disconnect", "hold", "mute", "resume", "unmute")
ACTION_NAMES = tuple(sorted((*PLAIN, "play", "speak")))
PROMPTS = ("announcement", "please-wait", "thank-you")
# The longest text that an operator can have spoken, in Unicode code points.
MAX_SPOKEN = 500

_Errors = list[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class ActionRequest:
    action: str
    # Of `play`.
    prompt: str | None = None
    # Of `speak`.
    text: str | None = None


def check_action(value: object) -> ActionRequest:
    """Of what is wrong, the place and the rule, never the value. Raises HttpProblem 400."""
    if not isinstance(value, dict):
        raise _invalid([_error("", "must be a JSON object")])
    action = value.get("action")
    if not isinstance(action, str) or action not in ACTION_NAMES:
        raise _invalid([_error("action", f"must be one of {', '.join(ACTION_NAMES)}")])
    errors: _Errors = []
    prompt = _prompt(value.get("prompt"), errors) if action == "play" else None
    text = _text(value.get("text"), errors) if action == "speak" else None
    own = {"play": {"action", "prompt"}, "speak": {"action", "text"}}.get(action, {"action"})
    if not value.keys() <= own:
        errors.append(_error("", "must not have other fields"))
    if errors:
        raise _invalid(errors)
    return ActionRequest(action, prompt, text)


def _prompt(value: object, errors: _Errors) -> str | None:
    if isinstance(value, str) and value in PROMPTS:
        return value
    errors.append(_error("prompt", f"must be one of {', '.join(PROMPTS)}"))
    return None


def _text(value: object, errors: _Errors) -> str | None:
    if isinstance(value, str) and 1 <= len(value) <= MAX_SPOKEN:
        return value
    errors.append(_error("text", f"must be a text of 1 to {MAX_SPOKEN} characters"))
    return None


def _error(path: str, message: str) -> Mapping[str, str]:
    return {"path": path, "message": message}


def _invalid(errors: _Errors) -> HttpProblem:
    places = (
        f"{error['path']}: {error['message']}" if error["path"] else error["message"]
        for error in errors
    )
    return HttpProblem(
        400,
        "invalid-request",
        "The request is not as it must be",
        detail="; ".join(places),
        errors=errors,
    )
