"""The rules of bidding, each kept and broken."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bidding.rules.submission import TO_SUBMIT_A_BID, SubmissionFacts, WithdrawalFacts, withdrawal_comes_before_closing
from kernel.rulebook import broken
from tests.conftest import WEDNESDAY

DAY = date(2026, 6, 3)
MICROSECOND = timedelta(microseconds=1)
GOOD = SubmissionFacts(
    standing="正常",
    is_able_to_serve=True,
    service="水土保持方案编制",
    offers_the_service=True,
    has_published_the_service=True,
    certificates_wanted=("甲级资质",),
    certificates_in_force=frozenset({"甲级资质"}),
    service_until=date(2026, 7, 18),
    practitioner_kind="注册工程师",
    practitioners_wanted=2,
    practitioners_held=2,
    practitioners_bound=0,
    ties=(),
    avoided_because="",
    is_the_buyer=False,
    is_open=True,
    notice_since=WEDNESDAY - MICROSECOND,
    arrived_at=WEDNESDAY - MICROSECOND,
    closes_at=WEDNESDAY,
    envelope_fault="",
)

# name of the rule → (what breaks it, what the refusal says about it)
BREAKS = {
    "bid_arrives_before_closing": ({"arrived_at": WEDNESDAY}, "截止于"),
    "bid_comes_after_its_notice": ({"arrived_at": WEDNESDAY - 2 * MICROSECOND}, "时钟回拨，没有受理"),
    "envelope_is_sealed_for_this_need": ({"envelope_fault": "信封是为另一个需求密封的。"}, "另一个需求"),
    "agency_is_able_to_serve": ({"is_able_to_serve": False, "standing": "暂停服务，至 2026-09-01"}, "暂停服务"),
    "agency_offers_the_service": ({"offers_the_service": False}, "水土保持方案编制"),
    "service_is_published_in_full": ({"has_published_the_service": False}, "未公示齐全"),
    "certificates_last_through_the_service": ({"certificates_in_force": frozenset()}, "甲级资质"),
    "practitioners_are_enough": ({"practitioners_held": 1}, "注册工程师 1 人，公告要求 2 人"),
    "agency_is_untied_to_the_approving_organ": ({"ties": ("伊河县水利局：举办单位",)}, "举办单位"),
    "agency_need_not_stand_aside": ({"avoided_because": "审批机关下属单位"}, "审批机关下属单位"),
    "bidder_is_not_the_buyer": ({"is_the_buyer": True}, "同一单位"),
}


def test_whoever_keeps_every_rule_may_bid() -> None:
    assert broken(TO_SUBMIT_A_BID, GOOD, on=DAY) == ()


def test_each_rule_of_bidding_is_broken_here() -> None:
    assert {rule.name.split(".")[1] for rule in TO_SUBMIT_A_BID} == set(BREAKS)


@pytest.mark.parametrize("name", BREAKS)
def test_what_breaks_a_rule_breaks_that_one_and_says_so(name) -> None:
    change, says = BREAKS[name]
    (found,) = broken(TO_SUBMIT_A_BID, replace(GOOD, **change), on=DAY)
    assert found.rule.name == f"bidding.{name}"
    assert says in found.because
    assert found.rule.sentence != found.rule.says  # the Chinese sentence is there


def test_an_unlisted_service_asks_for_no_published_particulars_twice() -> None:
    facts = replace(GOOD, offers_the_service=False, has_published_the_service=False)
    assert [b.rule.name for b in broken(TO_SUBMIT_A_BID, facts, on=DAY)] == ["bidding.agency_offers_the_service"]


def test_a_cancelled_need_takes_no_bid_before_its_deadline_either() -> None:
    (found,) = broken(TO_SUBMIT_A_BID, replace(GOOD, is_open=False), on=DAY)
    assert found.because == "该需求已不接受报名"


@pytest.mark.parametrize(
    ("is_open", "at", "kept"),
    [(True, WEDNESDAY - MICROSECOND, True), (True, WEDNESDAY, False), (False, WEDNESDAY - MICROSECOND, False)],
)
def test_withdrawal_comes_before_closing(is_open, at, kept) -> None:
    assert withdrawal_comes_before_closing.holds(WithdrawalFacts(is_open, at, WEDNESDAY)) is kept
