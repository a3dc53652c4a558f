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
        tasks.append(Task("评价已验收的合同", "/my/ratings/", "待评价", "todo", "五项打分，不高于 2 分的写明理由", count))
    if actor.kind is ActorKind.AGENCY:
        unanswered = access.evaluations_visible_to(actor).filter(reply="").count()
        if unanswered:
            tasks.append(Task("查看和答复收到的评价", "/my/ratings/", "可答复", "todo", "可以答复，也可以提出异议", unanswered))
        to_answer = access.cases_visible_to(actor).filter(state="notified").count()
        if to_answer:
            tasks.append(
                Task("陈述和申辩", "/my/cases/", "待答复", "warn", "收到拟处理告知，请在期限内陈述、申辩或要求听证", to_answer)
            )
    if actor.kind in OFFICIALS:
        open_cases = access.cases_visible_to(actor).filter(state__in=OPEN_CASE).count()
        objections = access.evaluations_visible_to(actor).filter(state="objected").count()
        word, look = ("未办结", "todo") if open_cases else ("没有待办", "off")
        hint = "先告知，听取陈述申辩，再由两人以上决定"
        tasks.append(Task("处理案件", "/my/cases/", word, look, hint, open_cases or None))
        word, look = ("异议待处理", "soon") if objections else ("没有异议", "off")
        tasks.append(Task("查看评价，处理异议", "/my/ratings/", word, look, "逾期未处理视为异议成立", objections or None))
    return [Panel("评价与信用", tasks)] if tasks else []
