"""An award that takes effect commits its price; what was reserved beyond it is free again."""

from __future__ import annotations

from datetime import datetime

from budgets import reads
from budgets.actions.release_budget import let_go
from budgets.models import carry
from budgets.rules import TO_COMMIT
from budgets.rules.covering import CommitFacts
from budgets.states import Pot
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


def commit_budget(*, actor: Actor, need: str, fen: int, at: datetime) -> None:
    """Commit the price, in fen, out of the need's reserve, and release the rest.

    Raises:
        RulesBroken: if the need holds no reserve that covers the price.
    """
    held = reads.held_by(need)
    check(TO_COMMIT, CommitFacts(held.reserved_fen if held else 0, fen), on=clock.day_of(at))
    assert held is not None
    carried = carry(held.line, need=need, source=Pot.RESERVED, target=Pot.COMMITTED, fen=fen, at=at)
    assert carried, "the line holds what its needs hold"
    record(actor, "budget.committed", {**held.line.named, "need": need, "fen": fen}, at=at)
    let_go(actor, held.line, need=need, source=Pot.RESERVED, fen=held.reserved_fen - fen, at=at)
