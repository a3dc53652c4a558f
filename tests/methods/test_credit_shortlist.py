"""Credit shortlist: who stays out, who holds how many numbers, and that more numbers are more chances; wrong ways planted and caught."""

import hashlib
import random
from collections import Counter
from dataclasses import replace

import pytest

from bidding.methods.credit_shortlist import Case, Pick, Terms, decide
from tests.methods.test_three_deciders import in_node, verifier
from tests.node import needs_node
from tests.vectors.methods.make import a_shortlist, picked


def case(scores, **more) -> Case:
    return Case.from_json(a_shortlist(scores, **more))


@pytest.mark.parametrize(
    ("valid", "rated", "share", "out"),
    [(10, 10, 20, 2), (9, 9, 20, 1), (10, 1, 20, 1), (2, 2, 60, 0), (3, 3, 90, 1), (5, 0, 50, 0)],
)
def test_so_many_stay_out(valid, rated, share, out) -> None:
    decided = decide(case([9_000 - 100 * n if n < rated else None for n in range(valid)], drop=share))
    assert len(decided.numbers["dropped"]) == out
    assert len(decided.numbers["held"]) == valid - out


def test_level_at_the_line_a_draw_says_who_stays_out_and_no_earlier_arrival() -> None:
    level = case([9_500, 9_000, 6_000, 6_000, 6_000], drop=20)
    decided = decide(level)
    assert [draw.draw for draw in decided.draws] == ["ZX-2026-0001/drop", "ZX-2026-0001/order"]
    assert decided.numbers["dropped"] == [decided.draws[0].order[-1]]
    turned = replace(level, offers=tuple(reversed(level.offers)))
    assert decide(turned).ranking == decided.ranking


def test_a_score_holds_the_numbers_of_its_row_and_none_those_of_the_unrated() -> None:
    terms = Terms(3, 20, ((9_000, 9), (8_000, 8), (6_000, 6), (0, 1)), 8)
    assert [terms.held_by(score) for score in (10_000, 9_000, 8_999, 6_000, 5_999, 0, None)] == [9, 9, 8, 6, 1, 1, 8]


@pytest.mark.parametrize("rows", [[[9000, 9], [0, 0]], [[0, 1], [9000, 9]], [[9000, 9], [8000, 8]], []])
def test_a_table_that_leaves_somebody_without_a_number_is_refused(rows) -> None:
    raw = a_shortlist([9_000, 8_000])
    raw["shortlist"]["numbers"] = rows
    with pytest.raises(ValueError, match="table"):
        Case.from_json(raw)


def test_a_pick_outside_of_the_list_or_a_false_silence_is_nobodys() -> None:
    drawn = case([9_000] * 6, drop=0)
    listed = decide(drawn).numbers["shortlist"]
    out = next(offer.bidder for offer in drawn.offers if offer.bidder not in listed)
    for pick in (Pick(out, "好", silent=False), Pick(listed[1], "", silent=True)):
        with pytest.raises(ValueError, match="not the short list's"):
            decide(replace(drawn, pick=pick))


def test_nine_numbers_win_nine_times_as_often_as_one() -> None:
    """1,000 draws of one with nine numbers against one with one: 900 expected, five standard deviations of room."""
    first = Counter()
    for n in range(1_000):
        drawn = case([9_500, 3_000], drop=0)
        root = hashlib.sha256(str(n).encode()).hexdigest()
        first[decide(replace(drawn, list_root=root)).ranking[0].score_centi] += 1
    assert sum(first.values()) == 1_000
    assert abs(first[9_500] - 900) < 5 * (1_000 * 0.9 * 0.1) ** 0.5


def random_cases(chance: random.Random, many: int) -> list[tuple[str, dict]]:
    cases = []
    for _number in range(many):
        scores = [chance.choice((None, 9_500, 8_000, 6_000, 6_000, 3_000)) for _ in range(chance.randint(1, 12))]
        struck = tuple(i for i in range(len(scores)) if chance.random() < 0.15)
        raw = a_shortlist(scores, drop=chance.choice((0, 20, 50, 99)), length=chance.randint(1, 6), struck=struck)
        listed = decide(Case.from_json(raw)).numbers.get("shortlist", [])
        if listed and chance.random() < 0.7:
            at = chance.randrange(len(listed))
            raw["pick"] = {**picked(0, silent=at == 0 and chance.random() < 0.5), "bidder": listed[at]}
        cases.append(("credit_shortlist", raw))
    return cases


@needs_node
def test_the_three_agree_on_random_cases() -> None:
    cases = random_cases(random.Random(20261124), 300)
    wanted = [decide(Case.from_json(raw)).to_json() for _, raw in cases]
    assert sum(len(each["draws"]) == 2 for each in wanted) > 30
    assert sum(bool(raw["pick"]) for _, raw in cases) > 150
    assert sum(bool(raw["pick"] and raw["pick"]["silent"]) for _, raw in cases) > 20
    assert [verifier.WAYS[method](raw) for method, raw in cases] == wanted
    found = in_node(cases)
    assert [raw for (_, raw), said, want in zip(cases, found, wanted, strict=True) if said != want][:1] == []
