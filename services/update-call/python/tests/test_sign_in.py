"""What the vectors can't say: which keys are fetched when, and which are trusted."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

import actions.key_set
from actions.key_set import KeysUnavailableError
from actions.sign_in import TokenSettings, TokenVerifier
from actions.user import TokenRefusedError

from .contract import CONTRACT
from .http_server import Answering, answer_with
from .token_maker import TokenMaker, create_key, jwk_of, token_maker


@pytest.fixture
def pool() -> Iterator[TokenMaker]:
    with token_maker() as maker:
        yield maker


class Clock:
    def __init__(self) -> None:
        self.ms = CONTRACT["now"]

    def now(self) -> int:
        return self.ms


def verifier_of(pool: TokenMaker, clock: Clock | None = None) -> TokenVerifier:
    settings = TokenSettings(pool.issuer, CONTRACT["clientId"])
    return TokenVerifier(lambda: settings, allowed_domain="example.com", now=(clock or Clock()).now)


def refusal_of(verifier: TokenVerifier, authorization: str) -> str:
    with pytest.raises(TokenRefusedError) as refused:
        verifier.verify(authorization)
    return refused.value.reason


def test_the_user(pool: TokenMaker) -> None:
    user = verifier_of(pool).verify(f"Bearer {pool.token()}")
    assert user.id == "5d0f6a0e-3a7e-4b3c-9d53-0c1f7a4a9b11"
    assert user.email == "someone@example.com"
    assert user.groups == ("operators",)


def test_a_refusal_has_nothing_of_the_token(pool: TokenMaker) -> None:
    with pytest.raises(TokenRefusedError) as refused:
        verifier_of(pool).verify(f"Bearer {pool.token({'key': 'forged'})}")
    assert str(refused.value) == "not-ours"


def test_keys_are_fetched_once_when_the_first_token_comes(pool: TokenMaker) -> None:
    verifier = verifier_of(pool)
    assert refusal_of(verifier, "") == "missing"
    assert refusal_of(verifier, "Bearer x") == "malformed"
    assert pool.asked == 0
    for spec in ({}, {}, {"key": "forged"}):
        authorization = f"Bearer {pool.token(spec)}"
        if spec:
            assert refusal_of(verifier, authorization) == "not-ours"
        else:
            verifier.verify(authorization)
    assert pool.asked == 1


def test_keys_are_fetched_again_for_a_token_with_a_new_one(pool: TokenMaker) -> None:
    verifier = verifier_of(pool)
    verifier.verify(f"Bearer {pool.token()}")
    pool.keys.append(jwk_of(pool.key, "unknown"))
    verifier.verify(f"Bearer {pool.token({'key': 'unknown'})}")
    assert pool.asked == 2


def test_keys_are_fetched_at_most_once_a_minute_for_forged_tokens(pool: TokenMaker) -> None:
    clock = Clock()
    verifier = verifier_of(pool, clock)
    for key_id in ("x", "y", "z"):
        assert refusal_of(verifier, f"Bearer {pool.token({'jwt': {'kid': key_id}})}") == "not-ours"
    assert pool.asked == 1
    verifier.verify(f"Bearer {pool.token()}")
    clock.ms += 59_999
    assert refusal_of(verifier, f"Bearer {pool.token({'jwt': {'kid': 'x'}})}") == "not-ours"
    assert pool.asked == 1
    clock.ms += 1
    pool.keys.append(jwk_of(pool.key, "x"))
    verifier.verify(f"Bearer {pool.token({'jwt': {'kid': 'x'}})}")
    assert pool.asked == 2


def test_a_key_that_is_too_small_signs_nothing(pool: TokenMaker) -> None:
    pool.key = create_key(1024)
    pool.keys = [jwk_of(pool.key, "first")]
    assert refusal_of(verifier_of(pool), f"Bearer {pool.token()}") == "not-ours"


def _redirect(request: BaseHTTPRequestHandler) -> None:
    answer_with(request, 302, location="/elsewhere")


@pytest.mark.parametrize(
    "answer",
    [
        lambda request: answer_with(request, 503),
        lambda request: answer_with(request, 200, b"<html>"),
        lambda request: answer_with(request, 200, b'{"keys":{}}'),
        lambda request: answer_with(request, 200, b'{"keys":["key"]}'),
        lambda request: answer_with(request, 200, b"[]"),
        lambda request: answer_with(request, 200, b"\xff"),
        lambda request: answer_with(request, 200, b'{"keys":[]}' + b" " * 70_000 + b"x"),
        _redirect,
        lambda _request: None,
    ],
    ids=["error", "html", "no-list", "no-key", "array", "no-text", "huge", "elsewhere", "nothing"],
)
def test_keys_that_can_not_be_had_call_no_token_forged(pool: TokenMaker, answer: Answering) -> None:
    verifier = verifier_of(pool)
    pool.answer = answer
    with pytest.raises(KeysUnavailableError):
        verifier.verify(f"Bearer {pool.token()}")
    assert pool.asked == 1
    pool.answer = None
    verifier.verify(f"Bearer {pool.token()}")


def test_keys_are_waited_for_no_longer_than_the_limit(
    pool: TokenMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions.key_set, "FETCH_SECONDS", 0.05)
    is_over = threading.Event()

    def answer(_request: BaseHTTPRequestHandler) -> None:
        is_over.wait()

    pool.answer = answer
    with pytest.raises(KeysUnavailableError, match="timed out"):
        verifier_of(pool).verify(f"Bearer {pool.token()}")
    is_over.set()


def test_settings_that_could_not_be_read_are_read_again_and_then_kept(pool: TokenMaker) -> None:
    asked = 0

    def settings() -> TokenSettings:
        nonlocal asked
        asked += 1
        if asked == 1:
            raise OSError("no table")
        return TokenSettings(pool.issuer, CONTRACT["clientId"])

    verifier = TokenVerifier(settings, allowed_domain="", now=Clock().now)
    authorization = f"Bearer {pool.token()}"
    with pytest.raises(OSError, match="no table"):
        verifier.verify(authorization)
    verifier.verify(authorization)
    verifier.verify(authorization)
    assert asked == 2
