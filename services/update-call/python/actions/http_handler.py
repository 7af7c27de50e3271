"""The handler of a function behind an HTTP API (payload format 2.0), with its line in the log.

Whatever goes wrong is a problem document. The line says what was asked, by route, and what came
of it: no token, no address, no number, no text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .http_problem import HttpProblem
from .http_request import Body, HttpRequest, RequestRules, read_request
from .json_text import to_json
from .log import Log, LogLevel, describe

Event = Mapping[str, object]
Result = dict[str, Any]


class Context(Protocol):
    """Of Lambda's context, what is of use."""

    @property
    def aws_request_id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    status: int
    body: Mapping[str, object]


# Answers are about one person, and some have what opens a door.
_NO_STORE = {"cache-control": "no-store"}


def http_handler(
    answer: Callable[[HttpRequest[Body]], HttpAnswer],
    rules: RequestRules[Body],
    *,
    log: Log,
    elapsed: Callable[[], float],
) -> Callable[[Event, Context], Result]:
    """`elapsed` is milliseconds from any start, for durations. Nothing is raised."""

    def handler(event: Event, context: Context) -> Result:
        started = elapsed()
        about = {"requestId": context.aws_request_id, "route": event.get("routeKey")}

        def tell(level: LogLevel, message: str, **details: object) -> None:
            duration = round(elapsed() - started, 1)
            log.line(level, message, {**about, **details, "durationMs": duration})

        try:
            given = answer(read_request(event, rules))
        except HttpProblem as problem:
            details = {"status": problem.status, "code": problem.code}
            if problem.status < 500:
                tell("INFO", "refused", **details)
            else:
                tell("ERROR", "failed", **details, error=describe(problem.__cause__ or problem))
            return _problem(problem)
        except Exception as error:  # whatever it is, who asks gets an answer
            unexpected = HttpProblem(
                500, "failed", "Something went wrong", detail="Try again in a moment."
            )
            details = {"status": unexpected.status, "code": unexpected.code}
            tell("ERROR", "failed", **details, error=describe(error))
            return _problem(unexpected)
        tell("INFO", "answered", status=given.status)
        return {
            "statusCode": given.status,
            "headers": {"content-type": "application/json", **_NO_STORE},
            "body": to_json(given.body),
        }

    return handler


def _problem(problem: HttpProblem) -> Result:
    return {
        "statusCode": problem.status,
        "headers": {**problem.headers, "content-type": "application/problem+json", **_NO_STORE},
        "body": to_json(problem.document),
    }
