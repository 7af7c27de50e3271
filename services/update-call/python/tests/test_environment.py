import pytest

from actions.environment import ConfigurationError, Environment, read_environment

RIGHT = {
    "LOG_LEVEL": "INFO",
    "SETTINGS_TABLE": "settings",
    "ALLOWED_DOMAIN": "",
    "CALLS_TABLE": "calls",
    "AUDIT_TABLE": "audit",
    "AUDIT_DAYS": "365",
}


def test_gives_what_is_there() -> None:
    assert read_environment({**RIGHT, "OTHER": "x"}) == Environment(
        log_level="INFO",
        settings_table="settings",
        allowed_domain="",
        calls_table="calls",
        audit_table="audit",
        audit_days=365,
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"CALLS_TABLE": None, "AUDIT_DAYS": None},
            "CALLS_TABLE is missing; AUDIT_DAYS is missing",
        ),
        ({"ALLOWED_DOMAIN": None}, "ALLOWED_DOMAIN is missing"),
        ({"LOG_LEVEL": "hunter2"}, "LOG_LEVEL must be DEBUG, INFO, WARN or ERROR"),
        ({"AUDIT_TABLE": "x"}, "AUDIT_TABLE must be the name of a table"),
        ({"AUDIT_DAYS": "0"}, "AUDIT_DAYS must be a number of days"),
        ({"AUDIT_DAYS": "1.5"}, "AUDIT_DAYS must be a number of days"),
        ({"AUDIT_DAYS": "³"}, "AUDIT_DAYS must be a number of days"),
    ],
)
def test_names_everything_that_is_wrong_but_no_value(
    changes: dict[str, str | None], message: str
) -> None:
    given = {name: value for name, value in {**RIGHT, **changes}.items() if value is not None}
    with pytest.raises(ConfigurationError) as wrong:
        read_environment(given)
    assert str(wrong.value) == f"Environment variables: {message}"
