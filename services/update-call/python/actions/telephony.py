"""UpdateSipMediaApplicationCall of Chime SDK Voice. What goes wrong is a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

if TYPE_CHECKING:
    from mypy_boto3_chime_sdk_voice import ChimeSDKVoiceClient

RefusalReason = Literal[
    # More requests a second than the quota allows; nothing happened.
    "throttled",
    "quota",
    # The call has ended, or never was.
    "not-found",
    "invalid",
    "forbidden",
    # The service failed or did not answer in time; it may have happened all the same.
    "unknown",
]

_REASONS: Mapping[str, RefusalReason] = {
    "ThrottledClientException": "throttled",
    "ResourceLimitExceededException": "quota",
    "NotFoundException": "not-found",
    "BadRequestException": "invalid",
    "ForbiddenException": "forbidden",
    "AccessDeniedException": "forbidden",
    "UnauthorizedClientException": "forbidden",
}
# Worth another try, and the most seconds to wait before it.
_AGAIN: Mapping[int, float] = {429: 0.5, 500: 0.1, 502: 0.1, 503: 0.1, 504: 0.1}


@dataclass(frozen=True, slots=True)
class Refusal:
    reason: RefusalReason
    cause: Exception


@dataclass(frozen=True, slots=True)
class Voice:
    client: ChimeSDKVoiceClient
    # Waits, for that many seconds at most.
    pause: Callable[[float], None]

    def update_call(
        self,
        sip_media_application_id: str,
        transaction_id: str,
        arguments: Mapping[str, str],
        *,
        attempts: int = 2,
    ) -> Refusal | None:
        """Asks the function of a live call for new actions."""
        try:
            answer = self.client.update_sip_media_application_call(
                SipMediaApplicationId=sip_media_application_id,
                TransactionId=transaction_id,
                Arguments=arguments,
            )
        except (ClientError, BotoCoreError) as error:
            most = _worth_waiting(error)
            if most is None or attempts == 1:
                return _refusal(error)
            self.pause(most)
            return self.update_call(
                sip_media_application_id, transaction_id, arguments, attempts=attempts - 1
            )
        if "TransactionId" not in answer.get("SipMediaApplicationCall", {}):
            return Refusal("unknown", ValueError("The response has no TransactionId"))
        return None


def _worth_waiting(error: ClientError | BotoCoreError) -> float | None:
    if isinstance(error, ClientError):
        return _AGAIN.get(error.response["ResponseMetadata"]["HTTPStatusCode"])
    # No connection, or no answer in time.
    return 0.1 if isinstance(error, HTTPClientError) else None


def _refusal(error: ClientError | BotoCoreError) -> Refusal:
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else ""
    return Refusal(_REASONS.get(code, "unknown"), error)
