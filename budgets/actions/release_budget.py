"""A need that ends without a service gives back what it holds."""

from __future__ import annotations

from datetime import datetime

from budgets import reads
from budgets.models import BudgetLine, carry
from budgets.states import Pot
from kernel.actors import Actor
from ledger.record import record


def release_budget(*, actor: Actor, need: str, at: datetime) -> None:
    """Free what the need has reserved or committed; nothing if it holds nothing."""
    held = reads.held_by(need)
    if held is not None:
        let_go(actor, held.line, need=need, source=Pot.RESERVED, fen=held.reserved_fen, at=at)
        let_go(actor, held.line, need=need, source=Pot.COMMITTED, fen=held.committed_fen, at=at)


def let_go(actor: Actor, line: BudgetLine, *, need: str, source: Pot, fen: int, at: datetime) -> None:
    """Free so many fen of what the need holds in one pot, with the record of it."""
    if fen:
        carried = carry(line, need=need, source=source, target=Pot.FREE, fen=fen, at=at)
        assert carried, "the line holds what its needs hold"
        record(actor, "budget.released", {**line.named, "need": need, "fen": fen, "of": str(source)}, at=at)
