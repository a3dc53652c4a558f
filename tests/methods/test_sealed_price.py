"""Sealed price against its vectors, and each wrong way that working systems were seen to take, planted and caught."""

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from bidding.methods.offers import Offer, discounted_fen, out_of_bounds, standing_of
from bidding.methods.sealed_price import Case, decide

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "methods" / "sealed_price.json").read_text())


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["name"])
def test_the_decision_is_the_one_in_the_vector(vector) -> None:
    decided = decide(Case.from_json(vector["case"])).to_json()
    assert decided == vector["decision"]
    assert [r["place"] for r in decided["ranking"]] == list(range(1, len(decided["ranking"]) + 1))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["name"])
def test_the_order_of_arrival_changes_nothing(vector) -> None:
    case = Case.from_json(vector["case"])
    turned = replace(case, offers=tuple(reversed(case.offers)))
    assert decide(turned).ranking == decide(case).ranking


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["name"])
def test_a_case_survives_the_record(vector) -> None:
    assert Case.from_json(vector["case"]).to_json() == vector["case"]


def _ordered(case: Case, key: Callable[[Offer], object]) -> list[str]:
    return [o.bidder for o in sorted((o for o in case.offers if not o.struck and not out_of_bounds(case, o)), key=key)]


def _skips_the_last_of_a_tie(case: Case) -> list[str]:
    ranked = decide(case).ranking
    draws = decide(case).draws
    return [r.bidder for r in ranked if not any(r.bidder == d.order[-1] and len(d.order) > 2 for d in draws)]


def _keeps_the_struck(case: Case) -> list[str]:
    return [r.bidder for r in decide(replace(case, offers=tuple(replace(o, struck=()) for o in case.offers))).ranking]


def _bounds_shut(case: Case) -> list[str]:
    low, high = case.floor_fen, case.ceiling_fen
    return [
        r.bidder
        for r in decide(case).ranking
        if case.mode == "discount" or ((low is None or r.amount_fen > low) and (high is None or r.amount_fen < high))
    ]


def _score_of_none_is_zero(case: Case) -> list[str]:
    return _ordered(case, lambda o: (standing_of(case, o), -(o.score_centi or 0), o.bidder))


WRONG_WAYS: dict[str, Callable[[Case], list[str]]] = {
    "the lowest price sorted descending": lambda c: _ordered(c, lambda o: (-standing_of(c, o), o.bidder)),
    "the earlier arrival wins a tie": lambda c: _ordered(c, lambda o: standing_of(c, o)),
    "the tie loop skips the last bidder": _skips_the_last_of_a_tie,
    "prices compared as text": lambda c: _ordered(c, lambda o: (str(standing_of(c, o)), o.bidder)),
    "prices compared in whole 万元": lambda c: _ordered(c, lambda o: (standing_of(c, o) // 1_000_000, o.bidder)),
    "inactive and struck bids still ranked": _keeps_the_struck,
    "bounds that shut out the bounds": _bounds_shut,
    "no record counts as a score of nought": _score_of_none_is_zero,
    "the lower score first": lambda c: _ordered(c, lambda o: (standing_of(c, o), o.score_centi or 0, o.bidder)),
    "discount mode ranked by the lowest rate": lambda c: _ordered(c, lambda o: (abs(standing_of(c, o)), o.bidder)),
    "a draw that nobody can repeat: ties by envelope hash": lambda c: _ordered(c, lambda o: (standing_of(c, o), o.bid)),
}


@pytest.mark.parametrize("name", WRONG_WAYS)
def test_a_wrong_way_fails_a_vector(name) -> None:
    wrong = WRONG_WAYS[name]
    assert any(wrong(Case.from_json(v["case"])) != [r["bidder"] for r in v["decision"]["ranking"]] for v in VECTORS)


@pytest.mark.parametrize(
    ("ceiling", "rate", "price"), [(10000, 1250, 8750), (101, 5000, 51), (100, 3333, 67), (18_600_000, 0, 18_600_000)]
)
def test_the_worked_table_of_discounts_holds(ceiling, rate, price) -> None:
    assert discounted_fen(ceiling, rate) == price
    assert abs(Fraction(ceiling * (10_000 - rate), 10_000) - price) <= Fraction(1, 2)


def test_each_place_has_its_reason_in_words() -> None:
    by_name = {v["name"]: decide(Case.from_json(v["case"])) for v in VECTORS}
    first, second, _ = by_name["the lowest of three wins, whoever came first"].ranking
    assert (first.reason, second.reason) == ("有效报价中最低", "比最低价高 10,000.00 元")
    tied = by_name["two equal lowest: the higher score first"].ranking
    assert tied[1].reason == "与最低价相同；2 家相同，按开启日信用分排列，本机构 88.00 分"
    drawn = by_name["all five equal and without a record: one draw gives the whole order"].ranking
    assert drawn[4].reason.endswith("在并列第 1 名的 5 家中公开抽签列第 5")
    above = by_name["one fen below the floor or above the ceiling does not count"].struck
    assert above[1].reasons == ("报价 186,000.01 元，高于上限 186,000.00 元",)


def test_a_bidder_with_two_offers_is_refused() -> None:
    case = Case.from_json(VECTORS[0]["case"])
    with pytest.raises(ValueError, match="two offers"):
        decide(replace(case, offers=(case.offers[0], case.offers[0])))


@pytest.mark.parametrize("number", [1.5, "100", True])
def test_a_number_that_is_not_whole_is_refused(number) -> None:
    raw = json.loads(json.dumps(VECTORS[0]["case"]))
    raw["offers"][0]["amount_fen"] = number
    with pytest.raises(ValueError, match="whole"):
        Case.from_json(raw)
