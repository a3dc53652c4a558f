"""Live rounds: each step judged anew from the case alone, the end of a round, and the order of the last prices."""

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bidding.methods.live_rounds import Case, Entry, Round, Step, Terms, allowed, decide, end_after, faults_of, level_after

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "methods" / "live_rounds.json").read_text())
TERMS = Terms(rounds=2, seconds=180, step_fen=100_000, last_seconds=30, extra_seconds=60, extensions=5)
TEN = datetime(2026, 6, 3, 2, 0, tzinfo=UTC)
A, B, C = "91410100MA3X00001A", "91410100MA3X00002B", "91410100MA3X00003C"


def after(seconds: float) -> datetime:
    return TEN + timedelta(seconds=seconds)


def a_case(*steps: tuple[int, str, int, float], terms: Terms = TERMS) -> Case:
    """A case in which the rounds follow one another at once: (round, bidder, fen, seconds after ten)."""
    rounds, opened = [], TEN
    for number in range(1, max([terms.rounds, *(step[0] for step in steps)]) + 1):
        end, extensions = opened + timedelta(seconds=terms.seconds), 0
        for step in steps:
            if step[0] == number:
                end, extensions = end_after(terms, ends_at=end, extensions=extensions, at=after(step[3]))
        rounds.append(Round(number, opened, end, extensions))
        opened = end
    offers = tuple(Entry(b, f"{n}" * 64, None, f"{n}" * 64) for n, b in enumerate((A, B, C), start=1))
    made = tuple(Step(seq, n, b, fen, after(s)) for seq, (n, b, fen, s) in enumerate(steps, start=1))
    return Case("ZX-2026-0001", 10_000_000, 5_000_000, "f" * 64, terms, tuple(rounds), made, offers)


LEGAL = a_case((1, A, 10_000_000, 5), (1, B, 9_000_000, 160), (2, A, 8_000_000, 250), (2, B, 7_900_000, 415))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["name"])
def test_the_vectors_are_decided_as_written(vector: dict) -> None:
    case = Case.from_json(vector["case"])
    assert case.to_json() == vector["case"]
    assert decide(case).to_json() == vector["decision"]


def test_the_last_prices_decide_and_who_never_bid_has_no_place() -> None:
    decided = decide(LEGAL)
    assert [(r.bidder, r.amount_fen) for r in decided.ranking] == [(B, 7_900_000), (A, 8_000_000)]
    assert [(s.bidder, s.reasons) for s in decided.struck] == [(C, ("各轮竞价中均未报价",))]


def test_a_step_in_the_last_half_minute_puts_the_end_off_at_most_five_times() -> None:
    assert LEGAL.rounds[0].ends_at == after(240)
    assert end_after(TERMS, ends_at=after(180), extensions=0, at=after(149.999)) == (after(180), 0)
    assert end_after(TERMS, ends_at=after(180), extensions=0, at=after(150)) == (after(240), 1)
    assert end_after(TERMS, ends_at=after(180), extensions=5, at=after(179)) == (after(180), 5)


@pytest.mark.parametrize(
    ("floor", "lowest", "own", "is_extra", "wanted"),
    [
        (None, None, None, False, (1, 10_000)),
        (8_000, 9_000, None, False, (8_000, 8_900)),
        (8_000, 9_000, 9_500, False, (8_000, 8_900)),
        (8_000, 8_100, 9_500, False, (8_000, 8_000)),
        (8_000, 8_050, 9_500, False, (8_050, 8_050)),
        (8_000, 8_050, 8_050, False, (8_050, 8_049)),
        (8_000, 8_050, 8_050, True, (8_000, 8_049)),
        (8_000, 8_010, 8_050, True, (8_000, 8_049)),
    ],
)
def test_the_prices_allowed_are_as_the_table_says(
    floor: int | None, lowest: int | None, own: int | None, is_extra: bool, wanted: tuple[int, int]
) -> None:
    terms = replace(TERMS, step_fen=100)
    assert allowed(terms, ceiling_fen=10_000, floor_fen=floor, lowest_fen=lowest, own_fen=own, is_extra=is_extra) == wanted


def _with_step(case: Case, place: int, **changed: object) -> Case:
    steps = list(case.steps)
    steps[place] = replace(steps[place], **changed)  # type: ignore[arg-type]
    return replace(case, steps=tuple(steps))


LEVEL = a_case((1, A, 5_050_000, 5), (1, B, 5_050_000, 20), (3, B, 5_000_001, 400), (3, A, 5_000_001, 410))
BROKEN_TIE = a_case((1, A, 5_050_000, 5), (2, B, 5_050_000, 200), (3, B, 5_010_000, 400))


