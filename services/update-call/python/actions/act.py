"""POST /live-calls/{transactionId}/actions: what an operator asks of a live call."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from .contract import ActionRequest
from .http_handler import HttpAnswer
from .http_problem import HttpProblem
from .http_request import HttpRequest
from .live_call import LiveCall
from .telephony import Refusal

_CALL_ID = re.compile(r"[\w-]{1,64}", re.ASCII)


class Calls(Protocol):
    def get(self, transaction_id: str) -> LiveCall | None: ...


class Audit(Protocol):
    def begin(
        self, transaction_id: str, action_id: str, *, by: str, action: str, at: int
    ) -> None: ...

    def finish(self, transaction_id: str, action_id: str, outcome: str) -> None: ...


class Voice(Protocol):
    def update_call(
        self, sip_media_application_id: str, transaction_id: str, arguments: Mapping[str, str]
    ) -> Refusal | None: ...


@dataclass(frozen=True, slots=True)
class ActDeps:
    calls: Calls
    audit: Audit
    voice: Voice
    # Milliseconds since the epoch.
    now: Callable[[], int]
    uuid: Callable[[], str]


def act(request: HttpRequest[ActionRequest], deps: ActDeps) -> HttpAnswer:
    """The action is on its way then; what comes of it is told elsewhere. Raises HttpProblem."""
    call = _live_call(request.parameters.get("transactionId", ""), deps.calls)
    action_id = deps.uuid()
    asked = request.body
    deps.audit.begin(
        call.transaction_id, action_id, by=request.user.id, action=asked.action, at=deps.now()
    )
    refusal = deps.voice.update_call(
        call.sip_media_application_id, call.transaction_id, _arguments(asked, action_id)
    )
    if refusal is None:
        return HttpAnswer(202, {"actionId": action_id})
    is_over = refusal.reason == "not-found"
    # Where nobody knows whether the call was told, the call says what came of it, or ends.
    if refusal.reason != "unknown":
        # Whoever asks is told that it came to nothing, even if it can't be noted.
        with suppress(Exception):
            deps.audit.finish(call.transaction_id, action_id, "call-ended" if is_over else "failed")
    raise _call_is_over() if is_over else _aws_problem(refusal) from refusal.cause


def _live_call(transaction_id: str, calls: Calls) -> LiveCall:
    call = calls.get(transaction_id) if _CALL_ID.fullmatch(transaction_id) else None
    if call is None:
        raise HttpProblem(
            404,
            "no-such-call",
            "There is no such call",
            detail="No call of a conference has this id.",
        )
    if call.state == "ended":
        raise _call_is_over()
    return call


def _arguments(asked: ActionRequest, action_id: str) -> Mapping[str, str]:
    more = {"prompt": asked.prompt, "text": asked.text}
    return {
        "action": asked.action,
        "actionId": action_id,
        **{name: value for name, value in more.items() if value is not None},
    }


def _call_is_over() -> HttpProblem:
    return HttpProblem(409, "call-over", "The call is over", detail="Nothing can be done in it.")


def _aws_problem(refusal: Refusal) -> HttpProblem:
    """It is never the fault of whoever asks."""
    if refusal.reason == "throttled":
        return HttpProblem(
            503,
            "throttled",
            "Too many calls at this moment",
            detail="Try again in a second.",
            step="update",
            headers={"retry-after": "1"},
        )
    if refusal.reason == "quota":
        return HttpProblem(
            503,
            "all-lines-busy",
            "All lines are busy",
            detail="Try again when another call has ended.",
            step="update",
            headers={"retry-after": "15"},
        )
    return HttpProblem(
        502,
        f"aws-{refusal.reason}",
        "The telephone service could not do it",
        detail="Try again. If it goes on, tell your administrator.",
        step="update",
    )
