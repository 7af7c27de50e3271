"""JSON as JavaScript reads and writes it."""

import json


class NotJsonError(ValueError):
    """What JSON.parse would refuse; before Python 3.13 also what is nested 1,000 deep."""


def _no_number(name: str) -> None:
    raise NotJsonError(f"{name} is no JSON")


def parse_json(text: str) -> object:
    """Numbers are floats, of any size. Raises NotJsonError."""
    try:
        return json.loads(text, parse_int=float, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise NotJsonError(str(error)) from error


def to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
