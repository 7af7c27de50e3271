"""RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, section 8.2.2): the only algorithm of user pools."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from .base64_text import decode_base64

MIN_BITS = 2048
# DER of a DigestInfo of SHA-256, up to the digest (RFC 8017, section 9.2, note 1).
_DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")


@dataclass(frozen=True, slots=True)
class PublicKey:
    modulus: int
    exponent: int


def public_key(jwk: Mapping[str, object]) -> PublicKey | None:
    """None for a key that is for something else, or too small to be trusted."""
    modulus, exponent = jwk.get("n"), jwk.get("e")
    if (
        jwk.get("kty") != "RSA"
        or jwk.get("use", "sig") != "sig"
        or jwk.get("alg", "RS256") != "RS256"
    ):
        return None
    if not isinstance(modulus, str) or not isinstance(exponent, str):
        return None
    key = PublicKey(_number(decode_base64(modulus)), _number(decode_base64(exponent)))
    is_sound = key.modulus.bit_length() >= MIN_BITS and key.exponent >= 3 and key.exponent % 2 == 1
    return key if is_sound else None


def is_signed(message: bytes, signature: bytes, key: PublicKey) -> bool:
    """The whole padding is made and compared: what is read from a padding can be forged."""
    length = (key.modulus.bit_length() + 7) // 8
    number = _number(signature)
    if len(signature) != length or number >= key.modulus:
        return False
    found = pow(number, key.exponent, key.modulus).to_bytes(length, "big")
    info = _DIGEST_INFO + hashlib.sha256(message).digest()
    expected = b"\x00\x01" + b"\xff" * (length - len(info) - 3) + b"\x00" + info
    return hmac.compare_digest(found, expected)


def _number(octets: bytes) -> int:
    return int.from_bytes(octets, "big")
