"""Money that an agency gives back is free again on its line."""

from __future__ import annotations

from datetime import datetime

from budgets import reads
from budgets.models import carry
from budgets.states import Pot
from kernel.actors import Actor
from ledger.record import record


def refund_budget(*, actor: Actor, need: str, fen: int, at: datetime) -> None:
    """Take so many fen of what a need has spent back onto its line; nothing if no line paid for it."""
    held = reads.held_by(need)
    if held is not None:
        carried = carry(held.line, need=need, source=Pot.SPENT, target=Pot.FREE, fen=fen, at=at)
        assert carried, "no more is given back than was paid"
        record(actor, "budget.refunded", {**held.line.named, "need": need, "fen": fen}, at=at)
