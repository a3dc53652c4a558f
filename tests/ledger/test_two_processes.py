"""A large export is replayed in two processes: what either finds, one alone finds again, in order, and nothing is lost between them."""

import importlib
import os
import sys

import pytest

from ledger.canonical import canonical
from ledger.export import VERIFIER
from tests.ledger.falsifications import CATALOGUE
from tests.ledger.mangled import export_of
from tests.makers.ledger import an_export
from tests.makers.market_day import a_market

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")
work = importlib.import_module("beside")

TRUE = a_market().events


@pytest.fixture(autouse=True)
def _every_export_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "MANY", 0)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch):
    """What one process alone finds in an export."""

    def found(folder, **options) -> list[str]:
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(verify, "MANY", 10**9)
            return verify.check(folder, **options).findings

    return found


def beside(folder, checkpoints=(), consistent=(), receipts=()):
    """The replay in two processes, or None if either of them found something."""
    export = verify.Export(folder)
    return work.replay_beside(verify.look, export, checkpoints, consistent) if export.whole else None


def test_a_sound_export_is_not_replayed_again(tmp_path) -> None:
    folder = an_export(tmp_path, TRUE)
    market = beside(folder)
    assert (market.findings, sum(market.counts.values())) == ([], len(TRUE))
    asked = {"as_sealed": "bid.opened", "follows": "decision.made", "key_released": "trustee.released"}
    assert market.checks >= sum(market.counts[event] for event in asked.values()) >= 20, market.counts
    assert verify.check(folder).findings == []


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_falsification_is_found_as_by_one_alone(tmp_path, alone, name: str) -> None:
    options = CATALOGUE[name].plant(TRUE, tmp_path / "false")
    found = alone(tmp_path / "false", **options)
    assert found
    if "receipts" not in options:
        assert beside(tmp_path / "false", **options) is None
    assert verify.check(tmp_path / "false", **options).findings == found


@pytest.mark.parametrize("change", [lambda line: line.replace(b",", b", ", 1), lambda line: line.replace(b'"v":1', b'"v":"1"')])
def test_a_line_that_is_no_entry_is_found_where_all_is_signed_again(tmp_path, alone, change) -> None:
    lines = [canonical(event) for event in TRUE]
    at = next(number for number, event in enumerate(TRUE) if event["type"] == "demo.played" or event["type"] == "org.registered")
    folder = export_of(tmp_path / "odd", [*lines[:at], change(lines[at]), *lines[at + 1 :]])
    found = alone(folder)
    assert any(each.startswith(f"entries.jsonl line {at + 1} (entry): ") for each in found)
    assert beside(folder) is None
    assert verify.check(folder).findings == found


@pytest.mark.parametrize(
    "way", [lambda *given: os._exit(9), lambda near, far, *given: (far.send((0, True)), far.recv(), os._exit(9))]
)
def test_the_other_process_is_ended(tmp_path, monkeypatch: pytest.MonkeyPatch, way) -> None:
    monkeypatch.setattr(work, "work_beside", way)
    folder = an_export(tmp_path, TRUE)
    assert beside(folder) is None
    assert verify.check(folder).findings == []


def test_a_check_that_is_lost_on_its_way_is_missed(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = verify.Replay.make
    monkeypatch.setattr(verify.Replay, "make", lambda self, batch, *given: make(self, batch[1:], *given))
    assert beside(an_export(tmp_path, TRUE)) is None


def test_both_processes_make_checks(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left when the replay is over is made by whoever is free: here the first by one, the next by the other."""
    made, make, go_on = [], verify.Replay.make, work.Beside.go_on

    def once_it_is_free(self) -> None:
        if self.works and made:
            self.near.poll(None)
        if made:
            go_on(self)

    monkeypatch.setattr(sys.modules["replay"], "TOGETHER", 1)
    monkeypatch.setattr(work.Beside, "go_on", once_it_is_free)
    monkeypatch.setattr(verify.Replay, "make", lambda self, batch, *given: made.append(batch) or make(self, batch, *given))
    market = beside(an_export(tmp_path, TRUE))
    assert market.findings == []
    assert 0 < len(made) < market.checks


@pytest.mark.parametrize(
    "name", [name for name in CATALOGUE if any(word in name for word in ("opened", "ranking", "key", "case", "trustee"))]
)
def test_in_batches_of_one_a_falsification_is_found_as_well(tmp_path, monkeypatch: pytest.MonkeyPatch, alone, name: str) -> None:
    monkeypatch.setattr(sys.modules["replay"], "TOGETHER", 1)
    options = CATALOGUE[name].plant(TRUE, tmp_path / "false")
    assert beside(tmp_path / "false", **options) is None or "receipts" in options
    assert verify.check(tmp_path / "false", **options).findings == alone(tmp_path / "false", **options)
