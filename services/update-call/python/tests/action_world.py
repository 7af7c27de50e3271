"""The function with all that it talks to, at the time of the contract."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import boto3

from actions.app import World, create_handler
from actions.environment import Environment

from .contract import CONTRACT
from .token_maker import TokenMaker, token_maker
from .voice_service import VoiceService, voice_service

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from actions.http_handler import Context, Event, Result

_SERVICE = Path(__file__).parents[2]
_TABLES = _SERVICE / "test" / "support" / "vector-tables-main.ts"
_NODE = _SERVICE.parents[1] / "node_modules" / ".bin" / "node"


@dataclass
class ActionWorld:
    tokens: TokenMaker
    service: VoiceService
    dynamodb: DynamoDBClient
    # The log.
    lines: list[str]
    # How long the function has waited at most, seconds.
    pauses: list[float]

    def handler_of(self, tables: Mapping[str, str]) -> Callable[[Event, Context], Result]:
        environment = Environment(
            log_level="INFO",
            settings_table=tables.get("settings", "settings"),
            allowed_domain=CONTRACT["allowedDomain"],
            calls_table=tables.get("calls", "calls"),
            audit_table=tables.get("audit", "audit"),
            audit_days=CONTRACT["auditDays"],
        )
        world = World(
            now=lambda: CONTRACT["now"],
            elapsed=lambda: 0.0,
            uuid=lambda: CONTRACT["actionId"],
            pause=self.pauses.append,
            write=self.lines.append,
        )
        return create_handler(environment, world)

    def take_records(self, transaction_id: str) -> list[object]:
        """The records of a call, which are gone then."""
        found = self.dynamodb.query(
            TableName="audit",
            KeyConditionExpression="transactionId = :id",
            ExpressionAttributeValues={":id": {"S": transaction_id}},
        )
        for item in found["Items"]:
            key = {name: item[name] for name in ("transactionId", "id")}
            self.dynamodb.delete_item(TableName="audit", Key=key)
        return list(found["Items"])


@contextmanager
def _tables() -> Iterator[str]:
    """DynamoDB in memory, with the calls of the contract; it ends with its input."""
    command = [_NODE, _TABLES]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["dynamodb"]
        process.communicate()


@contextmanager
def action_world() -> Iterator[ActionWorld]:
    with _tables() as tables, token_maker() as tokens, voice_service() as service:
        variables = {
            "AWS_ENDPOINT_URL_DYNAMODB": tables,
            "AWS_ENDPOINT_URL_CHIME_SDK_VOICE": service.endpoint,
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
        }
        with patch.dict(os.environ, variables):
            dynamodb = boto3.client("dynamodb")
            for table, issuer in {
                "settings": tokens.issuer,
                "elsewhere": f"{tokens.issuer}/elsewhere",
            }.items():
                item = {"id": "sign-in", "issuer": issuer, "clientId": CONTRACT["clientId"]}
                dynamodb.put_item(
                    TableName=table, Item={name: {"S": value} for name, value in item.items()}
                )
            yield ActionWorld(tokens, service, dynamodb, [], [])
