"""An agency takes its service back while it bids, is decided on, awarded or chosen: it is judged by what stands before on the record."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import transaction

from agencies.actions import withdraw_service
from agencies.reads import share_standing
from bidding import due, reads
from bidding.actions.awards import award_need as awarding
from bidding.actions.bids import submit_bid as submitting
from bidding.actions.choosing import choose_agency as choosing
from bidding.actions.deciding import decide_need as deciding
from bidding.actions.opening import close_need as closing
from bidding.models import Need
from kernel import clock
from kernel.actors import SCHEDULER, Actor
from kernel.rulebook import RulesBroken
from ledger.export import export_record
from ledger.models import Entry
from ledger.reads import recorded_facts
from ledger.sequencer import sequence_all
from tests.conftest import WEDNESDAY
from tests.ledger.browser import verify
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import choices, market
from tests.races.test_bidding_races import together

publishing = import_module("ratings.actions.publish_score")  # its room gives the verb under the same name
pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 1  # how long the withdrawal stands uncommitted for a verb that must not pass it


def race(agency: Actor, judge: Callable[[], object], folder: Path) -> list[str]:
    """The withdrawal is written and not committed when the judging begins; what the verifier finds afterwards."""
    was_written, was_judged = Event(), Event()

    def withdraw() -> None:
        with transaction.atomic():
            service = make.agency_of(agency).services.get(item_code="B02")
            withdraw_service(actor=agency, service_id=service.pk)
            was_written.set()
            was_judged.wait(PATIENCE_SECONDS)

    def act() -> None:
        was_written.wait()
        with suppress(RulesBroken):
            judge()
        was_judged.set()

    together(withdraw, act)
    sequence_all()
    export_record(folder)
    return verify.check(folder).findings


def a_need_with_bids() -> tuple[Need, list[Actor]]:
    """Four bidders, of whom the first is the cheapest."""
    clock.set_to(WEDNESDAY)
    need, bidders = needs.an_open_need(), [make.a_bidder() for _ in range(4)]
    for place, bidder in enumerate(bidders):
        make.a_sealed_bid(need, bidder, 80_000 + place)
    return need, bidders


def bid(folder: Path) -> tuple[bool, list[str]]:
    """Whether the bid got in, and what the verifier finds."""
    need, _ = a_need_with_bids()
    late = make.a_bidder()
    found = race(late, lambda: make.a_sealed_bid(need, late, 70_000), folder)
    return late.uscc in {fact["bidder"] for fact in recorded_facts("bid.sealed", need.number)}, found


def decision(folder: Path) -> tuple[bool, list[str]]:
    """Whether the bid counted."""
    need, bidders = a_need_with_bids()
    make.reach_the_deadline(need)
    due.close_due()
    due.open_due()
    found = race(bidders[0], due.decide_due, folder)
    (decided,) = recorded_facts("decision.made", need.number)
    return bidders[0].uscc in {place["bidder"] for place in decided["ranking"]}, found


def award(folder: Path) -> tuple[bool, list[str]]:
    """Whether the bid was awarded."""
    need, bidders = a_need_with_bids()
    need = make.pass_the_deadline(need)
    assert need.publicity_ends_at is not None
    clock.set_to(need.publicity_ends_at)
    found = race(bidders[0], due.award_due, folder)
    return bidders[0].uscc in {fact["bidder"] for fact in recorded_facts("award.made", need.number)}, found


def choice(folder: Path) -> tuple[bool, list[str]]:
    """Whether the agency was chosen."""
    clock.set_to(WEDNESDAY)
    need, agency = choices.a_need_to_choose_for(), make.a_bidder()
    act = {"actor": choices.buyer_of(need), "number": need.number, "agency": agency.uscc}
    found = race(agency, lambda: choosing.choose_agency(**act, reason="做过同类项目。"), folder)
    return bool(recorded_facts("agency.chosen", need.number)), found


JUDGED = [
    (bid, submitting, "share_standing"),
    (decision, deciding, "hold_bidders"),
    (award, awarding, "hold_bidders"),
    (choice, choosing, "share_standing"),
]
NAMES = [judged.__name__ for judged, _, _ in JUDGED]


@pytest.mark.parametrize("judged", [judged for judged, _, _ in JUDGED], ids=NAMES)
def test_who_has_withdrawn_is_left_out_and_the_record_holds(judged, tmp_path) -> None:
    assert judged(tmp_path) == (False, [])


@pytest.mark.parametrize(("judged", "where", "lock"), JUDGED, ids=NAMES)
def test_without_the_lock_the_verb_passes_the_withdrawal_and_the_verifier_names_it(
    judged, where, lock, monkeypatch, tmp_path
) -> None:
    """The negative control."""
    monkeypatch.setattr(where, lock, lambda _: None)
    passed, found = judged(tmp_path)
    assert passed
    assert any("may not serve this need: agency_offers_the_service" in finding for finding in found), found


@pytest.mark.parametrize("held", [True, False], ids=["held", "not_held"])
def test_a_score_that_is_published_at_a_closing_stands_on_the_record_where_its_time_says(held, monkeypatch) -> None:
    """The decision goes by the scores before the closing: by their times here, by their places in the verifiers. The second case is the control."""
    need, bidders = a_need_with_bids()
    make.reach_the_deadline(need)
    was_stamped, was_closed, note = Event(), Event(), publishing.note_standing

    def and_wait(**names: Any) -> None:
        was_stamped.set()
        was_closed.wait(PATIENCE_SECONDS)
        note(**names)

    def close() -> None:
        was_stamped.wait()
        clock.forward(timedelta(seconds=1))
        due.close_due()
        was_closed.set()

    monkeypatch.setattr(publishing, "note_standing", and_wait)
    if not held:
        monkeypatch.setattr(closing, "bidders_of", lambda _: set())
    together(lambda: publishing.publish_score(actor=market.a_regulator(), agency_uscc=bidders[0].uscc), close)
    assert in_order(2) is held


def in_order(count: int) -> bool:
    """Whether the scores and the closing, so many facts, stand on the record in the order of their times."""
    sequence_all()
    told = Entry.objects.filter(event__in=["score.published", "need.closed"]).order_by("idx").values_list("body", flat=True)
    times = [json.loads(body)["at"] for body in told]
    assert len(times) == count
    return times == sorted(times)


@pytest.mark.parametrize("anew", [True, False], ids=["anew", "once"])
def test_who_bids_while_the_closing_waits_for_its_lock_is_held_too(anew, monkeypatch) -> None:
    """Between the holding of the bidders and the need's lock one more comes, whose score is published then. The second case is the control."""
    need, _ = a_need_with_bids()
    late = make.a_bidder()
    waits, was_stamped, is_later, was_closed = Event(), Event(), Event(), Event()
    note, lock, locked = publishing.note_standing, reads.lock_need_against_bids, list[str]()

    def and_wait(**names: Any) -> None:
        was_stamped.set()
        was_closed.wait(PATIENCE_SECONDS)
        note(**names)

    def lock_after_that(number: str) -> Need:
        locked.append(number)
        waits.set()
        is_later.wait()
        return lock(number)

    def close() -> None:
        closing.close_need(actor=SCHEDULER, number=need.number)
        was_closed.set()

    def bid_and_hear_the_score() -> None:
        waits.wait()
        make.a_sealed_bid(need, late, 70_000)
        make.reach_the_deadline(need)
        publishing.publish_score(actor=market.a_regulator(), agency_uscc=late.uscc)

    def a_second_passes() -> None:
        was_stamped.wait()
        clock.forward(timedelta(seconds=1))
        is_later.set()

    monkeypatch.setattr(publishing, "note_standing", and_wait)
    monkeypatch.setattr(reads, "lock_need_against_bids", lock_after_that)
    if not anew:
        monkeypatch.setattr(reads, "lock_holding", lambda concerned, lock: (share_standing(concerned()), lock())[1])
    together(close, bid_and_hear_the_score, a_second_passes)
    assert len(locked) == 1 + anew
    assert in_order(2) is anew
