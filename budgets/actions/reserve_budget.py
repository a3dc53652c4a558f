"""A need that is published reserves its ceiling."""

from __future__ import annotations

from datetime import datetime

from budgets.models import BudgetLine, carry
from budgets.states import Pot
from kernel.actors import Actor
from ledger.record import record


def reserve_budget(*, actor: Actor, line: BudgetLine, need: str, fen: int, at: datetime) -> bool:
    """Hold so many fen of a line for a need; says whether the line still covered them. If not, nothing has changed."""
    if not carry(line, need=need, source=Pot.FREE, target=Pot.RESERVED, fen=fen, at=at):
        return False
    record(actor, "budget.reserved", {**line.named, "need": need, "fen": fen}, at=at)
    return True
