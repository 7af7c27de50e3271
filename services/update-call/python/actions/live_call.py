"""A caller of a conference, as the calls table has it (libs/repositories, live-call.ts)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

STATES = ("waiting", "joined", "held", "ended")

# As DynamoDB has it: `{"S": "text"}` and so on, by attribute.
Item = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class LiveCall:
    transaction_id: str
    # `ended` is final.
    state: str
    # By which it is updated.
    sip_media_application_id: str


def live_call_of(item: Item) -> LiveCall | None:
    """None for the item of a call that is in no conference."""
    texts = {name: value["S"] for name, value in item.items() if "S" in value}
    needed = ("transactionId", "conference", "pin", "sipMediaApplicationId")
    if not all(texts.get(name) for name in needed) or "from" not in texts:
        return None
    if texts.get("state") not in STATES:
        return None
    return LiveCall(texts["transactionId"], texts["state"], texts["sipMediaApplicationId"])
