"""Who sees and declares the budget lines of a department: its own people who buy."""

from __future__ import annotations

from django.db.models import QuerySet

from budgets import reads
from budgets.models import BudgetLine
from kernel.access import NotForYou, NotFound
from kernel.actors import Actor, ActorKind


def department_of(actor: Actor) -> int:
    """The department for which the actor keeps the budget lines.

    Raises:
        NotForYou: if the actor buys for none.
    """
    if actor.kind is not ActorKind.DEPARTMENT or actor.organisation_id is None or not actor.has("buy"):
        raise NotForYou("Only somebody who buys for a department keeps its budget lines.", source="《预算法》第 13 条")
    return actor.organisation_id


def lines_visible_to(actor: Actor) -> QuerySet[BudgetLine]:
    """The lines of the actor's department.

    Raises:
        NotForYou: as `department_of`.
    """
    return reads.lines_of(department_of(actor))


def line_to_see(actor: Actor, pk: int) -> BudgetLine:
    """A line of the actor's department.

    Raises:
        NotForYou: as `department_of`.
        NotFound: if it is another's.
    """
    line = lines_visible_to(actor).filter(pk=pk).first()
    if line is None:
        raise NotFound(str(pk))
    return line
