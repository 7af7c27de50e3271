"""The cases of both twins."""

import json
from pathlib import Path
from typing import Any

import pytest

from actions.groups import read_groups

_FIXTURE = Path(__file__).parents[4] / "libs" / "lambda" / "fixtures" / "group-claims.json"
_CASES: list[dict[str, Any]] = json.loads(_FIXTURE.read_text("utf-8"))


@pytest.mark.parametrize("case", _CASES, ids=[json.dumps(case["claim"]) for case in _CASES])
def test_case(case: dict[str, Any]) -> None:
    assert read_groups(case["claim"]) == tuple(case["groups"])
