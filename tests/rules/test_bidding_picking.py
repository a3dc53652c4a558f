"""The rules of picking from a short list, each kept and broken."""

from dataclasses import replace
from datetime import date, timedelta

from bidding.rules.picking import (
    TO_PICK_AN_AGENCY,
    PickFacts,
    agency_is_picked_in_time,
    pick_is_on_the_short_list,
    pick_says_why,
)
from kernel.rulebook import broken
from tests.conftest import WEDNESDAY
from tests.rules.test_bidding_choosing import GOOD as CHOICE

DAY = date(2026, 6, 3)
MICROSECOND = timedelta(microseconds=1)
ELIGIBLE = {name: value for name, value in vars(CHOICE).items() if name in PickFacts.__dataclass_fields__}
GOOD = PickFacts(**{**ELIGIBLE, "is_on_the_list": True, "reason": "方案最清楚"})


def because(rule, facts: PickFacts) -> str:
    """Why the rule is broken; empty when it is kept."""
    found = broken((rule,), facts, on=DAY)
    return found[0].because or "broken" if found else ""


def test_a_good_pick_breaks_nothing() -> None:
    assert broken(TO_PICK_AN_AGENCY, GOOD, on=DAY) == ()


def test_an_agency_is_picked_before_the_period_is_over() -> None:
    assert not because(agency_is_picked_in_time, replace(GOOD, now=WEDNESDAY - MICROSECOND))
    assert because(agency_is_picked_in_time, replace(GOOD, now=WEDNESDAY)).endswith("逾期按抽签次序取首位")
    assert because(agency_is_picked_in_time, replace(GOOD, choose_by=None)) == "这项需求现在不待择定"


def test_a_pick_is_on_the_list() -> None:
    assert not because(pick_is_on_the_short_list, GOOD)
    assert because(pick_is_on_the_short_list, replace(GOOD, is_on_the_list=False)) == "不在入围名单"


def test_a_pick_has_its_reason() -> None:
    assert not because(pick_says_why, GOOD)
    assert because(pick_says_why, replace(GOOD, reason=" ")) == "没有写明择定理由"
