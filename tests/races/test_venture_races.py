"""A joint venture is agreed to while its lead and a member bid: every bid stands for exactly who had agreed before it on the record."""

from __future__ import annotations

import importlib
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest
from django.db import transaction

from agencies.actions import withdraw_service
from agencies.reads import share_standing
from bidding import reads
from bidding.actions.ventures.agree_to_venture import agree_to_venture
from kernel import clock
from kernel.rulebook import RulesBroken
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


@pytest.mark.parametrize("anew", [True, False], ids=["anew", "once"])
def test_what_a_member_stands_for_is_held_also_where_it_consents_while_the_lead_bids(anew, monkeypatch, tmp_path) -> None:
    """Before the bid has its lock a member consents, then takes its service back. The second case is the control."""
    clock.set_to(WEDNESDAY)
    lead, member = make.a_bidder(), make.a_bidder()
    need = needs.an_open_need(admits_ventures=True)
    proposal = ventures.a_proposal(need, lead, member)
    waits, was_written, has_bid, lock = Event(), Event(), Event(), reads.share_the_lock

    def lock_after_that(need_id: int) -> None:
        waits.set()
        was_written.wait()
        lock(need_id)

    def bid() -> None:
        with suppress(RulesBroken):
            make.a_sealed_bid(need, lead, 80_000)
        has_bid.set()

    def consent_and_withdraw() -> None:
        waits.wait()
        agree_to_venture(actor=member, agreement=proposal.agreement)
        with transaction.atomic():
            withdraw_service(actor=member, service_id=make.agency_of(member).services.get(item_code="B02").pk)
            was_written.set()
            has_bid.wait(PATIENCE_SECONDS)

    monkeypatch.setattr(reads, "share_the_lock", lock_after_that)
    if not anew:
        monkeypatch.setattr(reads, "lock_holding", lambda concerned, lock: (share_standing(concerned()), lock())[1])
    together(bid, consent_and_withdraw)
    assert has_bid.is_set()
    assert bool(recorded_facts("bid.sealed", need.number)) is not anew
    sequence_all()
    export_record(tmp_path / "export")
    found = [each for each in verify.check(tmp_path / "export").findings if "may not" in each]
    assert bool(found) is not anew
