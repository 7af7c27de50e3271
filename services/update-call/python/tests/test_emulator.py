"""A call that lives in the emulator, instead of one that the contract describes."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from .action_world import ActionWorld
from .contract import CONTRACT
from .lambda_context import LambdaContext

_ROOT = Path(__file__).parents[4]
_PHONE = "%2B12065550101"
_NUMBER = "+12065550120"
# A slow machine included.
_PATIENCE_S = 20.0

# Says what it is asked to say.
_FUNCTION = """
export async function handler({ InvocationEventType, ActionData }) {
  const Text = ActionData?.Parameters.Arguments?.text ?? 'Hello.';
  const speaks = ['NEW_INBOUND_CALL', 'CALL_UPDATE_REQUESTED'].includes(InvocationEventType);
  return { SchemaVersion: '1.0', Actions: speaks ? [{ Type: 'Speak', Parameters: { Text } }] : [] };
}
"""


class Emulator:
    def __init__(self, url: str) -> None:
        self.url = url

    def ask(self, path: str, body: object = None) -> Any:  # noqa: ANN401 -- whatever JSON says
        request = Request(
            f"{self.url}/_patchbay{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"content-type": "application/json"},
        )
        with urlopen(request, timeout=_PATIENCE_S) as answer:
            return json.load(answer)

    def hears(self, words: str) -> None:
        self.wait(lambda: words in json.dumps(self.ask(f"/phones/{_PHONE}")["heard"]), words)

    def has_no_calls(self) -> None:
        self.wait(lambda: self.ask("/health")["calls"] == 0, "the end")

    def wait(self, done: Callable[[], bool], what: str) -> None:
        until = time.monotonic() + _PATIENCE_S
        while not done():
            assert time.monotonic() < until, f"{what} did not come"
            time.sleep(0.05)


@pytest.fixture
def emulator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    (tmp_path / "function.mjs").write_text(_FUNCTION)
    configuration = {
        "functions": {"main": {"handler": "./function.mjs#handler"}},
        "applications": {"main": {"function": "main", "id": CONTRACT["sipMediaApplicationId"]}},
        "numbers": {_NUMBER: "main"},
    }
    file = tmp_path / "emulator.json"
    file.write_text(json.dumps(configuration))
    node, main = _ROOT / "node_modules/.bin/node", _ROOT / "tools/emulator/src/cli/main.ts"
    command: list[str | Path] = [node, main, "start", "--port", "0", "--config", file]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[1].rstrip(",")
        monkeypatch.setenv("AWS_ENDPOINT_URL_CHIME_SDK_VOICE", url)
        yield Emulator(url)
        process.terminate()


def test_acts_on_a_call(world: ActionWorld, emulator: Emulator) -> None:
    call = emulator.ask(f"/phones/{_PHONE}/dial", {"to": _NUMBER})["transactionId"]
    emulator.hears("Hello.")
    texts = {
        "transactionId": call,
        "conferenceId": "conference-1",
        "state": "joined",
        "sipMediaApplicationId": CONTRACT["sipMediaApplicationId"],
    }
    known = world.dynamodb.get_item(TableName="calls", Key={"transactionId": {"S": "call-joined"}})
    item = known["Item"] | {name: {"S": text} for name, text in texts.items()}
    world.dynamodb.put_item(TableName="calls", Item=item)
    handler = world.handler_of({})
    event = {
        "routeKey": "POST /python/live-calls/{transactionId}/actions",
        "headers": {
            "authorization": f"Bearer {world.tokens.token({})}",
            "content-type": "application/json",
        },
        "pathParameters": {"transactionId": call},
        "body": '{"action":"speak","text":"Your taxi is here."}',
    }

    assert handler(event, LambdaContext())["statusCode"] == 202
    emulator.hears("Your taxi is here.")
    world.take_records(call)

    emulator.ask(f"/phones/{_PHONE}/hang-up", {})
    emulator.has_no_calls()
    assert json.loads(handler(event, LambdaContext())["body"])["code"] == "call-over"
    (record,) = world.take_records(call)
    assert isinstance(record, dict)
    assert record["outcome"] == {"S": "call-ended"}
