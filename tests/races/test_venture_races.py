"""A joint venture is agreed to while its lead and a member bid: every bid stands for exactly who had agreed before it on the record."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from threading import Event

import pytest
from django.db import transaction

from bidding import reads
from bidding.actions.ventures.agree_to_venture import agree_to_venture
from kernel import clock
from ledger.export import VERIFIER, export_record
from ledger.reads import recorded_facts
from ledger.sequencer import sequence_all
from tests.conftest import WEDNESDAY
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import ventures
from tests.races.test_bidding_races import together

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 1  # how long the last consent stands uncommitted for bids that must not pass it


def race(folder: Path) -> tuple[list[bool], list[str], list[str]]:
    """The last consent is written and not committed when lead and member bid; whose bid names the joint venture, who is struck, what the verifier finds."""
    clock.set_to(WEDNESDAY)
    lead, member, *others = (make.a_bidder() for _ in range(5))
    need = needs.an_open_need(admits_ventures=True)
    proposal = ventures.a_proposal(need, lead, member)
    was_written, lead_has_bid, member_has_bid = Event(), Event(), Event()

    def consent() -> None:
        with transaction.atomic():
            agree_to_venture(actor=member, agreement=proposal.agreement)
            was_written.set()
            lead_has_bid.wait(PATIENCE_SECONDS)

    def bid_as_lead() -> None:
        was_written.wait()
        make.a_sealed_bid(need, lead, 80_000)
        lead_has_bid.set()

    def bid_alone() -> None:
        was_written.wait()
        make.a_sealed_bid(need, member, 81_000)
        member_has_bid.set()

    together(consent, bid_as_lead, bid_alone)
    assert lead_has_bid.is_set()
    assert member_has_bid.is_set()
    for yuan, bidder in enumerate(others, start=82_000):
        make.a_sealed_bid(need, bidder, yuan)
    make.pass_the_deadline(need)
    sequence_all()
    export_record(folder)
    named = {fact["bidder"]: "venture" in fact for fact in recorded_facts("bid.sealed", need.number)}
    struck = {fact["bidder"] for fact in recorded_facts("bid.struck", need.number)}
    who = [word for word, actor in (("lead", lead), ("member", member)) if actor.uscc in struck]
    return [named[lead.uscc], named[member.uscc]], who, verify.check(folder).findings


def test_a_bid_waits_for_a_consent_that_is_being_written_and_who_also_bid_alone_strikes_both(tmp_path) -> None:
    assert race(tmp_path / "export") == ([True, False], ["lead", "member"], [])


def test_without_the_lock_the_leads_bid_passes_the_agreement_that_stands_before_it_on_the_record(monkeypatch, tmp_path) -> None:
    """The negative control."""
    monkeypatch.setattr(reads, "share_the_lock", lambda need_id: None)
    named, _, found = race(tmp_path / "export")
    assert named == [False, False]
    assert [each for each in found if "expected a bid for joint venture" in each]
