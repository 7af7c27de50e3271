"""Somebody who has signed in."""

from dataclasses import dataclass
from typing import Literal

TokenProblem = Literal[
    "missing",
    # Not `Bearer` and a JSON Web Token.
    "malformed",
    "expired",
    # Forged, of another pool or client, or not an ID token.
    "not-ours",
    # The e-mail address has not been confirmed.
    "unverified",
    "wrong-domain",
]


@dataclass(frozen=True, slots=True)
class User:
    # The pool's own name for the person, which never changes.
    id: str
    # In lower case.
    email: str
    groups: tuple[str, ...]


class TokenRefusedError(Exception):
    """What is wrong with a token; nothing of the token itself."""

    def __init__(self, reason: TokenProblem) -> None:
        super().__init__(reason)
        self.reason: TokenProblem = reason
