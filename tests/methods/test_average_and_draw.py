"""Average price and random draw: vectors, two implementations, properties, and wrong ways planted and caught."""

import json
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bidding.methods import WAYS, average_price, random_draw
from bidding.methods.average_price.decide import mean_of
from bidding.methods.average_price.words import away, mean_said
from draws.draw import drawn_order
from draws.ways import weighted_order
from tests.vectors.methods.make import a_case

HERE = Path(__file__).parent.parent
sys.path.insert(0, str(HERE.parent / "ledger" / "verifier"))
VECTORS = [
    (method, vector)
    for method in ("average_price", "random_draw")
    for vector in json.loads((HERE / "vectors" / "methods" / f"{method}.json").read_text())
]
IDS = [f"{method}: {vector['name']}" for method, vector in VECTORS]
OF = {method: {v["name"]: v["decision"] for m, v in VECTORS if m == method} for method, _ in VECTORS}


@pytest.mark.parametrize(("method", "vector"), VECTORS, ids=IDS)
def test_site_and_verifier_decide_as_the_vector_says(method, vector) -> None:
    import decision

    assert WAYS[method].decide_json(vector["case"]) == vector["decision"]
    assert decision.WAYS[method](vector["case"]) == vector["decision"]


def _prices(name: str) -> list[int]:
    return [place["amount_fen"] for place in OF["average_price"][name]["ranking"]]


def test_the_nearest_to_the_exact_mean_wins() -> None:
    assert _prices("three quotes whose mean is not a whole fen") == [200, 100, 400]
    assert OF["average_price"]["three quotes whose mean is not a whole fen"]["numbers"] == {"mean": [700, 3], "counted": 3}
    assert _prices("two equally near: the lower price first") == [200, 100, 300]
    assert _prices("five quotes where the dropped highest ties the kept") == [110, 100, 120, 120, 1]
    assert _prices("at floor and at ceiling, and one fen beyond each") == [100, 900]
    assert _prices("nobody valid") == []


def test_four_quotes_are_all_counted_and_five_are_trimmed() -> None:
    assert mean_of([1, 2, 3, 10]) == (Fraction(4), 4)
    assert mean_of([1, 2, 3, 4, 100]) == (Fraction(3), 3)


def test_the_average_is_compared_with_distances_and_not_with_bids() -> None:
    case = average_price.Case.from_json(a_case("average_price", [100, 290, 300, 310, 1000]))
    wrong = sorted(case.offers, key=lambda offer: offer.amount_fen or 0)[0].amount_fen
    assert average_price.decide(case).ranking[0].amount_fen == 300 != wrong


@settings(max_examples=120, deadline=None)
@given(values=st.lists(st.integers(1, 60), min_size=1, max_size=12), data=st.data())
def test_each_valid_bidder_has_one_place_whatever_the_order_and_no_struck_has_any(values, data) -> None:
    struck = data.draw(st.sets(st.integers(0, len(values) - 1)))
    scores = data.draw(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=len(values), max_size=len(values)))
    mixed = data.draw(st.permutations(range(len(values))))
    for way, given_values, mode in ((average_price, values, "amount"), (random_draw, [None] * len(values), "fixed")):
        name = way.__name__.rsplit(".", 1)[1]
        case = way.Case.from_json(a_case(name, list(given_values), mode=mode, scores=scores, struck=struck))
        decided = way.decide(case)
        turned = way.decide(replace(case, offers=tuple(case.offers[i] for i in mixed)))
        assert turned.ranking == decided.ranking
        assert sorted(p.bidder for p in decided.ranking) == sorted(o.bidder for i, o in enumerate(case.offers) if i not in struck)
        assert [p.place for p in decided.ranking] == list(range(1, len(decided.ranking) + 1))
        assert way.Case.from_json(case.to_json()) == case


def test_ten_thousand_sign_ups_are_each_drawn_once() -> None:
    case = random_draw.Case.from_json(a_case("random_draw", [None] * 10_000, mode="fixed"))
    order = [place.bidder for place in random_draw.decide(case).ranking]
    assert sorted(order) == sorted(offer.bidder for offer in case.offers)
    assert order != [offer.bidder for offer in case.offers]


def test_one_changed_contribution_changes_the_seed() -> None:
    case = random_draw.Case.from_json(a_case("random_draw", [None] * 5, mode="fixed"))
    other = replace(case, offers=(replace(case.offers[0], r="00" * 32), *case.offers[1:]))
    assert random_draw.decide(case).draws[0].seed != random_draw.decide(other).draws[0].seed


def test_a_draw_without_a_stated_price_is_refused() -> None:
    case = random_draw.Case.from_json(a_case("random_draw", [None] * 2, mode="fixed", ceiling_fen=None))
    with pytest.raises(ValueError, match="stated price"):
        random_draw.decide(case)


def test_numbers_in_the_weighted_order_give_each_holder_one_place_and_the_right_chance() -> None:
    first = [weighted_order(n.to_bytes(32, "big"), {"a": 3, "b": 1, "c": 0})[0] for n in range(4_000)]
    assert set(first) == {"a", "b"}
    assert 2_850 < first.count("a") < 3_150
    assert sorted(weighted_order(b"s" * 32, {"a": 3, "b": 1, "c": 0})) == ["a", "b"]
    assert weighted_order(b"s" * 32, {"a": 1, "b": 1}) == [x[:1] for x in drawn_order(b"s" * 32, ["a#1", "b#1"])]


@pytest.mark.parametrize(
    ("mode", "mean", "counted", "valid", "said"),
    [
        ("amount", Fraction(12_550_000), 3, 5, "125,500.00 元（5 家有效报价，最高、最低各一家不计）"),
        ("amount", Fraction(10_000, 3), 3, 3, "约 33.33 元（3 家有效报价）"),
        ("discount", Fraction(1250), 3, 3, "12.50%（3 家有效报价）"),
    ],
)
def test_the_mean_is_said_to_the_fen_and_of_how_many_it_is(mode, mean, counted, valid, said) -> None:
    assert mean_said(mode, mean, counted=counted, valid=valid) == said


@pytest.mark.parametrize(
    ("mode", "distance", "said"),
    [
        ("amount", Fraction(10_000), " 100.00 元"),
        ("amount", Fraction(10_000, 3), "约 33.33 元"),
        ("amount", Fraction(1, 2), "约 0.01 元"),
        ("amount", Fraction(1, 3), "不足 0.01 元"),
        ("amount", Fraction(123_456_789), " 1,234,567.89 元"),
        ("discount", Fraction(1000, 3), "约 3.33 个百分点"),
        ("discount", Fraction(5), " 0.05 个百分点"),
    ],
)
def test_no_fraction_of_a_fen_is_shown(mode, distance, said) -> None:
    assert away(mode, distance) == said
