"""Needs in draft and open, made by the verbs that buyers use."""

from datetime import datetime
from typing import Any

from bidding.actions.drafting.save_need_avoidance import save_need_avoidance
from bidding.actions.drafting.save_need_conditions import save_need_conditions
from bidding.actions.drafting.save_need_contacts import save_need_contacts
from bidding.actions.drafting.save_need_deadline import save_need_deadline
from bidding.actions.drafting.save_need_price import save_need_price
from bidding.actions.drafting.save_need_project import save_need_project
from bidding.actions.drafting.save_need_scoring import save_need_scoring
from bidding.actions.drafting.save_need_service import save_need_service
from bidding.actions.drafting.start_need import start_need
from bidding.actions.notices.publish_need import publish_need
from bidding.models import Need
from bidding.states import Funding, Method, PriceMode
from kernel import clock
from kernel.actors import Actor, ActorKind
from kernel.calendar import add_working_days
from tests.makers import budgets
from tests.makers import market as make

PROJECT = {
    "title": "老旧小区加装电梯水土保持方案编制",
    "content": "踏勘现场，编制水土保持方案报告表，配合评审并修改至通过。",
    "scale": "占地 1.2 公顷",
    "project_code": "2606-410300-04-01-123456",
}

SCORING: dict[str, Any] = {
    "criteria": [("技术路线", 40), ("进度安排", 30)],
    "price_points": 30,
    "expert_count": 3,
    "specialty": "水土保持",
}


def in_working_days(days: int) -> datetime:
    """17:00 on the working day that lies so many after today."""
    at = add_working_days(clock.now(), days).astimezone(clock.BEIJING)
    return at.replace(hour=17, minute=0, second=0, microsecond=0)


def a_draft_need(buyer: Actor | None = None, **notice: Any) -> Need:
    """A complete draft of a firm (or of `buyer`), for an item of the list; `notice` replaces single columns.

    Beside the notice's columns: `item_code` ("" for a voluntary purchase), `region_code`, `method`.
    """
    buyer = buyer or make.a_firm()
    if notice.get("item_code") is None:
        notice["item_code"] = make.a_list_item().code
    department = buyer.kind == ActorKind.DEPARTMENT
    if department and "budget_line" not in notice:
        budgets.a_line(buyer)
    says: dict[str, Any] = {
        **PROJECT,
        "region_code": buyer.region,
        "service_name": "",
        "approval_serial": "",
        "days": 45,
        "method": Method.SEALED_PRICE,
        "funding": Funding.FISCAL if department else Funding.SOCIAL,
        "price_mode": PriceMode.AMOUNT,
        "ceiling_fen": 10_000_000,
        "floor_fen": None,
        "floor_rate_bp": None,
        "ceiling_rate_bp": None,
        "no_estimate_note": "",
        "budget_line": budgets.CODE if department else "",
        "certificate_kinds": [],
        "practitioner_kind": "",
        "practitioner_count": 0,
        "requirements": "",
        "avoidance": [],
        "closes_at": in_working_days(5),
        "contact_name": "李四",
        "contact_phone": "0379-6000000",
        "complaint_phone": "",
        **notice,
    }
    number = start_need(actor=buyer).number
    for verb in (
        save_need_project,
        save_need_service,
        save_need_price,
        save_need_conditions,
        save_need_avoidance,
        save_need_deadline,
        save_need_contacts,
    ):
        names = set(verb.__wrapped__.__annotations__) & set(says)  # type: ignore[attr-defined]
        verb(actor=buyer, number=number, **{name: says[name] for name in names})  # type: ignore[operator]
    if says["method"] == Method.QUALITY_AND_PRICE:
        scoring = {name: says.get(name, value) for name, value in SCORING.items()}
        save_need_scoring(actor=buyer, number=number, **scoring)
    return Need.objects.get(number=number)


def an_open_need(buyer: Actor | None = None, **notice: Any) -> Need:
    """A published need that takes bids."""
    buyer = buyer or make.a_firm()
    need = a_draft_need(buyer, **notice)
    return publish_need(actor=buyer, number=need.number, knows_it_is_narrow=True)
