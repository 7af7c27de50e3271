"""Judges ID tokens of the user pool: who signed them, for which client, until when, for whom."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .base64_text import decode_base64
from .email_domain import email_domain_allowed
from .groups import read_groups
from .json_text import NotJsonError, parse_json
from .key_set import KeySet
from .rs256 import is_signed, public_key
from .user import TokenRefusedError, User

_BEARER = re.compile(r"Bearer +(\S+) *", re.ASCII | re.IGNORECASE)
_PART = r"[A-Za-z0-9_-]+={0,2}"
_TOKEN = re.compile(rf"({_PART})\.({_PART})\.({_PART})")
# What a claim must be where it is there at all (RFC 7519); else the token is none.
_TEXTS = ("iss", "sub", "scope", "jti")
_NUMBERS = ("exp", "nbf", "iat")

Claims = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class TokenSettings:
    """Who signs people in."""

    # URL of the user pool, without a slash at the end.
    issuer: str
    # Of the pool's client.
    client_id: str


class TokenVerifier:
    """`settings` is asked once, when the first token comes, and again after it has raised."""

    def __init__(
        self,
        settings: Callable[[], TokenSettings],
        *,
        allowed_domain: str,
        now: Callable[[], int],
    ) -> None:
        self._settings = settings
        self._allowed_domain = allowed_domain
        self._now = now
        self._pool: tuple[TokenSettings, KeySet] | None = None

    def verify(self, authorization: str | None) -> User:
        """Raises TokenRefusedError, or KeysUnavailableError, or what `settings` raises."""
        if not authorization:
            raise TokenRefusedError("missing")
        found = _BEARER.fullmatch(authorization)
        if found is None:
            raise TokenRefusedError("malformed")
        if self._pool is None:
            settings = self._settings()
            self._pool = (settings, KeySet(settings.issuer, self._now))
        return self._judge(_signed_claims(found[1], *self._pool))

    def _judge(self, claims: Claims) -> User:
        user_id, expiry = claims.get("sub"), claims.get("exp")
        # What is there and of the wrong kind is no token of ours; null is there.
        email = claims.get("email", "")
        if (
            not isinstance(user_id, str)
            or user_id == ""
            or not isinstance(expiry, float)
            or claims.get("token_use") != "id"
            or not isinstance(email, str)
        ):
            raise TokenRefusedError("not-ours")
        seconds = self._now() / 1000
        not_before = claims.get("nbf", 0.0)
        # Cognito never says from when; one that is not valid yet is no better than one that no
        # longer is.
        if expiry <= seconds or (isinstance(not_before, float) and not_before > seconds):
            raise TokenRefusedError("expired")
        confirmed = claims.get("email_verified")
        if "email" not in claims or (confirmed is not True and confirmed != "true"):
            raise TokenRefusedError("unverified")
        if not email_domain_allowed(email, self._allowed_domain):
            raise TokenRefusedError("wrong-domain")
        return User(
            id=user_id, email=email.lower(), groups=read_groups(claims.get("cognito:groups"))
        )


def _signed_claims(token: str, settings: TokenSettings, keys: KeySet) -> Claims:
    """What the pool has signed for the client. Raises TokenRefusedError."""
    parts = _TOKEN.fullmatch(token)
    if parts is None:
        raise TokenRefusedError("malformed")
    header, claims = _object(parts[1]), _object(parts[2])
    _check_kinds(header, texts=("alg", "kid"))
    _check_kinds(claims, texts=_TEXTS, numbers=_NUMBERS)
    audience = claims.get("aud", "")
    audiences = [audience] if isinstance(audience, str) else audience
    if not isinstance(audiences, list) or not all(isinstance(each, str) for each in audiences):
        raise TokenRefusedError("malformed")

    key_id = header.get("kid")
    jwk = keys.find(key_id) if isinstance(key_id, str) else None
    # The algorithm is ours to choose, not the token's: neither "none" nor a secret that is public.
    key = public_key(jwk) if jwk is not None and header.get("alg") == "RS256" else None
    message = f"{parts[1]}.{parts[2]}".encode()
    if (
        key is None
        or not is_signed(message, decode_base64(parts[3]), key)
        or claims.get("iss") != settings.issuer
        or settings.client_id not in audiences
    ):
        raise TokenRefusedError("not-ours")
    return claims


def _object(part: str) -> Claims:
    try:
        value = parse_json(decode_base64(part).decode(errors="replace"))
    except NotJsonError as error:
        raise TokenRefusedError("malformed") from error
    if not isinstance(value, dict):
        raise TokenRefusedError("malformed")
    return value


def _check_kinds(values: Claims, *, texts: tuple[str, ...], numbers: tuple[str, ...] = ()) -> None:
    for name in texts:
        if not isinstance(values.get(name, ""), str):
            raise TokenRefusedError("malformed")
    for name in numbers:
        value = values.get(name, 0.0)
        if not isinstance(value, float) or not math.isfinite(value):
            raise TokenRefusedError("malformed")
