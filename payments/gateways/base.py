"""What every gateway can do. Amounts are whole fen; every call that moves money carries its idempotency key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


class Status(StrEnum):
    """How an intent stands at the gateway."""

    NEW = "new"
    PENDING = "pending"
    SUCCEEDED = "succeeded"
    DECLINED = "declined"
    CANCELLED = "cancelled"


class RefundStatus(StrEnum):
    """How a refund stands at the gateway."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


@dataclass(frozen=True)
class Order:
    """What is asked of the gateway. `key` names the payment, `attempt` the try."""

    key: str
    attempt: int
    amount_fen: int
    method: str
    token: str
    contract: str
    payment: str
    return_url: str


@dataclass(frozen=True)
class Seen:
    """What the gateway says of an intent."""

    intent: str
    status: Status
    amount_fen: int
    currency: str
    key: str = ""
    decline_code: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class SeenRefund:
    """What the gateway says of a refund."""

    outside_id: str
    status: RefundStatus
    amount_fen: int


class OutcomeUnknown(Exception):
    """The gateway did not answer: nobody knows whether the call took effect. Ask again with the same key."""


class Forged(Exception):
    """A message that does not come from the gateway, or not now."""


class Gateway(Protocol):
    """A gateway."""

    name: str
    is_sample: bool

    def create(self, order: Order) -> Seen:
        """Make the intent, or give the one that the same key has made."""

    def confirm(self, intent: str, order: Order) -> Seen:
        """Try to take the money."""

    def look_up(self, intent: str) -> Seen:
        """How an intent stands now."""

    def refund(self, intent: str, *, amount_fen: int, key: str) -> SeenRefund:
        """Give money back."""

    def look_up_refund(self, outside_id: str) -> SeenRefund:
        """How a refund stands now."""

    def genuine(self, body: bytes, signature: str, *, at: datetime) -> dict[str, Any]:
        """The message in a signed body.

        Raises:
            Forged: if the signature is wrong or more than 300 seconds away from `at`, either way.
        """
