"""A need decided by the average on the record: true, and with the numbers of its decision changed."""

import copy
import importlib
import sys

import pytest

from ledger.export import VERIFIER
from tests.makers.history import History
from tests.makers.ledger import an_export

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")


@pytest.fixture(scope="module")
def true() -> list[dict]:
    day = History()
    need = day.a_need("ZX-2026-0001", method="average_price")
    bids = [day.a_bid(need, day.an_agency(), fen) for fen in (10_000_000, 12_000_000, 12_500_000, 13_000_001, 18_000_000)]
    root = day.closing(need, bids)
    day.a_decision(need, day.opening(need, bids), root)
    return day.events


def test_the_true_record_is_green(true, tmp_path) -> None:
    decided = true[-1]
    assert decided["numbers"] == {"mean": [37_500_001, 3], "counted": 3}
    assert verify.check(an_export(tmp_path, true)).findings == []


@pytest.mark.parametrize(
    ("numbers", "named"),
    [
        ({"mean": [37_500_002, 3], "counted": 3}, "mean[0] is 37500002, expected 37500001"),
        ({"mean": [37_500_001, 3], "counted": 5}, "counted is 5, expected 3"),
        ({"mean": [37_500_001, 3]}, "has no counted"),
        ({}, "expected"),
    ],
)
def test_changed_numbers_are_named(true, tmp_path, numbers, named) -> None:
    false = copy.deepcopy(true)
    false[-1]["numbers"] = numbers
    (found,) = verify.check(an_export(tmp_path, false)).findings
    assert f"entries.jsonl line {len(false)}" in found
    assert "the numbers used do not follow from the bids" in found
    assert named in found
