"""The keys of a user pool, by their id."""

import urllib.request
from collections.abc import Callable, Mapping
from http.client import HTTPException

from .json_text import NotJsonError, parse_json

# A limit of each step of the way, not of all together.
FETCH_SECONDS = 2.0
# A pool's list has two keys and about 1 KB.
_MAX_BYTES = 64 * 1024
# A pool that does not have a key is not asked again for each forged token.
_WAIT_MS = 60_000

Jwk = Mapping[str, object]


class KeysUnavailableError(Exception):
    """The keys can't be had: nothing is known of a token then."""


class KeySet:
    """Fetched when a key is first asked for, and again for one that is not there, once a minute."""

    def __init__(self, issuer: str, now: Callable[[], int]) -> None:
        self._url = f"{issuer}/.well-known/jwks.json"
        self._now = now
        self._keys: Mapping[str, Jwk] | None = None
        self._missed_at: int | None = None

    def find(self, key_id: str) -> Jwk | None:
        """Raises KeysUnavailableError."""
        known = (self._keys or {}).get(key_id)
        if known is not None or self._is_waiting():
            return known
        self._keys = _fetch(self._url)
        found = self._keys.get(key_id)
        self._missed_at = self._now() if found is None else None
        return found

    def _is_waiting(self) -> bool:
        return self._missed_at is not None and self._now() - self._missed_at < _WAIT_MS


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Keys of another address are not the pool's."""

    def redirect_request(self, *_request: object, **_more: object) -> None:
        return None


def _fetch(url: str) -> Mapping[str, Jwk]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
    try:
        with opener.open(url, timeout=FETCH_SECONDS) as response:
            octets = response.read(_MAX_BYTES + 1)
        if len(octets) > _MAX_BYTES:
            raise NotJsonError("too long")
        return _keys_of(parse_json(octets.decode()))
    except (OSError, HTTPException, NotJsonError, UnicodeDecodeError) as error:
        raise KeysUnavailableError(f"{url}: {error}") from error


def _keys_of(document: object) -> Mapping[str, Jwk]:
    keys = document.get("keys") if isinstance(document, dict) else None
    if not isinstance(keys, list) or not all(isinstance(key, dict) for key in keys):
        raise NotJsonError("no list of keys")
    # Of two with one id the first counts.
    return {key["kid"]: key for key in reversed(keys) if isinstance(key.get("kid"), str)}
