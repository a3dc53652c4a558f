"""The live rounds of the day: sealed sign-ups, prices that fall in a room, the lowest at the end."""

from __future__ import annotations

from functools import partial

from bidding.actions.rounds.place_step import place_step
from bidding.models import LiveRound, Need
from bidding.reads.room import first_round_at
from bidding.states import Method, NeedState
from demo import posting
from demo.company import Company
from kernel.money import YUAN, in_yuan

ENTRANTS = ("agency3", "agency4", "agency6")
PRICES = ((("agency3", 249_000), ("agency4", 243_000)), (("agency6", 239_500),), (("agency4", 236_000),))


def enter(day: Company, real: posting.RealNotice) -> None:
    """Post the need and seal three sign-ups."""
    number = posting.post(day.actors["firm2"], real, method=Method.LIVE_ROUNDS)
    day.needs["live"] = number
    day.stage.say(f"发布需求 {number}：{real.title}，多轮竞价")
    for key in ENTRANTS:
        day.sign_up(key, number)


def run(day: Company) -> None:
    """Run the rounds to the decision."""
    number = day.needs["live"]
    need = Need.objects.get(number=number)
    assert need.state == NeedState.OPENED, f"{need} is {need.state}"
    day.stage.until(first_round_at(need))
    for prices in PRICES:
        running = LiveRound.objects.get(need=need, closed_at=None)
        for key, yuan in prices:
            step = place_step(actor=day.actors[key], number=number, fen=yuan * YUAN)
            day.stage.say(f"{number} 第 {running.number} 轮报价：{step.agency}，{in_yuan(step.fen)} 元")
        if running.number == 1:
            too_high = partial(place_step, actor=day.actors["agency6"], number=number, fen=243_000 * YUAN)
            day.refuse("与最低价相同的报价", too_high)
        running.refresh_from_db()
        day.stage.until(running.ends_at)
    need = Need.objects.select_related("decision").get(number=number)
    assert need.state == NeedState.DECIDED, f"{need} is {need.state}"
    first = need.decision.ranking[0]
    day.stage.say(f"{number} 竞价结束：第一名 {first['bidder']}，{in_yuan(first['amount_fen'])} 元")
