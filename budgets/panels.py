"""What is left of a department's budget, for its home."""

from __future__ import annotations

from django.urls import reverse

from budgets import reads
from kernel import clock
from kernel.actors import Actor, ActorKind
from kernel.money import in_yuan
from web.panels import Panel, Task


def panels(actor: Actor) -> list[Panel]:
    """This year's lines together, or the way to declare the first."""
    if actor.kind is not ActorKind.DEPARTMENT or actor.organisation_id is None or not actor.has("buy"):
        return []
    year = clock.today().year
    lines = list(reads.lines_of(actor.organisation_id).filter(year=year))
    if not lines:
        first = Task("申报预算项目", reverse("new_budget_line"), "尚未开始", "todo", "发布部门委托的需求时，按最高限价预留预算")
        return [Panel(f"{year} 年预算", [first])]
    free, limit = sum(line.free_fen for line in lines), sum(line.limit_fen for line in lines)
    hint = f"可用 {in_yuan(free)} 元，全年 {in_yuan(limit)} 元"
    return [Panel(f"{year} 年预算", [Task("预算项目和变动", reverse("budget_lines"), f"{len(lines)} 项", "info", hint)])]
