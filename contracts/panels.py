"""What contracts put on the home page of a role."""

from __future__ import annotations

from django.urls import reverse

from contracts import access
from contracts.access import Side
from contracts.models import Contract
from contracts.states import ContractState as S
from kernel import clock
from kernel.actors import Actor
from web.panels import Panel, Task
from web.templatetags.zx import day, short_moment

_OPEN = (S.DRAWN_UP, S.SIGNED, S.DELIVERED, S.RETURNED)
_MOST = 6


def panels(actor: Actor) -> list[Panel]:
    """The contracts in which the actor's organisation has something to do, or waits for the other side."""
    if actor.organisation_id is None:
        return []
    open_ones = access.visible_to(actor).filter(state__in=_OPEN).order_by("sign_by", "pk")[:_MOST]
    tasks = [_task(actor, contract) for contract in open_ones]
    return [Panel("合同", tasks=tasks, act=(reverse("contracts"), "全部合同"))] if tasks else []


def _task(actor: Actor, contract: Contract) -> Task:
    side = access.side_of(actor, contract)
    mine, title, by = _next(contract, side)
    return Task(
        title=f"{title}：{contract.terms['title']}",
        href=reverse("contract", args=[contract.number]),
        word=by or contract.state_word,
        look="bad" if _is_late(contract) else "soon" if mine else "off",
        hint=contract.number,
    )


def _is_late(contract: Contract) -> bool:
    waits = contract.state in {S.SIGNED, S.RETURNED}
    return waits and contract.due_on is not None and contract.due_on < clock.today()


def _next(contract: Contract, side: Side | None) -> tuple[bool, str, str]:
    if contract.state == S.DRAWN_UP:
        own = contract.buyer_confirmed_at if side == Side.BUYER else contract.agency_confirmed_at
        return own is None, "确认合同条款" if own is None else "等待对方确认", f"{short_moment(contract.sign_by)}前"
    if contract.state == S.DELIVERED:
        mine = side == Side.BUYER
        by = f"{short_moment(contract.accept_by)}前" if contract.accept_by else ""
        return mine, "成果待验收" if mine else "等待委托方验收", by
    mine = side == Side.AGENCY
    again = contract.state == S.RETURNED
    if _is_late(contract):
        return mine, "交付已逾期" if mine else "机构逾期未交付", f"应于 {day(contract.due_on)}前"
    return mine, ("整改后再次交付" if again else "交付成果") if mine else "等待机构交付", day(contract.due_on)
