"""The rules of closing, opening, counting, awarding and objecting, each kept and broken."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bidding.rules.award import (
    TO_AWARD_A_NEED,
    TO_COUNT_AS_VALID,
    AnswerFacts,
    AwardFacts,
    ObjectionAnswerFacts,
    ObjectionFacts,
    ValidityFacts,
    bidders_are_under_different_heads,
    need_is_awarded_once,
    no_explanation_is_open,
    no_objection_is_open,
    objection_comes_within_publicity,
    objection_is_answered_with_reasons,
    objection_says_why,
    objector_took_part,
    price_lies_within_the_bounds,
    publicity_has_passed,
    upheld_objection_strikes_a_bid_of_the_order,
    winner_answers_in_time,
)
from bidding.rules.opening import (
    CompetitionFacts,
    DeadlineFacts,
    OpeningFacts,
    bids_are_opened_after_closing,
    deadline_has_passed,
    every_bid_can_be_read,
    participants_are_enough,
)
from kernel.rulebook import broken
from tests.conftest import WEDNESDAY
from tests.rules.test_bidding_submission import GOOD as ELIGIBLE

DAY = date(2026, 6, 3)
MICROSECOND = timedelta(microseconds=1)
NAMES = [name for name in ValidityFacts.__dataclass_fields__ if name in vars(ELIGIBLE)]
VALID = ValidityFacts(**{name: getattr(ELIGIBLE, name) for name in NAMES}, out_of_bounds="", related_to="")
DECIDED = AwardFacts(WEDNESDAY, WEDNESDAY, 0, None)
ANSWER = AnswerFacts(WEDNESDAY - MICROSECOND, WEDNESDAY)
OBJECTION = ObjectionFacts(
    is_in_publicity=True, now=WEDNESDAY - MICROSECOND, publicity_ends_at=WEDNESDAY, took_part=True, text="排序有误"
)


@pytest.mark.parametrize(("now", "kept"), [(WEDNESDAY, True), (WEDNESDAY - MICROSECOND, False)])
def test_the_deadline_itself_closes(now, kept) -> None:
    assert deadline_has_passed.holds(DeadlineFacts(now, WEDNESDAY)) is kept


def test_opening_waits_for_the_closing_and_for_the_keys() -> None:
    assert bids_are_opened_after_closing.holds(OpeningFacts(is_closed=True, held=3, threshold=3))
    assert not bids_are_opened_after_closing.holds(OpeningFacts(is_closed=False, held=3, threshold=3))
    assert every_bid_can_be_read.holds(OpeningFacts(is_closed=True, held=3, threshold=3))
    assert every_bid_can_be_read.holds(OpeningFacts(is_closed=True, held=2, threshold=3, all_revealed=True))
    assert not every_bid_can_be_read.holds(OpeningFacts(is_closed=True, held=2, threshold=3))


@pytest.mark.parametrize(
    ("participants", "minimum", "round_", "ceiling", "kept"),
    [
        (3, 3, 1, True, True),
        (2, 3, 1, True, False),
        (1, 3, 1, True, False),
        (2, 2, 2, False, True),
        (1, 2, 2, True, True),
        (1, 2, 2, False, False),
        (0, 2, 2, True, False),
    ],
)
def test_participants_are_enough(participants, minimum, round_, ceiling, kept) -> None:
    facts = CompetitionFacts(participants, minimum, round_, one_may_win=ceiling)
    assert participants_are_enough.holds(facts) is kept


def test_a_valid_bid_keeps_every_rule() -> None:
    assert broken(TO_COUNT_AS_VALID, VALID, on=DAY) == ()


def test_a_price_out_of_bounds_and_a_common_head_strike() -> None:
    assert not price_lies_within_the_bounds.holds(replace(VALID, out_of_bounds="报价 1 元，低于下限 2 元"))
    assert not bidders_are_under_different_heads.holds(replace(VALID, related_to="与另一参加机构的法定代表人为同一人"))
    found = broken(TO_COUNT_AS_VALID, replace(VALID, out_of_bounds="高于上限", related_to="同一人"), on=DAY)
    assert [b.because for b in found] == ["高于上限", "同一人"]


def test_the_award_waits_for_publicity_and_objections() -> None:
    assert broken(TO_AWARD_A_NEED, DECIDED, on=DAY) == ()
    assert not publicity_has_passed.holds(replace(DECIDED, now=WEDNESDAY - MICROSECOND))
    assert not no_objection_is_open.holds(replace(DECIDED, open_objections=1))
    assert not no_explanation_is_open.holds(replace(DECIDED, explanation_is_open=True))


def test_a_need_is_awarded_once() -> None:
    assert need_is_awarded_once.holds(DECIDED)
    (found,) = broken(TO_AWARD_A_NEED, replace(DECIDED, awarded_at=WEDNESDAY), on=DAY)
    assert found.rule.name == "bidding.need_is_awarded_once"
    assert found.because.endswith("确定中选")


def test_the_winner_answers_in_time() -> None:
    assert winner_answers_in_time.holds(ANSWER)
    assert not winner_answers_in_time.holds(replace(ANSWER, now=WEDNESDAY))


def test_an_objection_comes_in_time_from_who_took_part_with_reasons() -> None:
    assert objection_comes_within_publicity.holds(OBJECTION)
    assert not objection_comes_within_publicity.holds(replace(OBJECTION, now=WEDNESDAY))
    assert not objection_comes_within_publicity.holds(replace(OBJECTION, is_in_publicity=False))
    assert not objection_comes_within_publicity.holds(replace(OBJECTION, publicity_ends_at=None))
    assert objector_took_part.holds(OBJECTION)
    assert not objector_took_part.holds(replace(OBJECTION, took_part=False))
    assert objection_says_why.holds(OBJECTION)
    assert not objection_says_why.holds(replace(OBJECTION, text=" "))


def test_an_objection_is_answered_with_reasons() -> None:
    assert objection_is_answered_with_reasons.holds(ObjectionAnswerFacts("理由"))
    assert not objection_is_answered_with_reasons.holds(ObjectionAnswerFacts(""))


def test_an_upheld_objection_strikes_a_bid_of_the_order_or_ends_the_need() -> None:
    rule = upheld_objection_strikes_a_bid_of_the_order
    assert rule.holds(ObjectionAnswerFacts("查实"))
    assert rule.holds(ObjectionAnswerFacts("查实", "ab" * 32))
    assert not rule.holds(ObjectionAnswerFacts("查实", "ab" * 32, is_in_the_order=False))
