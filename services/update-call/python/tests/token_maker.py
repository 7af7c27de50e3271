"""A user pool as far as tokens go: it signs what the contract describes."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from .contract import CONTRACT
from .http_server import Answering, answer_with, serving

Jwk = dict[str, Any]


def encode(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def create_key(bits: int = 2048) -> RSAPrivateKey:
    return generate_private_key(public_exponent=65_537, key_size=bits)


def jwk_of(key: RSAPrivateKey, key_id: str) -> Jwk:
    numbers = key.public_key().public_numbers()
    octets = {
        name: value.to_bytes((value.bit_length() + 7) // 8, "big")
        for name, value in {"n": numbers.n, "e": numbers.e}.items()
    }
    public = {name: encode(value) for name, value in octets.items()}
    return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": key_id, **public}


def signed(key: RSAPrivateKey, message: bytes) -> bytes:
    return key.sign(message, padding.PKCS1v15(), hashes.SHA256())


@dataclass
class TokenMaker:
    issuer: str
    key: RSAPrivateKey
    forger: RSAPrivateKey
    # What it serves.
    keys: list[Jwk]
    # How often it was asked for them.
    asked: int = 0
    # Instead of its keys.
    answer: Answering | None = field(default=None)

    def token(self, spec: Mapping[str, Any] | None = None) -> str:
        wanted: Mapping[str, Any] = spec or {}
        named = json.loads(json.dumps(wanted.get("claims", {})).replace("$client", _CLIENT))
        claims = {**CONTRACT["claims"], "iss": self.issuer, "aud": _CLIENT, **named}
        kept = {name: claims[name] for name in claims if name not in wanted.get("without", [])}
        signer = wanted.get("key", "pool")
        header = {
            "alg": "RS256",
            "typ": "JWT",
            "kid": "unknown" if signer == "unknown" else "first",
            **wanted.get("jwt", {}),
        }
        present = {name: value for name, value in header.items() if value is not None}

        def part(octets: bytes) -> str:
            text = encode(octets)
            return text + "=" * (-len(text) % 4) if wanted.get("padded") else text

        def in_json(value: object) -> str:
            return part(json.dumps(value).encode())

        message = f"{in_json(present)}.{in_json(kept)}"
        signature = part(self._signature(signer, message.encode()))
        if wanted.get("changed"):
            message = f"{in_json(present)}.{in_json({**kept, 'sub': 'somebody-else'})}"
        return f"{message}.{signature}"

    def _signature(self, signer: str, message: bytes) -> bytes:
        match signer:
            case "none":
                return b"\0"
            case "secret":
                return hmac.digest(json.dumps(self.keys[0]).encode(), message, hashlib.sha256)
            case "pool" | "unknown":
                return signed(self.key, message)
            case "forged":
                return signed(self.forger, message)
            case _:
                raise ValueError(f"nobody signs as {signer}")


@contextmanager
def token_maker() -> Iterator[TokenMaker]:
    def answer(request: BaseHTTPRequestHandler) -> None:
        maker.asked += 1
        if maker.answer is not None:
            maker.answer(request)
            return
        found = request.path == "/pool/.well-known/jwks.json"
        answer_with(request, 200 if found else 404, json.dumps({"keys": maker.keys}).encode())

    key, forger = create_key(), create_key()
    with serving(answer) as url:
        maker = TokenMaker(f"{url}/pool", key, forger, [jwk_of(key, "first")])
        yield maker


_CLIENT = CONTRACT["clientId"]
