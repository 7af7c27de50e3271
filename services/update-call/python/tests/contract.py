"""../../contract/vectors.json, which README.md beside it describes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypedDict


class Contract(TypedDict):
    now: int
    actionId: str
    clientId: str
    allowedDomain: str
    auditDays: int
    sipMediaApplicationId: str
    record: Mapping[str, Any]
    claims: Mapping[str, Any]
    tokens: Mapping[str, Mapping[str, Any]]
    answers: Mapping[str, Mapping[str, Any]]
    defaults: Mapping[str, Any]
    vectors: list[Mapping[str, Any]]


Vector = Mapping[str, Any]

_FILE = Path(__file__).parents[2] / "contract" / "vectors.json"
CONTRACT: Contract = json.loads(_FILE.read_text("utf-8"))
VECTORS: list[Vector] = [{**CONTRACT["defaults"], **vector} for vector in CONTRACT["vectors"]]


def text_of(parts: str | list[Any]) -> str:
    if isinstance(parts, str):
        return parts
    return "".join(
        part if isinstance(part, str) else part["repeat"] * part["times"] for part in parts
    )
