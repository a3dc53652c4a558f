"""The day's needs in which the lowest price does not win: one draws among all who enter, one takes the quote nearest to the mean."""

from __future__ import annotations

from bidding.states import Method, PriceMode
from demo import joining, posting
from demo.company import Company

ENTRANTS = ("agency", "agency2", "agency4", "agency6")
QUOTES = (("agency", 139_000), ("agency2", 118_000), ("agency3", 127_500), ("agency4", 131_000), ("agency6", 96_000))


def post(day: Company, real: posting.RealNotice) -> None:
    """Post both needs."""
    joining.offer(day.actors["agency6"], "B02", 30, 84_000)
    firm = day.actors["firm"]
    day.needs["draw"] = posting.post(firm, real, method=Method.RANDOM_DRAW, price_mode=PriceMode.FIXED)
    day.stage.say(f"发布需求 {day.needs['draw']}：{real.title}，随机抽取")
    day.needs["average"] = posting.post(firm, real, method=Method.AVERAGE_PRICE)
    day.stage.say(f"发布需求 {day.needs['average']}：{real.title}，均价选取")


def enter(day: Company) -> None:
    """Four enter the draw."""
    for key in ENTRANTS:
        day.sign_up(key, day.needs["draw"])
