"""A trustee that drips its answer, byte for byte and without end, holds up nobody: not the asker, and not the need."""

import socket
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from time import monotonic

import pytest
from django.db import DatabaseError, connection, transaction

from bidding import due, reads
from bidding.actions.drafting.save_need_deadline import save_need_deadline
from bidding.actions.notices.amend_notice import amend_notice
from bidding.actions.notices.call_second_notice import call_second_notice
from bidding.actions.notices.move_deadline import move_deadline
from bidding.actions.notices.name_trustees import ask_for_keys
from bidding.actions.notices.publish_need import publish_need
from bidding.actions.notices.start_amendment import start_amendment
from kernel import clock
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from ledger.reads import recorded_facts
from ledger.record import stamp
from ledger.sequencer import sequence_all
from sealing import asking
from tests.conftest import WEDNESDAY
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market, outages
from tests.makers.trustees import four_trustees

ASKED = {"need": "ZX-2026-0001", "deadline": "2026-06-09T09:00:00.000000Z", "lot": "", "after": "", "suite": "?"}
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"


@contextmanager
def dripping(first=b"", byte=b" ", meanwhile=lambda: None):
    """A server that answers every request with a byte each 50 ms as long as it is listened to; gives its address and
    the event that is set once the other side has hung up."""
    gone = Event()
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve():
            with door.accept()[0] as line:
                line.recv(65536)
                meanwhile()
                try:
                    line.sendall(first)
                    while not gone.wait(0.05):
                        line.sendall(byte)
                except OSError:
                    gone.set()

        thread = Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}", gone
        finally:
            gone.set()
            thread.join(5)


@pytest.mark.parametrize("first", [b"", HEAD, b"HTTP/1.1 200 OK\r\nX: "], ids=["status", "body", "header"])
def test_a_dripping_trustee_is_silent_when_its_time_is_up_and_its_line_is_cut(first, monkeypatch):
    monkeypatch.setattr(asking, "TIMEOUT_SECONDS", 0.5)
    with dripping(first) as (url, gone):
        began = monotonic()
        answers = asking.ask_all([{"name": "slow", "url": url, "key": ""}], lambda each: asking.ask_key(each, ASKED))
        assert answers == [(asking.SILENT, {})]
        assert 0.4 < monotonic() - began < 1.2
        assert gone.wait(2)


def test_a_thread_that_no_time_out_reaches_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(asking, "TIMEOUT_SECONDS", 0.1)
    monkeypatch.setattr(asking, "GRACE_SECONDS", 0.1)
    stuck = Event()
    chosen = [{"name": "stuck"}, {"name": "good"}]
    answers = asking.ask_all(
        chosen, lambda each: (asking.GAVE, {"by": each["name"]}) if each["name"] == "good" else stuck.wait(9)
    )
    stuck.set()
    assert answers == [(asking.SILENT, {}), (asking.GAVE, {"by": "good"})]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("held", [False, True], ids=["asked_before_the_lock", "asked_under_the_lock"])
def test_while_a_trustee_drips_the_need_can_be_locked_by_others(held, settings, tmp_path, monkeypatch):
    """The second case is the wrong way, which must be seen to go wrong: the asking inside of the transaction with the lock."""
    monkeypatch.setattr(asking, "TIMEOUT_SECONDS", 0.6)
    settings.KEYS_DIR = tmp_path / "keys"
    clock.set_to(clock.now())
    seen = []

    def lock_it():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '200ms'")
                seen.append(reads.lock_need(need.number).state)
        except DatabaseError as waits:
            seen.append(type(waits).__name__)
        finally:
            connection.close()

    with four_trustees(settings, tmp_path) as (served, now):
        need = needs.an_open_need()
        for yuan in (80_000, 81_000, 82_000):
            make.a_sealed_bid(need, make.a_bidder(), yuan)
        clock.set_to(need.closes_at)
        now[0] = need.closes_at
        assert due.close_due() == 1
        sequence_all()
        with dripping(HEAD, meanwhile=lock_it) as (url, _):
            settings.TRUSTEES["set"][1] = {**served[1].told, "url": url}
            if held:
                with transaction.atomic():
                    reads.lock_need(need.number)
                    due.open_due()
            else:
                assert due.open_due() == 1
    assert seen == ["OperationalError" if held else "closed"]
    assert [(f["i"], f["outcome"]) for f in recorded_facts("trustee.missed", need.number)] == [(2, "silent")]
    assert len(recorded_facts("bid.opened", need.number)) == 3


