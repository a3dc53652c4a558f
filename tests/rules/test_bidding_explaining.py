"""The rules of abnormally low prices and of bids struck after the decision, each kept and broken."""

from dataclasses import replace
from datetime import date, timedelta

from bidding.rules.explaining import (
    TO_KEEP_ITS_PLACE,
    ExplainingFacts,
    FallFacts,
    VerdictFacts,
    abnormally_low_price_is_explained,
    explanation_comes_in_time,
    explanation_says_something,
    no_upheld_objection_is_against_the_bid,
    rejection_gives_its_reason,
    verdict_follows_an_explanation,
)
from kernel.rulebook import broken
from tests.conftest import WEDNESDAY

EXPLAINED = ExplainingFacts(WEDNESDAY - timedelta(microseconds=1), WEDNESDAY, is_asked=True, text="已有监测数据")
VERDICT = VerdictFacts(is_given=True, accepts=False, reason="人工费低于最低工资")


def test_an_explanation_comes_in_time_and_says_something() -> None:
    assert explanation_comes_in_time.holds(EXPLAINED)
    assert not explanation_comes_in_time.holds(replace(EXPLAINED, now=WEDNESDAY))
    assert not explanation_comes_in_time.holds(replace(EXPLAINED, is_asked=False))
    assert explanation_says_something.holds(EXPLAINED)
    assert not explanation_says_something.holds(replace(EXPLAINED, text=" "))


def test_a_verdict_follows_an_explanation_and_a_rejection_gives_its_reason() -> None:
    assert verdict_follows_an_explanation.holds(VERDICT)
    assert not verdict_follows_an_explanation.holds(replace(VERDICT, is_given=False))
    assert rejection_gives_its_reason.holds(VERDICT)
    assert rejection_gives_its_reason.holds(replace(VERDICT, accepts=True, reason=""))
    assert not rejection_gives_its_reason.holds(replace(VERDICT, reason=" "))


def test_a_place_falls_by_a_rejected_explanation_or_an_upheld_objection() -> None:
    assert broken(TO_KEEP_ITS_PLACE, FallFacts(), on=date(2026, 6, 3)) == ()
    assert not abnormally_low_price_is_explained.holds(FallFacts(explanation_rejected="未被采纳"))
    assert not no_upheld_objection_is_against_the_bid.holds(FallFacts(objection_upheld="查实应当回避"))
    (found,) = broken(TO_KEEP_ITS_PLACE, FallFacts(objection_upheld="查实应当回避"), on=date(2026, 6, 3))
    assert found.because == "查实应当回避"
