"""What the function reads and writes in DynamoDB. Everything raises what the SDK raises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .http_problem import HttpProblem
from .live_call import LiveCall, live_call_of
from .sign_in import TokenSettings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef, UpdateItemInputTypeDef

_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Calls:
    client: DynamoDBClient
    table: str

    def get(self, transaction_id: str) -> LiveCall | None:
        key: dict[str, AttributeValueTypeDef] = {"transactionId": {"S": transaction_id}}
        found = self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True)
        return live_call_of(found["Item"]) if "Item" in found else None


@dataclass(frozen=True, slots=True)
class Audit:
    """Who has asked for what in a call: the items of libs/repositories, audit.ts."""

    client: DynamoDBClient
    table: str
    keep_days: int

    def begin(self, transaction_id: str, action_id: str, *, by: str, action: str, at: int) -> None:
        """`at` is milliseconds since the epoch. A record that is there already stays as it is."""
        self._set(
            transaction_id,
            action_id,
            {
                "by": {"S": by},
                "action": {"S": action},
                "at": {"N": str(at)},
                "expiresAt": {"N": str(at // 1000 + self.keep_days * _DAY_S)},
            },
            condition="attribute_not_exists(#id)",
            names={"#id": "id"},
        )

    def finish(self, transaction_id: str, action_id: str, outcome: str) -> None:
        """Nothing is written if there is no such record, or it has an outcome already."""
        self._set(
            transaction_id,
            action_id,
            {"outcome": {"S": outcome}},
            condition="attribute_exists(#id) AND attribute_not_exists(#outcome)",
            names={"#id": "id", "#outcome": "outcome"},
        )

    def _set(
        self,
        transaction_id: str,
        action_id: str,
        values: Mapping[str, AttributeValueTypeDef],
        *,
        condition: str,
        names: Mapping[str, str],
    ) -> None:
        # Every name is replaced, since many words are reserved.
        places = {f"set{index}": name for index, name in enumerate(values)}
        update: UpdateItemInputTypeDef = {
            "TableName": self.table,
            "Key": {"transactionId": {"S": transaction_id}, "id": {"S": action_id}},
            "UpdateExpression": "SET " + ", ".join(f"#{each} = :{each}" for each in places),
            "ConditionExpression": condition,
            "ExpressionAttributeNames": {
                **names,
                **{f"#{place}": name for place, name in places.items()},
            },
            "ExpressionAttributeValues": {
                f":{place}": values[name] for place, name in places.items()
            },
        }
        try:
            self.client.update_item(**update)
        except self.client.exceptions.ConditionalCheckFailedException:
            return


def sign_in_settings(client: DynamoDBClient, table: str) -> Callable[[], TokenSettings]:
    """Who signs people in, as infra has written it down. Raises HttpProblem 503 before that."""

    def read() -> TokenSettings:
        item = client.get_item(TableName=table, Key={"id": {"S": "sign-in"}}).get("Item", {})
        issuer, client_id = (item.get(name, {}).get("S") for name in ("issuer", "clientId"))
        if issuer is None or client_id is None:
            raise HttpProblem(
                503,
                "not-set-up",
                "This has not been set up yet",
                detail="The settings have no sign-in: deploy infra.",
            )
        return TokenSettings(issuer, client_id)

    return read
