import json

import pytest

from actions.log import Log, LogLevel, describe


def lines_of(level: LogLevel) -> tuple[Log, list[str]]:
    lines: list[str] = []
    return Log("update-call", level, now=lambda: 1_786_000_000_123, write=lines.append), lines


def test_a_line_is_as_powertools_writes_it() -> None:
    log, lines = lines_of("INFO")
    log.line("INFO", "answered", {"requestId": "r-1", "route": None, "durationMs": 7.5})
    assert lines == [
        '{"level":"INFO","message":"answered","timestamp":"2026-08-06T07:06:40.123Z",'
        '"service":"update-call","requestId":"r-1","durationMs":7.5}'
    ]


def test_what_is_below_the_level_is_not_written() -> None:
    log, lines = lines_of("ERROR")
    log.line("INFO", "answered", {})
    log.line("ERROR", "failed", {})
    assert [json.loads(line)["message"] for line in lines] == ["failed"]


def test_an_error_is_told_with_its_place_and_without_numbers() -> None:
    def fails() -> None:
        raise LookupError("no table of +12065550123, %2B12065550124")

    with pytest.raises(LookupError) as failed:
        fails()
    told = describe(failed.value)
    assert told["name"] == "LookupError"
    assert told["message"] == "no table of ***23, ***24"
    assert "in fails" in told["stack"]
    assert "5550" not in told["stack"]