def a_notice_to_come(verb, buyer):
    """The number of a need whose notice is to come, or to be changed, and the act."""
    if verb == "publish":
        number = needs.a_draft_need(buyer).number
        return number, lambda: publish_need(actor=buyer, number=number, knows_it_is_narrow=True)
    if verb == "move":
        outages.an_outage_rule()
    need = needs.an_open_need(buyer)
    number = need.number
    if verb == "call the second":
        make.reach_the_deadline(need)
        assert due.close_due() == 1
        return number, lambda: call_second_notice(actor=SCHEDULER, number=number)
    if verb == "move":
        outages.beat_until(need, before=timedelta(minutes=10), silent=(20, 15))
        return number, lambda: move_deadline(actor=SCHEDULER, number=number)
    start_amendment(actor=buyer, number=number)
    save_need_deadline(actor=buyer, number=number, closes_at=needs.in_working_days(8))
    return number, lambda: amend_notice(actor=buyer, number=number, what_changed="截止后移", knows_it_is_narrow=True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("held", [False, True], ids=["asked_before_the_lock", "asked_under_the_lock"])
@pytest.mark.parametrize("verb", ["publish", "amend", "call the second", "move"])
def test_while_a_trustee_drips_the_need_whose_notice_waits_for_its_key_can_be_locked(verb, held, settings, tmp_path, monkeypatch):
    """The second case is the wrong way, which must be seen to go wrong."""
    monkeypatch.setattr(asking, "TIMEOUT_SECONDS", 0.6)
    settings.KEYS_DIR = tmp_path / "keys"
    clock.set_to(WEDNESDAY)
    seen = []

    def lock_it():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '200ms'")
                seen.append(reads.lock_need(number).number)
        except DatabaseError as waits:
            seen.append(type(waits).__name__)
        finally:
            connection.close()

    with four_trustees(settings, tmp_path) as (served, _):
        number, act = a_notice_to_come(verb, market.a_firm())
        with dripping(HEAD, meanwhile=lock_it) as (url, _):
            settings.TRUSTEES["set"][1] = {**served[1].told, "url": url}
            with pytest.raises(RulesBroken, match="regulator 没有应答"):
                if held:
                    with transaction.atomic():
                        reads.lock_need(number)
                        act()
                else:
                    act()
    assert seen == ["OperationalError" if held else number]


def test_a_draft_that_is_changed_while_its_trustees_are_asked_gets_keys_for_its_new_deadline(
    at_ten, settings, tmp_path, monkeypatch
):
    settings.KEYS_DIR = tmp_path / "keys"
    buyer = market.a_firm()
    number = needs.a_draft_need(buyer).number
    asked = []

    def meanwhile(number, closes_at, *, plans):
        named = ask_for_keys(number, closes_at, plans=plans)
        if not asked:
            save_need_deadline(actor=buyer, number=number, closes_at=needs.in_working_days(8))
        asked.append(closes_at)
        return named

    monkeypatch.setattr("bidding.actions.notices.publish_need.ask_for_keys", meanwhile)
    need = publish_need(actor=buyer, number=number, knows_it_is_narrow=True)
    assert len(asked) == 2
    assert need.trustees["deadline"] == stamp(need.closes_at) == stamp(needs.in_working_days(8))
