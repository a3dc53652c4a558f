"""What contracts put on the home page of a role."""

from __future__ import annotations

from django.urls import reverse

from contracts import access
from contracts.models import Contract, Signatory
from contracts.states import ContractState as S
from contracts.states import Side
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
    mine, title, by = _next(contract, access.signatory_of(actor, contract))
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


def _next(contract: Contract, own: Signatory | None) -> tuple[bool, str, str]:
    side = own.side if own else None
    if contract.state == S.DRAWN_UP:
        unsigned = own is not None and own.confirmed_at is None
        others = "等待其他各方确认" if contract.is_joint else "等待对方确认"
        return unsigned, "确认合同条款" if unsigned else others, f"{short_moment(contract.sign_by)}前"
    if contract.state == S.DELIVERED:
        mine = side == Side.BUYER
        by = f"{short_moment(contract.accept_by)}前" if contract.accept_by else ""
        return mine, "成果待验收" if mine else "等待委托方验收", by
    mine = side == Side.AGENCY
    again = contract.state == S.RETURNED
    if _is_late(contract):
        return mine, "交付已逾期" if mine else f"{contract.agency_word}逾期未交付", f"应于 {day(contract.due_on)}前"
    return mine, ("整改后再次交付" if again else "交付成果") if mine else f"等待{contract.agency_word}交付", day(contract.due_on)
