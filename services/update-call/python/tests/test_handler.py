"""The module that Lambda loads, with a real clock and real ids."""

import importlib
import json
import sys
import time
import uuid
from types import ModuleType

import pytest

from actions.environment import ConfigurationError

from .action_world import ActionWorld
from .lambda_context import LambdaContext

ENVIRONMENT = {
    "LOG_LEVEL": "INFO",
    "SETTINGS_TABLE": "settings",
    "ALLOWED_DOMAIN": "example.com",
    "CALLS_TABLE": "calls",
    "AUDIT_TABLE": "audit",
    "AUDIT_DAYS": "365",
}


def load(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> ModuleType:
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    sys.modules.pop("actions.handler", None)
    return importlib.import_module("actions.handler")


def test_does_what_it_is_asked(
    world: ActionWorld, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = load(monkeypatch, ENVIRONMENT).handler
    world.service.expect([[503, "ServiceUnavailableException"], [202]])
    token = world.tokens.token({"claims": {"exp": time.time() + 60}})
    event = {
        "routeKey": "POST /python/live-calls/{transactionId}/actions",
        "headers": {"authorization": f"Bearer {token}", "content-type": "application/json"},
        "pathParameters": {"transactionId": "call-held"},
        "body": '{"action":"speak","text":"Hello there."}',
    }

    result = handler(event, LambdaContext())

    assert result["statusCode"] == 202
    action_id = json.loads(result["body"])["actionId"]
    assert uuid.UUID(action_id).version == 4
    sent = {"action": "speak", "text": "Hello there.", "actionId": action_id}
    assert [arguments for _, arguments in world.service.sent] == [sent, sent]
    assert len(world.take_records("call-held")) == 1

    line = json.loads(capsys.readouterr().out)
    assert line["message"] == "answered"
    assert line["durationMs"] > 0


def test_does_not_start_without_its_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(
        ConfigurationError, match="SETTINGS_TABLE is missing; CALLS_TABLE is missing; AUDIT_TABLE"
    ):
        load(monkeypatch, {name: ENVIRONMENT[name] for name in ENVIRONMENT if "_TABLE" not in name})
