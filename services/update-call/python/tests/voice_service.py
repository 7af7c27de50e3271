"""Chime SDK Voice that does with each request what it has been told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from .http_server import answer_with, serving


@dataclass
class VoiceService:
    endpoint: str = ""
    # For each request to come: a status, an error, an answer; or "hang-up".
    outcomes: list[list[Any]] = field(default_factory=list)
    # Path and arguments of each request.
    sent: list[tuple[str, object]] = field(default_factory=list)

    def expect(self, outcomes: list[list[Any]]) -> None:
        self.outcomes = list(outcomes)
        self.sent.clear()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        body = json.loads(request.rfile.read(int(request.headers["content-length"])))
        self.sent.append((request.path, body["Arguments"]))
        outcome = self.outcomes.pop(0) if self.outcomes else [500, "OneRequestTooMany"]
        status, error, answer = (*outcome, None, None)[:3]
        if status == "hang-up":
            request.close_connection = True
            return
        transaction = {"TransactionId": request.path.split("/")[-1]}
        accepted = {"SipMediaApplicationCall": transaction} if answer is None else answer
        given = accepted if error is None else {"Code": error, "Message": "no"}
        headers = {} if error is None else {"x_amzn_errortype": error}
        answer_with(request, status, json.dumps(given).encode(), **headers)


@contextmanager
def voice_service() -> Iterator[VoiceService]:
    service = VoiceService()
    with serving(service.answer) as endpoint:
        service.endpoint = endpoint
        yield service
