"""JSON lines as Powertools writes them in the other functions, for the same queries."""

import re
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Literal

from .json_text import to_json

LogLevel = Literal["DEBUG", "INFO", "WARN", "ERROR"]
LEVELS: tuple[LogLevel, ...] = ("DEBUG", "INFO", "WARN", "ERROR")

_E164 = re.compile(r"(?:\+|%2B)\d{7,15}(?!\d)", re.ASCII | re.IGNORECASE)


def mask(text: str) -> str:
    """Telephone numbers by their last two digits, wherever they stand."""
    return _E164.sub(lambda found: f"***{found[0][-2:]}", text)


class Log:
    """`now` is milliseconds since the epoch; `write` gets one line without its end."""

    def __init__(
        self, service: str, level: LogLevel, *, now: Callable[[], int], write: Callable[[str], None]
    ) -> None:
        self._service = service
        self._lowest = LEVELS.index(level)
        self._now = now
        self._write = write

    def line(self, level: LogLevel, message: str, details: Mapping[str, object]) -> None:
        if LEVELS.index(level) < self._lowest:
            return
        time = datetime.fromtimestamp(self._now() / 1000, UTC)
        timestamp = time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        head = {"level": level, "message": message, "timestamp": timestamp}
        present = {name: value for name, value in details.items() if value is not None}
        self._write(to_json({**head, "service": self._service, **present}))


def describe(error: BaseException) -> Mapping[str, str]:
    """For a log line: the lines of code, and none of the values that they worked on."""
    return {
        "name": type(error).__name__,
        "message": mask(str(error)),
        "stack": mask("".join(traceback.format_exception(error))),
    }
