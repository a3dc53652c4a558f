"""The day's two needs in which a buyer says a name: from a short list that was drawn by credit, and directly with its own money."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.awards.decline_award import decline_award
from bidding.actions.choosing.choose_agency import choose_agency
from bidding.actions.choosing.pick_agency import pick_agency
from bidding.models import Award, Need
from bidding.states import AwardState, Method, NeedState, PriceMode
from demo import cast, posting, serving
from demo.company import Company
from kernel.money import in_yuan

ENTRANTS = ("agency", "agency2", "agency3", "agency4", "agency6")
WHY = "同一流域做过三期监测，人员现成"


def by_shortlist(day: Company, real: posting.RealNotice) -> None:
    """Five enter, the one with the lowest score stays out, numbers by score are drawn, the buyer picks with a reason."""
    number = posting.post(day.actors["firm"], real, method=Method.CREDIT_SHORTLIST, price_mode=PriceMode.FIXED)
    day.needs["shortlist"] = number
    day.stage.say(f"发布需求 {number}：{real.title}，信用择优")
    for key in ENTRANTS:
        day.sign_up(key, number)
    need = Need.objects.get(number=number)
    assert need.closes_at is not None
    day.stage.until(need.closes_at + timedelta(seconds=1))
    need = Need.objects.select_related("decision").get(number=number)
    assert need.state == NeedState.SHORTLISTED, f"{need} is {need.state}"
    drawn = need.decision.numbers
    day.stage.say(f"{number} 末位不参加 {len(drawn['dropped'])} 家，按签号抽签，{len(drawn['shortlist'])} 家入围")
    buyer, second = day.actors["firm"], drawn["shortlist"][1]
    day.refuse("不写理由的择定", partial(pick_agency, actor=buyer, number=number, agency=second))
    pick_agency(actor=buyer, number=number, agency=second, reason=WHY)
    day.stage.say(f"{number} 择定抽签第 2 位：{_name_of(second)}，理由随结果公布")
    day.stage.working_days(3, hour=18)
    _confirm(day, "shortlist")


def directly(day: Company, real: posting.RealNotice) -> None:
    """A firm names an agency; it declines, and the firm names another."""
    buyer = day.actors["firm2"]
    number = posting.post(buyer, real, method=Method.DIRECT_CHOICE, price_mode=PriceMode.FIXED)
    day.needs["direct"] = number
    day.stage.say(f"发布需求 {number}：{real.title}，直接选取")
    for key, reason in (("agency3", "就近"), ("agency4", "前一家放弃；报价之外另有同类成果")):
        choose_agency(actor=buyer, number=number, agency=day.actors[key].uscc, reason=reason)
        day.stage.say(f"{number} 直接选定：{_name_of(day.actors[key].uscc)}")
        day.stage.tick()
        if key == "agency3":
            decline_award(actor=day.actors[key], number=number, reason="人员安排冲突")
            day.stage.say(f"{number} 放弃，由委托方另行选定")
    _confirm(day, "direct")


def _name_of(uscc: str) -> str:
    return next(unit.name for unit in cast.AGENCIES if unit.uscc == uscc)


def _confirm(day: Company, key: str) -> None:
    number = day.needs[key]
    offered = Award.objects.select_related("agency__organisation").get(need__number=number, state=AwardState.OFFERED)
    award = confirm_award(actor=day.actors[day.key_of(offered.agency.organisation.uscc)], number=number)
    day.stage.say(f"{number} 确认中选：{award.agency}，{in_yuan(award.amount_fen)} 元")
    day.stage.deliver()
    serving.sign(day, key)
