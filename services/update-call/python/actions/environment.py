"""The environment variables of the function, checked at cold start, before a request is taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .log import LEVELS, LogLevel


class ConfigurationError(Exception):
    """Names every variable that is missing or wrong, and no values, which may be secret."""


@dataclass(frozen=True, slots=True)
class Environment:
    log_level: LogLevel
    # Who signs people in.
    settings_table: str
    # Of e-mail addresses; "" for any.
    allowed_domain: str
    calls_table: str
    audit_table: str
    audit_days: int


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Raises ConfigurationError."""
    wrong: list[str] = []

    def read(name: str, rule: str, is_right: bool) -> str:
        if name not in variables:
            wrong.append(f"{name} is missing")
        elif not is_right:
            wrong.append(f"{name} {rule}")
        return variables.get(name, "")

    def table(name: str) -> str:
        return read(name, "must be the name of a table", len(variables.get(name, "")) >= 3)

    level = variables.get("LOG_LEVEL", "")
    log_level = next((each for each in LEVELS if each == level), None)
    read("LOG_LEVEL", "must be DEBUG, INFO, WARN or ERROR", log_level is not None)
    days = variables.get("AUDIT_DAYS", "")
    is_days = re.fullmatch("[1-9][0-9]{0,3}", days) is not None
    environment = Environment(
        log_level=log_level or "INFO",
        settings_table=table("SETTINGS_TABLE"),
        allowed_domain=read("ALLOWED_DOMAIN", "must be a domain, or empty", True),
        calls_table=table("CALLS_TABLE"),
        audit_table=table("AUDIT_TABLE"),
        audit_days=int(days) if is_days else 0,
    )
    read("AUDIT_DAYS", "must be a number of days", is_days)
    if wrong:
        raise ConfigurationError(f"Environment variables: {'; '.join(wrong)}")
    return environment
