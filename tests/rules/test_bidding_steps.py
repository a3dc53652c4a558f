"""The rules of the live room, each kept and broken."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bidding.rules.steps import TO_CLOSE_A_ROUND, TO_PLACE_A_STEP, RoundFacts, StepFacts, round_has_run_out
from kernel.rulebook import broken
from tests.conftest import WEDNESDAY

DAY = date(2026, 6, 3)
MICROSECOND = timedelta(microseconds=1)
GOOD = StepFacts(True, True, WEDNESDAY - MICROSECOND, WEDNESDAY, 15_100_000, 9_300_000, 15_100_000)
BREAKS = {
    "step_comes_from_an_entrant": ({"has_entered": False}, "有效报名"),
    "step_comes_within_its_round": ({"arrived_at": WEDNESDAY}, "本轮止于"),
    "step_comes_from_an_equal": ({"stays_in_the_extra_round": False}, "只在最低价相同的机构之间进行"),
    "step_goes_down": ({"fen": 15_100_001}, "最高可报 151,000.00 元"),
    "step_keeps_the_floor": ({"fen": 9_299_999}, "不得低于 93,000.00 元"),
}


def test_a_step_that_keeps_every_rule_is_taken() -> None:
    assert broken(TO_PLACE_A_STEP, GOOD, on=DAY) == ()
    assert broken(TO_PLACE_A_STEP, replace(GOOD, highest_fen=None, fen=10**12), on=DAY) == ()
    assert broken(TO_PLACE_A_STEP, replace(GOOD, fen=9_300_000), on=DAY) == ()


def test_each_rule_of_the_room_is_broken_here() -> None:
    assert {rule.name.split(".")[1] for rule in TO_PLACE_A_STEP} == set(BREAKS)


@pytest.mark.parametrize("name", BREAKS)
def test_what_breaks_a_rule_breaks_that_one_and_says_so(name: str) -> None:
    change, says = BREAKS[name]
    (found,) = broken(TO_PLACE_A_STEP, replace(GOOD, **change), on=DAY)  # type: ignore[arg-type]
    assert found.rule.name == f"bidding.{name}"
    assert says in found.because


def test_who_is_level_already_where_less_than_a_step_is_left_is_told_so() -> None:
    (found,) = broken(TO_PLACE_A_STEP, replace(GOOD, fen=9_350_000, lowest_fen=9_350_000, highest_fen=9_349_999), on=DAY)
    assert found.because == "本机构已与最低价持平，且距最低限价不足一个降幅"


def test_between_rounds_no_price_is_taken() -> None:
    (found,) = broken(TO_PLACE_A_STEP, replace(GOOD, ends_at=None), on=DAY)
    assert found.because == "现在没有进行中的轮次"


def test_a_round_is_closed_at_its_end_and_not_a_microsecond_before() -> None:
    assert broken(TO_CLOSE_A_ROUND, RoundFacts(WEDNESDAY, WEDNESDAY), on=DAY) == ()
    (found,) = broken(TO_CLOSE_A_ROUND, RoundFacts(WEDNESDAY - MICROSECOND, WEDNESDAY), on=DAY)
    assert found.rule is round_has_run_out
