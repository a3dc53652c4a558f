"""A department's need holds its ceiling on its budget line as long as its notice runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bidding import reads
from bidding.models import Need, Notice
from bidding.rules.facts import BudgetFacts
from bidding.rules.publication import budget_line_covers_the_ceiling
from budgets import reads as budgets
from budgets.actions.release_budget import release_budget
from budgets.actions.reserve_budget import reserve_budget
from budgets.models import BudgetLine
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check


def reserve_ceiling(*, actor: Actor, need: Need, notice: Notice, at: datetime) -> None:
    """Reserve the notice's ceiling, in the caller's transaction, under its lock and after its rules.

    Raises:
        RulesBroken: if another need has taken the money meanwhile.
    """
    if not need.is_commissioned_by_department:
        return
    line = reads.budget_line_of(need, notice, on=clock.day_of(at))
    assert line is not None
    assert notice.ceiling_fen is not None
    _take(actor, need, notice, line, at=at)


def _take(actor: Actor, need: Need, notice: Notice, line: BudgetLine, *, at: datetime) -> None:
    """Reserve on this line, whatever year it is of; refused with what this line has left, not the line of the day."""
    assert notice.ceiling_fen is not None
    while not reserve_budget(actor=actor, line=line, need=need.number, fen=notice.ceiling_fen, at=at):
        line.refresh_from_db()
        left = BudgetFacts((line.year,), line.year, line.free_fen)
        check((budget_line_covers_the_ceiling,), replace(reads.facts_of(need, notice, at=at), budget=left), on=clock.day_of(at))


def reserve_anew(actor: Actor, need: Need, old: Notice, new: Notice, *, at: datetime) -> None:
    """The new version names another line or another ceiling: what was held is released, and the new ceiling reserved."""
    if not need.is_commissioned_by_department or (old.budget_line, old.ceiling_fen) == (new.budget_line, new.ceiling_fen):
        return
    line, held = reads.budget_line_of(need, new, on=clock.day_of(at)), budgets.held_by(need.number)
    assert line is not None
    budgets.lock_lines(line.pk, *([held.line.pk] if held else []))
    release_budget(actor=actor, need=need.number, at=at)
    _take(actor, need, new, line, at=at)


def reserve_again(actor: Actor, first: Need, second: Need, notice: Notice, *, at: datetime) -> None:
    """The second notice takes on the line of the first what the first has just released: the same purchase, on the same year's line."""
    line = budgets.last_line(first.number)
    if second.is_commissioned_by_department and line is not None:
        _take(actor, second, notice, line, at=at)
