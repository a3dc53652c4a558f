"""How the buyers of the day draft and publish: the same verbs as the pages call."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
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
from bidding.states import Funding, Method, PriceMode
from budgets.actions.declare_line import declare_line
from budgets.reads import line_named
from kernel import clock
from kernel.actors import Actor, ActorKind
from kernel.calendar import add_working_days
from kernel.money import YUAN

SCORING: dict[str, Any] = {
    "criteria": [("技术路线", 40), ("进度安排", 30)],
    "price_points": 30,
    "expert_count": 3,
    "specialty": "水土保持",
}
BUDGET_LINE = "2130305-001"
BUDGET_TITLE = "水土保持技术服务（示例）"
BUDGET_YUAN = 2_400_000
TAKEN_FROM_ONE, PART_OF_ONE = "项目名称和规模取自一份真实公告", "项目由一份真实公告拆出"
NOTICES = Path(__file__).parent / "data" / "notices.csv"


@dataclass(frozen=True)
class RealNotice:
    """A real notice whose name and size the day borrows; `source` says from where."""

    key: str
    title: str
    item_code: str
    service_name: str
    ceiling_fen: int
    days: int
    source: str
    is_part: bool  # of a real notice, named so for the day


def real_notices() -> dict[str, RealNotice]:
    """The borrowed notices by their key."""
    with NOTICES.open(encoding="utf-8") as file:
        return {
            row["key"]: RealNotice(
                row["key"],
                row["title"],
                row["item_code"],
                row["service_name"],
                int(row["ceiling_yuan"]) * YUAN,
                int(row["days"]),
                row["source"],
                row["certainty"] == "derived",
            )
            for row in csv.DictReader(file)
        }


def closing_in(days: int) -> datetime:
    """17:00 in Beijing, so many working days from now."""
    at = add_working_days(clock.now(), days).astimezone(clock.BEIJING)
    return at.replace(hour=17, minute=0, second=0, microsecond=0)


def draft(
    buyer: Actor,
    real: RealNotice,
    *,
    working_days: int = 4,
    method: str = Method.SEALED_PRICE,
    price_mode: str = PriceMode.AMOUNT,
    avoid: str = "",
    admits_ventures: bool = False,
) -> str:
    """Draft a need after a real notice; returns its number."""
    department = buyer.kind == ActorKind.DEPARTMENT
    if department:
        declare_budget(buyer)
    number = start_need(actor=buyer).number
    save_need_project(
        actor=buyer,
        number=number,
        title=real.title,
        region_code=buyer.region,
        scale=f"{PART_OF_ONE if real.is_part else TAKEN_FROM_ONE}，仅作示例；委托方和机构均为虚构。",
        content=f"{real.service_name}。提交成果文件并配合评审，修改至通过。",
    )
    save_need_service(
        actor=buyer,
        number=number,
        item_code=real.item_code,
        days=real.days,
        service_name="" if real.item_code else real.service_name,
    )
    save_need_price(
        actor=buyer,
        number=number,
        method=method,
        funding=Funding.FISCAL if department else Funding.SOCIAL,
        price_mode=price_mode,
        ceiling_fen=real.ceiling_fen,
        floor_fen=real.ceiling_fen // 2 if price_mode == PriceMode.AMOUNT else None,
        floor_rate_bp=0 if price_mode == PriceMode.DISCOUNT else None,
        ceiling_rate_bp=4000 if price_mode == PriceMode.DISCOUNT else None,
        budget_line=BUDGET_LINE if department else "",
    )
    if method == Method.QUALITY_AND_PRICE:
        save_need_scoring(actor=buyer, number=number, **SCORING)
    save_need_conditions(actor=buyer, number=number, certificate_kinds=[], admits_ventures=admits_ventures)
    names = [{"uscc": avoid, "name": "本项目评审机构（示例）", "reason": "承担本项目成果评审"}] if avoid else []
    save_need_avoidance(actor=buyer, number=number, avoidance=names)
    save_need_contacts(actor=buyer, number=number, contact_name="联系人", contact_phone="0379-00000000", complaint_phone="12345")
    save_need_deadline(actor=buyer, number=number, closes_at=closing_in(working_days))
    return number


def declare_budget(department: Actor) -> None:
    """The department's budget line of this year, declared when its first need of the year is drafted."""
    year = clock.today().year
    assert department.organisation_id is not None
    if line_named(department.organisation_id, BUDGET_LINE, year) is None:
        limit = BUDGET_YUAN * YUAN
        declare_line(actor=department, code=BUDGET_LINE, title=BUDGET_TITLE, year=year, limit_fen=limit)


def post(buyer: Actor, real: RealNotice, **terms: object) -> str:
    """Draft and publish a need; returns its number."""
    number = draft(buyer, real, **terms)  # type: ignore[arg-type]
    publish_need(actor=buyer, number=number, knows_it_is_narrow=True)
    return number
