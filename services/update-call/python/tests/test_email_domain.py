"""The cases of both twins."""

import json
import time
from pathlib import Path

import pytest

from actions.email_domain import email_domain_allowed

_FIXTURE = Path(__file__).parents[4] / "libs" / "lambda" / "fixtures" / "email-domains.json"
_CASES: list[dict[str, str | bool]] = json.loads(_FIXTURE.read_text("utf-8"))


@pytest.mark.parametrize("case", _CASES, ids=[str(case["what"]) for case in _CASES])
def test_case(case: dict[str, str | bool]) -> None:
    assert email_domain_allowed(str(case["email"]), str(case["domain"])) is case["allowed"]


def test_a_hostile_address_takes_no_time() -> None:
    started = time.perf_counter()
    assert not email_domain_allowed(f"someone@{'a-' * 100_000}", "example.com")
    assert not email_domain_allowed(f"s@{'a-' * 120}!", "example.com")
    assert time.perf_counter() - started < 0.1
