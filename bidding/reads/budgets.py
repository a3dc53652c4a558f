"""The budget line of a department's need: which one it is, and what is free on it."""

from __future__ import annotations

from datetime import date

from bidding.models import Need, Notice
from bidding.rules.facts import BudgetFacts
from budgets import reads as budgets
from budgets.models import BudgetLine


def budget_line_of(need: Need, notice: Notice, *, on: date) -> BudgetLine | None:
    """The department's line of the code that the notice names: the one that holds the need's reserve already, else that of the year."""
    held = budgets.held_by(need.number)
    if held is not None and held.reserved_fen and held.line.code == notice.budget_line:
        return held.line
    return budgets.line_named(need.buyer_id, notice.budget_line, on.year)


def budget_facts(need: Need, notice: Notice, *, on: date) -> BudgetFacts | None:
    """What the rules of publication ask of the line; None for a need that no department commissions. A reserve of its own counts as free."""
    if not need.is_commissioned_by_department:
        return None
    held = budgets.held_by(need.number)
    if held is not None and held.reserved_fen and held.line.code == notice.budget_line:
        return BudgetFacts((held.line.year,), held.line.year, held.line.free_fen + held.reserved_fen)
    line = budgets.line_named(need.buyer_id, notice.budget_line, on.year)
    return BudgetFacts(budgets.years_of(need.buyer_id, notice.budget_line), on.year, line.free_fen if line else 0)
