"""Budget lines, declared by the verb that departments use."""

from budgets import reads
from budgets.actions.declare_line import declare_line
from budgets.models import BudgetLine, Movement
from kernel import clock
from kernel.actors import Actor
from kernel.money import YUAN

CODE = "2026-农村水利-0007"
PLENTY = 100_000_000 * YUAN


def a_line(department: Actor, code: str = CODE, *, limit_fen: int = PLENTY, year: int | None = None) -> BudgetLine:
    """A line of a department for this year (or `year`); the one that is there already, if there is one."""
    assert department.organisation_id is not None
    year = year or clock.today().year
    found = reads.line_named(department.organisation_id, code, year)
    return found or declare_line(actor=department, code=code, title="农村水利技术服务", year=year, limit_fen=limit_fen)


def sums(line: BudgetLine) -> tuple[int, int, int]:
    """What is reserved, committed and spent on a line now, in fen."""
    line.refresh_from_db()
    return line.reserved_fen, line.committed_fen, line.spent_fen


def moved(line: BudgetLine) -> list[tuple[str, str, int]]:
    """What moved on a line, in order: from, to, fen."""
    return list(Movement.objects.filter(line=line).order_by("pk").values_list("source", "target", "fen"))
