"""A version that comes, or a deadline that moves, between the reading of a notice and the lock: no bid gets in for what it replaced."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection

from bidding import due, reads
from bidding.actions.drafting.save_need_contacts import save_need_contacts
from bidding.actions.drafting.save_need_deadline import save_need_deadline
from bidding.actions.notices.amend_notice import amend_notice
from bidding.actions.notices.start_amendment import start_amendment
from bidding.models import Bid, Need, Notice
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import RulesBroken
from ledger.export import export_record
from ledger.reads import recorded_facts
from ledger.sequencer import sequence_all
from tests.conftest import WEDNESDAY
from tests.ledger.browser import verify
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market, outages

pytestmark = pytest.mark.django_db(transaction=True)
NARROW = {"knows_it_is_narrow": True}


def other_contacts(buyer: Actor, need: Need) -> None:
    """A change that is not material: keys and deadline stay."""
    start_amendment(actor=buyer, number=need.number)
    phones = {"contact_phone": "0379-1234567", "complaint_phone": "0379-7654321"}
    save_need_contacts(actor=buyer, number=need.number, contact_name="新联系人", **phones)
    amend_notice(actor=buyer, number=need.number, what_changed="联系人", **NARROW)


def later_deadline(buyer: Actor, need: Need) -> None:
    """A material change: other keys."""
    clock.forward(timedelta(hours=1))
    start_amendment(actor=buyer, number=need.number)
    save_need_deadline(actor=buyer, number=need.number, closes_at=needs.in_working_days(9))
    amend_notice(actor=buyer, number=need.number, what_changed="截止后移", **NARROW)


def moved_deadline(_: Actor, need: Need) -> None:
    """An outage moves the deadline: other keys for the same version."""
    assert due.move_due() == 1


def a_need(buyer: Actor, change: Callable[[Actor, Need], None]) -> Need:
    """An open need before that change."""
    clock.set_to(WEDNESDAY)
    if change is moved_deadline:
        outages.an_outage_rule()
    need = needs.an_open_need(buyer)
    if change is moved_deadline:
        outages.beat_until(need, before=timedelta(minutes=10), silent=(20, 15))
    return need


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Once the notice was read for the first time, somebody else acts and commits, before the bid goes on."""
    read, faults = reads.notice_for_bidding, list[BaseException]()

    def elsewhere() -> None:
        try:
            act()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    def and_act(*words: str, **names: int) -> Notice:
        notice = read(*words, **names)
        monkeypatch.setattr(reads, "notice_for_bidding", read)
        other = Thread(target=elsewhere)
        other.start()
        other.join()
        assert not faults, faults
        return notice

    monkeypatch.setattr(reads, "notice_for_bidding", and_act)


def holds(folder: Path) -> list[str]:
    sequence_all()
    export_record(folder)
    return verify.check(folder).findings


@pytest.mark.parametrize("change", [later_deadline, moved_deadline])
def test_a_bid_sealed_for_keys_that_were_replaced_meanwhile_is_refused_and_leaves_nothing(change, monkeypatch, tmp_path) -> None:
    buyer = market.a_firm()
    need, agency = a_need(buyer, change), make.a_bidder()
    meanwhile(monkeypatch, lambda: change(buyer, need))
    with pytest.raises(RulesBroken) as refused:
        make.a_sealed_bid(need, agency)
    assert "bidding.envelope_is_sealed_for_this_need" in refused.value.names
    assert not Bid.objects.exists()
    assert make.a_sealed_bid(need, agency).notice == reads.notice_of(need)  # sealed anew it gets in
    assert len(recorded_facts("bid.sealed", need.number)) == 1
    assert holds(tmp_path) == []


def test_a_bid_for_keys_that_stay_gets_in_for_the_new_version(monkeypatch, tmp_path) -> None:
    buyer = market.a_firm()
    need, agency = a_need(buyer, other_contacts), make.a_bidder()
    meanwhile(monkeypatch, lambda: other_contacts(buyer, need))
    assert make.a_sealed_bid(need, agency).notice.version == 2
    assert holds(tmp_path) == []


@pytest.mark.parametrize("change", [other_contacts, later_deadline, moved_deadline])
def test_without_the_databases_question_it_gets_in_and_the_verifier_names_it(change, monkeypatch, tmp_path) -> None:
    """The negative control: the wrong way, seen to go wrong."""
    buyer = market.a_firm()
    need, agency = a_need(buyer, change), make.a_bidder()
    with connection.cursor() as cursor:
        sql = "SELECT pg_get_functiondef(tgfoid) FROM pg_trigger WHERE tgrelid = 'bidding_bid'::regclass AND tgname LIKE %s"
        cursor.execute(sql, ["%a_bid_comes_before_the_deadline%"])
        body = cursor.fetchone()[0]
        without = body.replace("AND stands AND", "AND")
        assert without != body
        cursor.execute(without)
    meanwhile(monkeypatch, lambda: change(buyer, need))
    assert make.a_sealed_bid(need, agency).notice.version == 1
    assert any("expected a bid sealed for version" in finding for finding in holds(tmp_path))
