"""Questions asked of the budget lines."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from budgets.models import BudgetLine, Movement
from budgets.states import HELD, Pot


@dataclass(frozen=True)
class Held:
    """What a need holds on its line, in fen."""

    line: BudgetLine
    reserved_fen: int
    committed_fen: int
    spent_fen: int


def lines_of(organisation_id: int) -> QuerySet[BudgetLine]:
    """A department's lines, the newest year first."""
    return BudgetLine.objects.select_related("organisation").filter(organisation_id=organisation_id)


def line_named(organisation_id: int, code: str, year: int) -> BudgetLine | None:
    """A department's line of that code and year."""
    return lines_of(organisation_id).filter(code=code, year=year).first()


def years_of(organisation_id: int, code: str) -> tuple[int, ...]:
    """The years for which a department declared a line of that code."""
    return tuple(lines_of(organisation_id).filter(code=code).order_by("year").values_list("year", flat=True))


def lock_lines(*pks: int) -> None:
    """Lock those lines in the order of their keys: whoever moves money on two takes both first."""
    list(BudgetLine.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))


def last_line(need: str) -> BudgetLine | None:
    """The line on which a need's money moved last."""
    last = Movement.objects.select_related("line__organisation").filter(need=need).order_by("-pk").first()
    return last.line if last else None


def held_by(need: str) -> Held | None:
    """What a need holds on the line on which its money moved last; None if no money moved for it. Call with the need locked."""
    line = last_line(need)
    if line is None:
        return None
    sums = dict.fromkeys(Pot, 0)
    for source, target, fen in Movement.objects.filter(need=need, line=line).values_list("source", "target", "fen"):
        sums[Pot(source)] -= fen
        sums[Pot(target)] += fen
    return Held(line, *(sums[pot] for pot in HELD))


def movements_of(line: BudgetLine) -> QuerySet[Movement]:
    """What moved on a line, the newest first; its last hundred."""
    return line.movements.order_by("-pk")[:100]
