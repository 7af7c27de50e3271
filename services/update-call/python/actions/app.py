"""Puts the function together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import boto3
from botocore.config import Config

from .act import ActDeps, act
from .contract import check_action
from .environment import Environment
from .http_handler import Context, Event, Result, http_handler
from .http_request import RequestRules
from .log import Log
from .sign_in import TokenVerifier
from .tables import Audit, Calls, sign_in_settings
from .telephony import Voice

SERVICE = "update-call"
GROUP = "operators"


@dataclass(frozen=True, slots=True)
class World:
    """Whatever is not the same the next time."""

    # Milliseconds since the epoch.
    now: Callable[[], int]
    # Milliseconds from any start.
    elapsed: Callable[[], float]
    uuid: Callable[[], str]
    # Waits, for that many seconds at most.
    pause: Callable[[float], None]
    # Prints a line of the log.
    write: Callable[[str], None]


def create_handler(environment: Environment, world: World) -> Callable[[Event, Context], Result]:
    """Where the services are is in the variables of the SDK, AWS_REGION and so on."""
    dynamodb = boto3.client("dynamodb", config=_DYNAMODB)
    verifier = TokenVerifier(
        sign_in_settings(dynamodb, environment.settings_table),
        allowed_domain=environment.allowed_domain,
        now=world.now,
    )
    deps = ActDeps(
        calls=Calls(dynamodb, environment.calls_table),
        audit=Audit(dynamodb, environment.audit_table, environment.audit_days),
        voice=Voice(boto3.client("chime-sdk-voice", config=_VOICE), world.pause),
        now=world.now,
        uuid=world.uuid,
    )
    return http_handler(
        lambda request: act(request, deps),
        RequestRules(verify=verifier.verify, group=GROUP, check=check_action),
        log=Log(SERVICE, environment.log_level, now=world.now, write=world.write),
        elapsed=world.elapsed,
    )


# The function answers within its 10 s, however slow one of them is.
_DYNAMODB = Config(
    connect_timeout=0.5, read_timeout=1, retries={"total_max_attempts": 2, "mode": "standard"}
)
# What is worth another try is for telephony.py to say.
_VOICE = Config(
    connect_timeout=0.5, read_timeout=1.2, retries={"total_max_attempts": 1, "mode": "standard"}
)
