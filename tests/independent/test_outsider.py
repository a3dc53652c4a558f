"""An outsider's program (docs/derive.md) over records that are written out; those that are played: tests/ledger/test_played_records.py, test_demo_record.py."""

import ast
import sys
from pathlib import Path

import pytest

from draws.ways import RFC3797, Way
from sealing.suites import SUITES
from tests.independent import outsider
from tests.independent.outsider.market import Market
from tests.independent.outsider.record import read
from tests.ledger.falsifications.catalogue import find
from tests.makers.chance import drawn_by, with_a_beacon, with_a_notary, with_two_trustees
from tests.makers.history import History
from tests.makers.ledger import an_export
from tests.makers.market_day import a_market

WAYS = [Way(method, digest) for method in ("R", "F", RFC3797) for digest in ("sha256", "sm3")]


def test_the_program_imports_nothing_of_the_market() -> None:
    found = set()
    for file in Path(outsider.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                own = (node.module or "").startswith("tests.independent.outsider.")
                found |= set() if own else {(node.module or ".").partition(".")[0]}
    assert found - {"cryptography"} <= sys.stdlib_module_names


@pytest.mark.parametrize("make", [lambda: a_market().events, with_two_trustees, with_a_beacon, with_a_notary])
def test_it_derives_what_the_record_says(make, tmp_path) -> None:
    market = Market(read(an_export(tmp_path, make(), verifier=False)))
    assert market.differences == []
    assert market.derived["sealed_price", "order"] >= 1
    assert market.derived["sealed_price", "opened bid"] >= 3


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.method} {way.digest}")
def test_it_draws_by_every_way(way, tmp_path) -> None:
    events = drawn_by(way)
    assert len(find(events, "decision.made")["draws"][0]["order"]) == 3
    assert Market(read(an_export(tmp_path, events, verifier=False))).differences == []


@pytest.mark.parametrize("suite", SUITES)
def test_it_binds_bids_under_every_suite(suite, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(History, "suite", SUITES[suite])
    events = with_two_trustees()
    assert Market(read(an_export(tmp_path / "true", events, verifier=False))).differences == []
    find(events, "bid.opened")["plain"]["amount_fen"] -= 1
    found = Market(read(an_export(tmp_path / "false", events, verifier=False))).differences
    assert found[0] == f"line {events.index(find(events, 'bid.opened')) + 1}: opened bid of ZX-2026-0001 is True, derived: False"


def test_it_sees_a_dropped_bid_another_order_and_another_winner(tmp_path) -> None:
    events = a_market().events
    decision, award = find(events, "decision.made"), find(events, "award.made")
    first, _, last = decision["ranking"]  # the first two are level, so their order comes of the frozen list that is bent below
    first["bidder"], last["bidder"] = last["bidder"], first["bidder"]
    award["fen"] += 1
    opened = find(events, "bid.opened")
    events.remove(find(events, "bid.sealed", bid=opened["bid"]))
    found = Market(read(an_export(tmp_path, events, verifier=False))).differences
    told = [each.partition(": ")[2].partition(" of ")[0] for each in found]
    assert told[:2] == ["frozen list", "opened bid"]
    assert {"order", "award"} < set(told)
