"""Reads a request: first who asks, then what."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from .base64_text import decode_base64
from .http_problem import HttpProblem
from .json_text import NotJsonError, parse_json
from .user import TokenProblem, TokenRefusedError, User

# No body of ours is anywhere near as long.
MAX_BODY_BYTES = 16 * 1024

Body = TypeVar("Body")

_JSON = re.compile(r"application/json\s*(;|\Z)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HttpRequest(Generic[Body]):
    user: User
    # Of the path, decoded.
    parameters: Mapping[str, str]
    body: Body


@dataclass(frozen=True, slots=True)
class RequestRules(Generic[Body]):
    """Who may ask, and what a request must be."""

    # Raises TokenRefusedError.
    verify: Callable[[str | None], User]
    # Of the user pool: whoever asks must be in it.
    group: str
    # Raises HttpProblem.
    check: Callable[[object], Body]


def read_request(event: Mapping[str, object], rules: RequestRules[Body]) -> HttpRequest[Body]:
    """Of an event of an HTTP API, payload format 2.0.

    Raises HttpProblem 401, 403, 413, 415 or 400.
    """
    headers = {name.lower(): value for name, value in _texts(event.get("headers")).items()}
    try:
        user = rules.verify(headers.get("authorization"))
    except TokenRefusedError as error:
        raise _refused(error.reason) from error
    if rules.group not in user.groups:
        raise HttpProblem(
            403, "not-an-operator", "You may not use this", detail="Only operators may do this."
        )
    text = _body(event)
    body = rules.check(_read_json(headers.get("content-type", ""), text))
    return HttpRequest(user=user, parameters=_texts(event.get("pathParameters")), body=body)


def _texts(value: object) -> dict[str, str]:
    pairs = value.items() if isinstance(value, dict) else ()
    return {name: text if isinstance(text, str) else "" for name, text in pairs}


def _body(event: Mapping[str, object]) -> str:
    value = event.get("body")
    text = value if isinstance(value, str) else ""
    is_base64 = event.get("isBase64Encoded") is True
    octets = decode_base64(text) if is_base64 else text.encode(errors="surrogatepass")
    if len(octets) > MAX_BODY_BYTES:
        raise HttpProblem(
            413, "too-large", "The body is too long", detail=f"At most {MAX_BODY_BYTES} bytes."
        )
    return octets.decode(errors="replace")


def _read_json(content_type: str, text: str) -> object:
    if _JSON.match(content_type) is None:
        raise HttpProblem(
            415,
            "not-json",
            "The body must be JSON",
            detail="Send it with Content-Type: application/json.",
        )
    try:
        return parse_json(text)
    except NotJsonError as error:
        raise HttpProblem(400, "bad-json", "The body is not JSON") from error


_REFUSALS: Mapping[TokenProblem, tuple[int, str]] = {
    "missing": (401, "Send an ID token: Authorization: Bearer …"),
    "malformed": (401, "The Authorization header must be Bearer and an ID token."),
    "expired": (401, "The ID token has expired. Sign in again."),
    "not-ours": (401, "That is not an ID token of this system."),
    "unverified": (403, "Confirm your e-mail address first."),
    "wrong-domain": (403, "Your e-mail address is not of a domain that may use this."),
}


def _refused(reason: TokenProblem) -> HttpProblem:
    status, detail = _REFUSALS[reason]
    if status == 403:
        return HttpProblem(403, reason, "You may not use this", detail=detail)
    challenge = "Bearer" if reason == "missing" else 'Bearer error="invalid_token"'
    return HttpProblem(
        401,
        f"token-{reason}",
        "You have not signed in",
        detail=detail,
        headers={"www-authenticate": challenge},
    )