def test_those_level_at_the_lowest_have_an_extra_round_and_then_a_draw() -> None:
    decided = decide(LEVEL)
    assert [len(draw.entrants) for draw in decided.draws] == [2]
    assert {(r.bidder, r.amount_fen) for r in decided.ranking} == {(A, 5_000_001), (B, 5_000_001)}
    assert [(r.bidder, r.amount_fen) for r in decide(BROKEN_TIE).ranking] == [(B, 5_010_000), (A, 5_050_000)]
    assert decide(BROKEN_TIE).draws == ()


def test_those_level_go_by_score_where_both_have_one() -> None:
    offers = tuple(replace(o, score_centi={A: 8_000, B: 9_000}.get(o.bidder)) for o in LEVEL.offers)
    decided = decide(replace(LEVEL, offers=offers))
    assert [r.bidder for r in decided.ranking] == [B, A]
    assert decided.draws == ()


def test_nobody_goes_on_from_the_floor_or_alone() -> None:
    def level(*steps: tuple[int, str, int]) -> tuple[str, ...]:
        return level_after(TERMS, floor_fen=5_000_000, steps=steps)

    assert level((1, A, 5_050_000), (2, B, 5_050_000)) == (A, B)
    assert level((1, A, 5_000_000), (2, B, 5_000_000)) == ()
    assert level((1, A, 5_150_000), (1, B, 5_050_000)) == ()
    assert level((2, B, 5_050_000), (2, A, 5_050_000), (3, A, 5_000_001)) == (A, B)


WRONG = {
    "an extra round that nobody is level for": a_case((1, A, 10_000_000, 5), (3, A, 9_000_000, 400)),
    "an extra round left out": replace(LEVEL, rounds=LEVEL.rounds[:2], steps=LEVEL.steps[:2]),
    "somebody else in the extra round": _with_step(LEVEL, 3, bidder=C, fen=5_000_000),
    "not below one's own last in the extra round": _with_step(LEVEL, 3, fen=5_050_000),
    "below the floor in the extra round": _with_step(LEVEL, 3, fen=4_999_999),
    "level with the lowest where a step is left": a_case((1, A, 9_000_000, 5), (1, B, 9_000_000, 10)),
    "level with oneself": a_case((1, A, 5_050_000, 5), (1, A, 5_050_000, 10)),
    "half a step to the floor": a_case((1, A, 5_050_000, 5), (1, B, 5_000_000, 10)),
    "less than a step below the lowest": _with_step(LEGAL, 3, fen=7_900_001),
    "above the ceiling": _with_step(LEGAL, 0, fen=10_000_001),
    "below the floor": _with_step(LEGAL, 3, fen=4_999_999),
    "by somebody who has not entered": _with_step(LEGAL, 1, bidder="91410100MA3X00009Z"),
    "at the very end of the round": _with_step(LEGAL, 3, at=LEGAL.rounds[1].ends_at),
    "before the round": _with_step(LEGAL, 0, at=TEN - timedelta(microseconds=1)),
    "in a round that never was": _with_step(LEGAL, 3, round=3),
    "out of order": replace(LEGAL, steps=LEGAL.steps[::-1]),
    "a step left out": replace(LEGAL, steps=LEGAL.steps[1:]),
    "an end put off for nothing": replace(LEGAL, rounds=(replace(LEGAL.rounds[0], extensions=2), LEGAL.rounds[1])),
    "a round left out": replace(LEGAL, rounds=LEGAL.rounds[:1], steps=LEGAL.steps[:2]),
    "a round before its time": replace(LEGAL, rounds=(LEGAL.rounds[0], replace(LEGAL.rounds[1], opened_at=after(239)))),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_case_with_a_wrong_step_or_round_is_nobodys(name: str) -> None:
    assert faults_of(WRONG[name])
    with pytest.raises(ValueError, match=r"步|轮"):
        decide(WRONG[name])


def test_while_a_whole_step_is_left_no_two_last_prices_are_equal() -> None:
    played = 0
    for number in range(200):
        chance, steps, lowest, at = random.Random(number), [], 10_100_000, 0.0
        while at < 140:
            lowest -= 100_000 * chance.randint(1, 5)
            if lowest < 5_000_000:
                break
            steps.append((1, chance.choice((A, B, C)), lowest, at))
            at += chance.random() * 20
        decided = decide(a_case(*steps))
        prices = [r.amount_fen for r in decided.ranking]
        assert len(set(prices)) == len(prices)
        assert decided.draws == ()
        played += len(steps)
    assert played > 1_000
