"""The day's need by quality and price: experts of a pool, plans and prices sealed apart, sheets locked, then the prices."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any

from bidding.actions.bids.submit_bid import submit_bid
from bidding.actions.scoring.list_expert import list_expert
from bidding.actions.scoring.lock_scores import lock_scores
from bidding.actions.scoring.score_plan import score_plan
from bidding.models import Expert, Need, Seat
from bidding.reads import scoring
from bidding.states import Method, NeedState
from demo import posting
from demo.company import Company
from kernel.actors import Actor, ActorKind
from kernel.money import YUAN
from market.models import Person
from sealing.envelope import seal
from sealing.plan import LOT

SPECIALTY = "水土保持"
# Who is in the pool, and who employs them: one by a bidder, who stands aside.
POOL = (
    ("expert1", "林观澜", "department"),
    ("expert2", "何知白", "finance"),
    ("expert3", "许衡之", "regulator"),
    ("expert4", "田守一", "firm"),
    ("expert5", "冯见山", "agency3"),
)
# What each bidder's plan says, its price in yuan, and what the experts give it on the two criteria.
PLANS = (
    ("agency", "踏勘两次，布设监测点六处；四十天交付报告书，修改不超过七天。", 132_000, (36_00, 27_00)),
    ("agency3", "踏勘一次；四十五天交付报告书。", 118_000, (22_00, 20_00)),
    ("agency4", "按委托方要求完成。", 109_000, (15_00, 14_00)),
)
WHY = {
    36_00: "点位和频次合理",
    22_00: "监测点没有写明",
    15_00: "没有写方法",
    27_00: "进度可行",
    20_00: "工期偏紧",
    14_00: "没有进度安排",
}


def enter(day: Company, real: posting.RealNotice) -> None:
    """Fill the pool, post the need, and seal three plans with their prices."""
    for key, name, employer in POOL:
        person = Person(username=key, full_name=f"{name}（示例）", is_demo=True)
        day.passwords[key] = secrets.token_urlsafe(9)
        person.set_password(day.passwords[key])
        person.save()
        unit = day.actors[employer]
        named = {"employer_uscc": unit.uscc, "employer_name": unit.name}
        expert = list_expert(actor=day.actors["operator"], person=person, specialty=SPECIALTY, **named)
        day.stage.say(f"专家入库：{expert.code}，{SPECIALTY}，工作单位 {unit.name}")
    number = posting.post(day.actors["firm2"], real, method=Method.QUALITY_AND_PRICE)
    day.needs["plans"] = number
    day.stage.say(f"发布需求 {number}：{real.title}，择优（方案）")
    need = Need.objects.get(number=number)
    for key, text, yuan, _ in PLANS:
        actor = day.actors[key]
        sealed = partial(seal, need=number, bidder=actor.uscc, seq=1)
        price, _seed = sealed({"v": "bid/1", "amount_fen": yuan * YUAN}, trustees=need.trustees)
        plain: dict[str, Any] = {"v": "plan/1", "text": text, "files": []}
        plan, _seed = sealed(plain, trustees=need.trustees["lots"][LOT], lot=LOT)
        bid = submit_bid(actor=actor, number=number, envelope=price, plan=plan)
        day.stage.say(f"{number} 密封方案和报价，各一个信封：{bid.agency}")


def score(day: Company) -> None:
    """The drawn experts score the plans by their numbers and lock; only then the clock opens the prices and decides."""
    number = day.needs["plans"]
    need = Need.objects.get(number=number)
    assert need.state == NeedState.SCORING, f"{need} is {need.state}"
    aside = "、".join(row["expert"] for row in need.panel.aside)
    day.stage.say(f"{number} 方案开启，抽取专家 {'、'.join(need.panel.draw['order'][:3])}；回避 {aside}")
    given = {day.actors[key].uscc: points for key, _, _, points in PLANS}
    for seat in Seat.objects.filter(panel__need=need).select_related("panel__need", "expert").order_by("pk"):
        actor = _acting(seat.expert)
        for place, plan in enumerate(scoring.opened_plans(need), 1):
            marks = dict(zip(("c1", "c2"), given[plan.bid.agency.organisation.uscc], strict=True))
            said = {key: (centi, WHY[centi]) for key, centi in marks.items()}
            score_plan(actor=actor, number=number, plan=place, given=said)
        lock_scores(actor=actor, number=number)
        day.stage.say(f"{number} 专家 {seat.expert.code} 锁定评分")
        changed = partial(score_plan, actor=actor, number=number, plan=1, given={"c1": (40_00, "")})
        if seat.expert.code == need.panel.draw["order"][0]:
            day.refuse("锁定以后改分", changed)
    day.stage.tick()
    need = Need.objects.select_related("decision").get(number=number)
    assert need.state == NeedState.DECIDED, f"{need} is {need.state}"
    first = need.decision.ranking[0]
    day.stage.say(f"{number} 评分公开后开启报价：第一名 {first['bidder']}，{first['reason']}")


def _acting(expert: Expert) -> Actor:
    return Actor(ActorKind.VISITOR, person_id=expert.person_id)
