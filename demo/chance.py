"""The day's needs in which the lowest price does not win: one draws among all who enter, one takes the quote nearest to the mean."""

from __future__ import annotations

from collections.abc import Mapping

from bidding.actions.ventures.agree_to_venture import agree_to_venture
from bidding.actions.ventures.propose_venture import propose_venture
from bidding.rules.venturing import Part
from bidding.states import Method, PriceMode
from demo import joining, posting
from demo.company import Company

ENTRANTS = ("agency", "agency2", "agency4", "agency6")
LEAD, MEMBER = "agency2", "agency5"  # of a joint venture
QUOTES = (("agency", 139_000), ("agency2", 128_000), ("agency3", 127_500), ("agency4", 131_000), ("agency6", 96_000))


def post(day: Company, real: Mapping[str, posting.RealNotice]) -> None:
    """Post both needs."""
    joining.offer(day.actors["agency6"], "B02", 30, 84_000)
    firm = day.actors["firm"]
    day.needs["draw"] = posting.post(firm, real["draw"], method=Method.RANDOM_DRAW, price_mode=PriceMode.FIXED)
    day.stage.say(f"发布需求 {day.needs['draw']}：{real['draw'].title}，随机抽取")
    day.needs["average"] = posting.post(firm, real["average"], method=Method.AVERAGE_PRICE, admits_ventures=True)
    day.stage.say(f"发布需求 {day.needs['average']}：{real['average'].title}，均价选取，接受联合体")


def join(day: Company) -> None:
    """Two agencies form a joint venture; the lead bids for both."""
    lead, member = day.actors[LEAD], day.actors[MEMBER]
    parts = [Part(lead.uscc, "牵头，编制报告", 6_500), Part(member.uscc, "现场监测", 3_500)]
    venture = propose_venture(actor=lead, number=day.needs["average"], parts=parts)
    venture = agree_to_venture(actor=member, agreement=venture.agreement)
    members = "、".join(str(party.agency) for party in venture.parties.order_by("place"))
    day.stage.say(f"{day.needs['average']} 联合体成立：{members}，牵头方代表各方报价")


def enter(day: Company) -> None:
    """Four enter the draw."""
    for key in ENTRANTS:
        day.sign_up(key, day.needs["draw"])
