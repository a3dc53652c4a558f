"""The rules of direct choice, each kept and broken."""

from dataclasses import replace
from datetime import date, timedelta

from bidding.rules.choosing import (
    TO_CHOOSE_AN_AGENCY,
    ChoiceFacts,
    agency_is_chosen_in_time,
    choice_with_fiscal_money_says_why,
    chosen_agency_has_not_given_it_back,
    direct_choice_spends_social_money,
)
from kernel.rulebook import broken
from tests.conftest import WEDNESDAY
from tests.rules.test_bidding_publication import GOOD as NOTICE

DAY = date(2026, 6, 3)
MICROSECOND = timedelta(microseconds=1)
GOOD = ChoiceFacts(
    standing="正常",
    is_able_to_serve=True,
    service="水土保持方案编制",
    offers_the_service=True,
    has_published_the_service=True,
    certificates_wanted=(),
    certificates_in_force=frozenset(),
    service_until=date(2026, 7, 18),
    practitioner_kind="",
    practitioners_wanted=0,
    practitioners_held=0,
    practitioners_bound=0,
    ties=(),
    avoided_because="",
    is_the_buyer=False,
    now=WEDNESDAY - MICROSECOND,
    choose_by=WEDNESDAY,
    has_given_it_back=False,
    is_fiscal=False,
    reason="",
)


def because(rule, facts) -> str:
    """Why the rule is broken; empty when it is kept."""
    found = broken((rule,), facts, on=DAY)
    return found[0].because or "broken" if found else ""


def test_a_good_choice_breaks_nothing() -> None:
    assert broken(TO_CHOOSE_AN_AGENCY, GOOD, on=DAY) == ()


def test_every_rule_of_eligibility_stands_at_the_choice_too() -> None:
    found = broken(TO_CHOOSE_AN_AGENCY, replace(GOOD, is_able_to_serve=False, is_the_buyer=True, ties=("下属单位",)), on=DAY)
    assert [b.rule.name for b in found] == [
        "bidding.agency_is_able_to_serve",
        "bidding.agency_is_untied_to_the_approving_organ",
        "bidding.bidder_is_not_the_buyer",
    ]


def test_an_agency_is_chosen_before_the_period_is_over() -> None:
    assert not because(agency_is_chosen_in_time, GOOD)
    assert because(agency_is_chosen_in_time, replace(GOOD, now=WEDNESDAY)).startswith("选定期限为")
    assert because(agency_is_chosen_in_time, replace(GOOD, choose_by=None)) == "这项需求现在不待选定"


def test_whoever_gave_it_back_is_not_chosen_again() -> None:
    assert not because(chosen_agency_has_not_given_it_back, GOOD)
    assert because(chosen_agency_has_not_given_it_back, replace(GOOD, has_given_it_back=True))


def test_where_fiscal_money_pays_the_reason_is_written() -> None:
    assert not because(choice_with_fiscal_money_says_why, GOOD)
    assert not because(choice_with_fiscal_money_says_why, replace(GOOD, is_fiscal=True, reason="已有勘测成果"))
    assert because(choice_with_fiscal_money_says_why, replace(GOOD, is_fiscal=True, reason=" ")) == "没有写明选定理由"


def test_fiscal_money_is_spent_directly_only_up_to_the_regions_limit() -> None:
    direct = replace(NOTICE, is_competitive=False, is_fiscal=True, price_must_be_stated=True, price_is_stated=True)
    assert not because(direct_choice_spends_social_money, replace(direct, is_fiscal=False))
    assert not because(direct_choice_spends_social_money, replace(direct, is_competitive=True))
    assert not because(direct_choice_spends_social_money, replace(direct, direct_fiscal_fen=10_000_000))
    assert because(direct_choice_spends_social_money, direct) == "本地区没有允许财政资金直接选取"
    assert "上限为" in because(direct_choice_spends_social_money, replace(direct, direct_fiscal_fen=9_999_999))
    assert because(direct_choice_spends_social_money, replace(direct, ceiling_fen=None, direct_fiscal_fen=1))
