"""Every vector of the contract, as ../../test/vectors.test.ts does it."""

import json
import re
from typing import Any

import pytest

from .action_world import ActionWorld
from .contract import CONTRACT, VECTORS, Vector, text_of
from .lambda_context import LambdaContext

ROUTE = "POST /python/live-calls/{transactionId}/actions"


def event_of(vector: Vector, token: str) -> dict[str, Any]:
    header = vector.get("authorization", f"{vector['scheme']}{token}")
    headers = {"Authorization": header, "Content-Type": vector["contentType"]}
    event = {
        "routeKey": ROUTE,
        "headers": {name: value for name, value in headers.items() if value is not None},
        "isBase64Encoded": vector["base64"],
    }
    if vector["call"] is not None:
        event["pathParameters"] = {"transactionId": vector["call"]}
    if vector["body"] is not None:
        event["body"] = text_of(vector["body"])
    return event


def secrets_of(event: dict[str, Any], token: str) -> list[str]:
    """What no log may have: the token, and a text that is to be spoken."""
    spoken = re.search(r'"text":"([^"\\]{4,})"', event.get("body", ""))
    return [token, spoken[1]] if spoken else [token]


def record_of(call: str, audit: dict[str, str] | None) -> list[object]:
    if audit is None:
        return []
    record = CONTRACT["record"]
    texts = {"transactionId": call, "id": CONTRACT["actionId"], "by": record["by"], **audit}
    numbers = {"at": record["at"], "expiresAt": record["expiresAt"]}
    return [
        {name: {"S": text} for name, text in texts.items()}
        | {name: {"N": str(number)} for name, number in numbers.items()}
    ]


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_vector(vector: Vector, world: ActionWorld) -> None:
    token = world.tokens.token(CONTRACT["tokens"][vector["token"]])
    event = event_of(vector, token)
    handler = world.handler_of(vector["tables"])
    world.service.expect(vector["update"])
    world.lines.clear()

    result = handler(event, LambdaContext())

    call = vector["call"] or ""
    records = world.take_records(call)
    status = result["statusCode"]
    answer = {
        "status": status,
        "headers": result["headers"],
        "body": json.loads(result["body"]),
    }
    assert answer == CONTRACT["answers"][vector["answer"]]

    path = f"/sip-media-applications/{CONTRACT['sipMediaApplicationId']}/calls/{call}"
    assert world.service.sent == [
        (path, {name: text_of(value) for name, value in arguments.items()})
        for arguments in vector["sent"]
    ]
    assert records == record_of(call, vector["audit"])

    lines = [json.loads(line) for line in world.lines]
    message = "answered" if status < 400 else "refused" if status < 500 else "failed"
    about = {"message": message, "route": ROUTE, "requestId": "request-1", "status": status}
    assert [{name: line.get(name) for name in about} for line in lines] == [about]
    for secret in secrets_of(event, token):
        assert secret not in world.lines[0]


def test_the_body_is_written_as_the_other_twin_writes_it(world: ActionWorld) -> None:
    result = world.handler_of({})({"headers": {}}, LambdaContext())
    assert result["body"] == json.dumps(
        CONTRACT["answers"]["token-missing"]["body"], ensure_ascii=False, separators=(",", ":")
    )
