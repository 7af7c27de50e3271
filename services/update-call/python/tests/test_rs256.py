import hashlib
import itertools

import pytest

from actions.rs256 import PublicKey, is_signed, public_key

from .token_maker import create_key, jwk_of, signed

KEY = create_key()
NUMBERS = KEY.private_numbers()
PUBLIC = PublicKey(NUMBERS.public_numbers.n, NUMBERS.public_numbers.e)
MESSAGE = b"header.claims"
INFO = bytes.fromhex("3031300d060960864801650304020105000420")
DIGEST = hashlib.sha256(MESSAGE).digest()


def encrypted(encoded: bytes) -> bytes:
    """What the owner of the key makes of any text, a padding that is wrong too."""
    number = pow(int.from_bytes(encoded, "big"), NUMBERS.d, PUBLIC.modulus)
    return number.to_bytes(256, "big")


def test_a_signature_of_another_implementation() -> None:
    assert is_signed(MESSAGE, signed(KEY, MESSAGE), PUBLIC)
    right = b"\0\1" + b"\xff" * (256 - 3 - 51) + b"\0" + INFO + DIGEST
    assert encrypted(right) == signed(KEY, MESSAGE)


@pytest.mark.parametrize(
    ("what", "encoded"),
    [
        ("a digest of something else", b"\0\1" + b"\xff" * 202 + b"\0" + INFO + b"\0" * 32),
        ("a short padding, and garbage behind", b"\0\1\xff\0" + INFO + DIGEST + b"\x07" * 201),
        ("garbage in the padding", b"\0\1" + b"\xff" * 100 + b"\x07" * 102 + b"\0" + INFO + DIGEST),
        ("another type of block", b"\0\2" + b"\xff" * 202 + b"\0" + INFO + DIGEST),
        ("no name of a digest", b"\0\1" + b"\xff" * 221 + b"\0" + DIGEST),
        ("no parameters", b"\0\1" + b"\xff" * 204 + b"\0" + INFO[:15] + INFO[17:] + DIGEST),
    ],
)
def test_a_padding_that_is_wrong(what: str, encoded: bytes) -> None:
    assert len(encoded) == 256, what
    assert not is_signed(MESSAGE, encrypted(encoded), PUBLIC)


def test_no_signature() -> None:
    good = signed(KEY, MESSAGE)
    for bad in (
        b"",
        b"\0",
        b"\0" * 256,
        good[:-1],
        b"\0" + good,
        good[:-1] + bytes([good[-1] ^ 1]),
    ):
        assert not is_signed(MESSAGE, bad, PUBLIC)
    assert not is_signed(MESSAGE + b"x", good, PUBLIC)
    assert not is_signed(MESSAGE, signed(create_key(), MESSAGE), PUBLIC)


def test_the_same_number_beyond_the_modulus() -> None:
    for message in (str(number).encode() for number in itertools.count()):
        beyond = int.from_bytes(signed(KEY, message), "big") + PUBLIC.modulus
        # One that is no longer than a signature may be.
        if beyond.bit_length() <= 2048:
            assert not is_signed(message, beyond.to_bytes(256, "big"), PUBLIC)
            return


def test_a_key_of_another_size() -> None:
    key = create_key(3072)
    found = public_key(jwk_of(key, "k"))
    assert found is not None
    assert is_signed(MESSAGE, signed(key, MESSAGE), found)


def test_keys_that_are_not_trusted() -> None:
    jwk = jwk_of(KEY, "k")
    assert public_key(jwk) == PUBLIC
    assert public_key(jwk_of(create_key(1024), "k")) is None
    changes: list[dict[str, object]] = [
        {"kty": "EC"},
        {"use": "enc"},
        {"alg": "RS512"},
        {"alg": "HS256"},
        {"n": 7},
        {"e": None},
        {"e": "AQ"},
        {"e": "BA"},
        {"n": ""},
    ]
    for change in changes:
        assert public_key({**jwk, **change}) is None, change
    assert public_key({name: jwk[name] for name in ("kty", "n", "e")}) == PUBLIC
