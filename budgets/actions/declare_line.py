"""A department declares a budget line."""

from __future__ import annotations

from django.db import transaction

from budgets import access, reads
from budgets.models import BudgetLine
from budgets.rules import TO_DECLARE_A_LINE
from budgets.rules.declaring import LineFacts
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def declare_line(*, actor: Actor, code: str, title: str, year: int, limit_fen: int) -> BudgetLine:
    """Declare what the department may spend under a code in a year, in fen; public, so that everybody can add up.

    Raises:
        NotForYou: if the actor buys for no department.
        RulesBroken: if something is missing, or the line stands already.
    """
    department = access.department_of(actor)
    code, title, at = code.strip(), title.strip(), clock.now()
    declared = reads.line_named(department, code, year) is not None
    facts = LineFacts(code, title, year, clock.day_of(at).year, limit_fen, declared)
    check(TO_DECLARE_A_LINE, facts, on=clock.day_of(at))
    line = BudgetLine.objects.create(
        organisation_id=department, code=code, title=title, year=year, limit_fen=limit_fen, declared_at=at
    )
    record(actor, "budget.declared", {**line.named, "title": title, "fen": limit_fen}, at=at)
    return line
