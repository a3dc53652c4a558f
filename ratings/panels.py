"""What this room has to tell in a role's home."""

from __future__ import annotations

from agencies.access import OFFICIALS
from kernel.actors import Actor, ActorKind
from ratings import access, reads
from ratings.states import OPEN_CASE
from web.panels import Panel, Task


def panels(actor: Actor) -> list[Panel]:
    """Contracts to rate; evaluations without a reply; cases to answer or decide."""
    tasks: list[Task] = []
    if actor.has("buy") and (count := reads.unrated_by(actor.organisation_id).count()):
        tasks.append(Task("评价已验收的合同", "/my/ratings/", f"{count} 份", "todo", "五项打分，不高于 2 分的写明理由", count))
    if actor.kind is ActorKind.AGENCY:
        unanswered = access.evaluations_visible_to(actor).filter(reply="").count()
        if unanswered:
            tasks.append(
                Task("查看和答复收到的评价", "/my/ratings/", f"{unanswered} 条", "todo", "可以答复，也可以提出异议", unanswered)
            )
        to_answer = access.cases_visible_to(actor).filter(state="notified").count()
        if to_answer:
            tasks.append(
                Task("陈述和申辩", "/my/cases/", "待答复", "warn", "收到拟处理告知，请在期限内陈述、申辩或要求听证", to_answer)
            )
    if actor.kind in OFFICIALS:
        open_cases = access.cases_visible_to(actor).filter(state__in=OPEN_CASE).count()
        objections = access.evaluations_visible_to(actor).filter(state="objected").count()
        tasks.append(Task("处理案件", "/my/cases/", f"{open_cases} 件未办结", "todo" if open_cases else "off", "", open_cases))
        if objections:
            tasks.append(Task("评价异议", "/my/ratings/", f"{objections} 条待处理", "soon", "逾期未处理视为异议成立", objections))
    return [Panel("评价与信用", tasks)] if tasks else []
