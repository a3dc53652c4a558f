"""What contracts hear: each handler takes an event's payload and calls a verb. Idempotent."""

from __future__ import annotations

from typing import Any

from contracts.actions.draw_up_contract import draw_up_contract
from kernel.actors import SCHEDULER


def on_award_confirmed(payload: dict[str, Any]) -> None:
    """A confirmed award is followed by its contract."""
    draw_up_contract(actor=SCHEDULER, award=payload["award"])
