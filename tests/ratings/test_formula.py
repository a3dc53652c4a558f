"""The formula: vectors, which the verifier shares, and what must hold of every input."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings.rules.evaluation import CRITERIA
from ratings.rules.formula import EDITIONS, edition_of, months_before, rounded_half_up_to_centi, score, shares

VECTORS = json.loads(Path("tests/vectors/score.json").read_text(encoding="utf-8"))
FIFTH = Fraction(1, 5)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["name"])
def test_vectors(vector) -> None:
    found = score(vector["inputs"])
    assert {key: found[key] for key in vector["outcome"]} == vector["outcome"]


@pytest.mark.parametrize(
    ("counts", "wanted"),
    [
        ({}, {}),
        ({"a": 9}, {"a": "1"}),
        ({"a": 9, "b": 1}, {"a": "1/2", "b": "1/2"}),
        ({"a": 96, "b": 1, "c": 1, "d": 1, "e": 1}, dict.fromkeys("abcde", "1/5")),
        ({"a": 2, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1}, {"a": "1/5"} | dict.fromkeys("bcdef", "4/25")),
        # holding a lifts b above the cap in the next turn
        (
            {"a": 100, "b": 20, "c": 10, "d": 10, "e": 10, "f": 10, "g": 10},
            {"a": "1/5", "b": "1/5"} | dict.fromkeys("cdefg", "3/25"),
        ),
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1}, dict.fromkeys("abcdef", "1/6")),
    ],
)
def test_no_rater_holds_more_than_the_cap(counts, wanted) -> None:
    assert {rater: str(share) for rater, share in shares(counts, FIFTH).items()} == wanted


@given(st.dictionaries(st.text("abcdefghij", min_size=1, max_size=2), st.integers(1, 10_000), min_size=1, max_size=40))
def test_shares_sum_to_one_and_keep_the_order_of_votes(counts) -> None:
    found = shares(counts, FIFTH)
    assert sum(found.values()) == 1
    assert max(found.values()) <= max(FIFTH, Fraction(1, len(counts)))
    by_votes = sorted(counts, key=lambda rater: counts[rater])
    assert [found[r] for r in by_votes] == sorted(found.values())


@pytest.mark.parametrize(
    ("points", "centi"), [("89995/1000", 9000), ("899949/10000", 8999), ("100", 10_000), ("0", 0), ("1/3", 33), ("2/3", 67)]
)
def test_rounding_is_half_up_to_a_hundredth(points, centi) -> None:
    assert rounded_half_up_to_centi(Fraction(points)) == centi


@pytest.mark.parametrize(
    ("day", "wanted"),
    [(date(2026, 6, 3), date(2024, 6, 3)), (date(2026, 2, 28), date(2024, 2, 28)), (date(2024, 2, 29), date(2022, 2, 28))],
)
def test_the_window_begins_on_the_same_day_two_years_before(day, wanted) -> None:
    assert months_before(day, 24) == wanted


def test_the_edition_of_a_day_is_the_newest_in_force() -> None:
    assert edition_of(date(2026, 6, 3)).code == "2026-1"
    assert edition_of(date(2020, 1, 1)) is EDITIONS[0]


def test_weights_sum_to_a_hundred() -> None:
    for edition in EDITIONS:
        assert sum(weight for _, weight in edition.weights) == 100


def test_an_agency_without_an_evaluation_has_no_record_which_is_no_score() -> None:
    inputs = {"on": "2026-06-03", "edition": "2026-1", "votes": [], "deliveries": [], "decisions": []}
    assert (score(inputs)["score_centi"], score(inputs)["grade"]) == (None, "none")
    late = inputs | {"deliveries": [{"contract": "C", "on": "2026-06-01", "days_late": 9}]}
    assert score(late)["grade"] == "none"


@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.integers(1, 5)), min_size=1, max_size=30))
def test_a_score_lies_between_its_worst_and_its_best_vote(votes) -> None:
    rows = [
        {
            "rating": str(n),
            "contract": str(n),
            "side": "buyer",
            "rater": rater,
            "on": "2026-06-01",
            "scores": dict.fromkeys(CRITERIA, value),
        }
        for n, (rater, value) in enumerate(votes)
    ]
    found = score({"on": "2026-06-03", "edition": "2026-1", "votes": rows, "deliveries": [], "decisions": []})["score_centi"]
    assert min(v for _, v in votes) * 2000 <= found <= max(v for _, v in votes) * 2000
