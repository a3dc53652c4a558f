"""Live rounds: each step judged anew from the case alone, the end of a round, and the order of the last prices."""

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bidding.methods.live_rounds import Case, Entry, Round, Step, Terms, decide, end_after, faults_of, highest_allowed

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "methods" / "live_rounds.json").read_text())
TERMS = Terms(rounds=2, seconds=180, step_fen=100_000, last_seconds=30, extra_seconds=60, extensions=5)
TEN = datetime(2026, 6, 3, 2, 0, tzinfo=UTC)
A, B, C = "91410100MA3X00001A", "91410100MA3X00002B", "91410100MA3X00003C"


def after(seconds: float) -> datetime:
    return TEN + timedelta(seconds=seconds)


def a_case(*steps: tuple[int, str, int, float], terms: Terms = TERMS) -> Case:
    """A case in which the rounds follow one another at once: (round, bidder, fen, seconds after ten)."""
    rounds, opened = [], TEN
    for number in range(1, terms.rounds + 1):
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
    ("ceiling", "lowest", "own", "highest"),
    [(10_000, None, None, 10_000), (10_000, 9_000, None, 8_900), (10_000, 9_000, 9_500, 8_900), (None, None, None, None)],
)
def test_the_highest_allowed_price_is_as_the_table_says(
    ceiling: int | None, lowest: int | None, own: int | None, highest: int | None
) -> None:
    assert highest_allowed(replace(TERMS, step_fen=100), ceiling_fen=ceiling, lowest_fen=lowest, own_fen=own) == highest


def _with_step(case: Case, place: int, **changed: object) -> Case:
    steps = list(case.steps)
    steps[place] = replace(steps[place], **changed)  # type: ignore[arg-type]
    return replace(case, steps=tuple(steps))


WRONG = {
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


def test_prices_fall_from_step_to_step_so_no_two_last_prices_are_equal() -> None:
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
