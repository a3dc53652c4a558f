"""A contract that is paid spends what was committed to it."""

from __future__ import annotations

from datetime import datetime

from budgets import reads
from budgets.models import carry
from budgets.states import Pot
from kernel.actors import Actor
from ledger.record import record


def spend_budget(*, actor: Actor, need: str, at: datetime) -> None:
    """Spend the whole commitment of a need; nothing if it has none."""
    held = reads.held_by(need)
    if held is not None and held.committed_fen:
        fen = held.committed_fen
        carried = carry(held.line, need=need, source=Pot.COMMITTED, target=Pot.SPENT, fen=fen, at=at)
        assert carried, "the line holds what its needs hold"
        record(actor, "budget.spent", {**held.line.named, "need": need, "fen": fen}, at=at)
