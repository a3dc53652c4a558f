"""What a kept rule of eligibility says of the facts, in a few words, for the list of what is in order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date

from bidding.rules import choosing as c
from bidding.rules import submission as s
from bidding.rules.submission import EligibilityFacts
from kernel.rulebook import Rule

_WORDS: dict[str, Callable[[EligibilityFacts], str]] = {
    s.bid_arrives_before_closing.name: lambda f: "报名尚未截止",
    s.agency_is_able_to_serve.name: lambda f: f"机构状态：{f.standing}",
    s.agency_offers_the_service.name: lambda f: f"已登记提供“{f.service}”",
    s.service_is_published_in_full.name: lambda f: "已公示该服务的条件、流程、时限和收费",
    s.certificates_last_through_the_service.name: lambda f: (
        f"{'、'.join(f.certificates_wanted)}在服务期内有效" if f.certificates_wanted else "公告没有资格证书要求"
    ),
    s.practitioners_are_enough.name: lambda f: (
        f"{f.practitioner_kind or '执业人员'} {f.practitioners_held} 人，要求 {f.practitioners_wanted} 人"
        if f.practitioners_wanted
        else "公告没有执业人员要求"
    ),
    s.agency_is_untied_to_the_approving_organ.name: lambda f: "与审批机关没有已申报的关联",
    s.agency_need_not_stand_aside.name: lambda f: "不在公告的回避名单内",
    c.agency_is_chosen_in_time.name: lambda f: "在选定期限内",
    c.chosen_agency_has_not_given_it_back.name: lambda f: "没有放弃过这项需求",
    c.choice_with_fiscal_money_says_why.name: lambda f: "选定时写明理由的，随结果公布",
    s.bidder_is_not_the_buyer.name: lambda f: "不是委托方本单位",
}


def kept_words(rules: Iterable[Rule], facts: EligibilityFacts, *, broken: Collection[str], on: date) -> tuple[str, ...]:
    """The few words of each rule in force that is not broken; the rule's own sentence where there are none.

    Of a service that the agency does not offer, nothing is said to be published.
    """
    idle = set() if facts.offers_the_service else {s.service_is_published_in_full.name}
    kept = (rule for rule in rules if rule.name not in idle.union(broken) and rule.in_force(on))
    return tuple(_WORDS[rule.name](facts) if rule.name in _WORDS else rule.sentence for rule in kept)
