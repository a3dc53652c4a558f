"""A control is declared while a need is being decided: the decision goes by exactly what stands before it on the record."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from threading import Event

import pytest
from django.db import transaction

from bidding import due
from bidding.actions.deciding import decide_need as deciding
from kernel import clock
from ledger.export import VERIFIER, export_record
from ledger.reads import recorded_facts
from ledger.sequencer import sequence_all
from tests.conftest import WEDNESDAY
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import controls
from tests.races.test_bidding_races import together

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 1  # how long the declaration stands uncommitted for a decision that must not pass it


def race(folder: Path) -> tuple[list[str], list[str]]:
    """The declaration is written and not committed when the decision begins; whose bids were struck, and what the verifier finds."""
    clock.set_to(WEDNESDAY)
    bidders = [make.a_bidder() for _ in range(5)]
    need = needs.an_open_need()
    for bidder in bidders:
        make.a_sealed_bid(need, bidder, 80_000)
    make.reach_the_deadline(need)
    due.close_due()
    due.open_due()
    was_written, was_decided = Event(), Event()

    def declare() -> None:
        with transaction.atomic():
            controls.a_control(bidders[0], bidders[1])
            was_written.set()
            was_decided.wait(PATIENCE_SECONDS)

    def decide() -> None:
        was_written.wait()
        due.decide_due()
        was_decided.set()

    together(declare, decide)
    sequence_all()
    export_record(folder)
    struck = [fact["bidder"] for fact in recorded_facts("bid.struck", need.number)]
    return [str(bidders.index(each)) for each in bidders if each.uscc in struck], verify.check(folder).findings


def test_a_decision_waits_for_a_declaration_that_is_being_written_and_strikes_by_it(tmp_path) -> None:
    assert race(tmp_path / "export") == (["0", "1"], [])


def test_without_the_lock_a_decision_passes_a_declaration_that_stands_before_it_on_the_record(monkeypatch, tmp_path) -> None:
    """The negative control."""
    monkeypatch.setattr(deciding, "hold_bidders", lambda _: None)
    struck, found = race(tmp_path / "export")
    assert struck == []
    assert [each for each in found if "expected them to be struck" in each]
