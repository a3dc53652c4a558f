"""A clock that steps back behind the notice takes no bid in: the rule says so, the database holds it, the verifiers would name it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from bidding import due, reads
from bidding.actions.drafting.save_need_contacts import save_need_contacts
from bidding.actions.notices.amend_notice import amend_notice
from bidding.actions.notices.start_amendment import start_amendment
from bidding.models import Bid, Need, Notice
from kernel import clock
from kernel.rulebook import RulesBroken
from ledger.export import export_record
from ledger.models import Pending
from ledger.sequencer import sequence_all
from tests.ledger.browser import in_the_browser, verify
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market, outages
from tests.node import needs_node

MICROSECOND = timedelta(microseconds=1)
AFTER = "bidding.bid_comes_after_its_notice"
type Since = tuple[Need, datetime]


def published() -> Since:
    need = needs.an_open_need()
    assert need.published_at is not None
    return need, need.published_at


def amended() -> Since:
    """A change that is not material: deadline and keys stay, a new version is in force."""
    buyer = market.a_firm()
    need = needs.an_open_need(buyer)
    at = clock.forward(timedelta(hours=1))
    start_amendment(actor=buyer, number=need.number)
    save_need_contacts(
        actor=buyer, number=need.number, contact_name="新联系人", contact_phone="0379-1234567", complaint_phone="0379-7654321"
    )
    assert amend_notice(actor=buyer, number=need.number, what_changed="联系人", knows_it_is_narrow=True).version == 2
    need.refresh_from_db()
    return need, at


def moved() -> Since:
    """A deadline that an outage moved."""
    outages.an_outage_rule()
    need = needs.an_open_need()
    outages.beat_until(need, before=timedelta(minutes=10), silent=(20, 15))
    assert due.move_due() == 1
    need.refresh_from_db()
    assert need.bids_since is not None
    return need, need.bids_since


@pytest.mark.parametrize("stand", [published, amended, moved])
def test_a_bid_comes_at_the_very_moment_of_its_notice_or_later_and_never_before(at_ten, stand: Callable[[], Since]) -> None:
    need, since = stand()
    agency = make.a_bidder()
    before = Bid.objects.count(), Pending.objects.count()
    clock.set_to(since - MICROSECOND)
    with pytest.raises(RulesBroken) as refused:
        make.a_sealed_bid(need, agency)
    assert refused.value.names == (AFTER,)
    assert "时钟回拨，没有受理" in refused.value.broken[0].because
    assert (Bid.objects.count(), Pending.objects.count()) == before
    clock.set_to(since)
    assert make.a_sealed_bid(need, agency).at == since


def stepping_back(monkeypatch: pytest.MonkeyPatch, to: datetime, *, again: datetime | None = None) -> None:
    """The clock steps back once the notice was read: the rule has judged, the database has yet to stamp. `again`: what it shows
    when the notice is read the second time; else it is still behind (the step itself is undone with the refused insert)."""
    read, times = reads.notice_for_bidding, []

    def and_step(*words: str, **names: int) -> Notice:
        times.append(clock.now())
        if len(times) == 2:
            clock.set_to(again or to)
        notice = read(*words, **names)
        if len(times) == 1:
            clock.set_to(to)
        return notice

    monkeypatch.setattr(reads, "notice_for_bidding", and_step)


@pytest.mark.parametrize("stand", [published, amended, moved])
def test_a_clock_that_steps_back_after_the_rule_has_judged_is_refused_by_the_database_with_the_same_name(
    at_ten, monkeypatch, stand: Callable[[], Since]
) -> None:
    need, since = stand()
    agency = make.a_bidder()
    before = Bid.objects.count(), Pending.objects.count()
    stepping_back(monkeypatch, since - MICROSECOND)
    with pytest.raises(RulesBroken) as refused:
        make.a_sealed_bid(need, agency)
    assert refused.value.names == (AFTER,)
    assert (Bid.objects.count(), Pending.objects.count()) == before


def test_a_clock_that_has_caught_up_when_the_refusal_is_judged_lets_the_bid_in_once(at_ten, monkeypatch) -> None:
    need, since = published()
    agency = make.a_bidder()
    stepping_back(monkeypatch, since - MICROSECOND, again=since)
    assert make.a_sealed_bid(need, agency).at == since
    assert Bid.objects.count() == 1


def take_the_guard_out() -> None:
    """The negative control: the trigger as it would be without its last question."""
    sql = "SELECT pg_get_functiondef(tgfoid) FROM pg_trigger WHERE tgrelid = 'bidding_bid'::regclass AND tgname LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, ["%a_bid_comes_before_the_deadline%"])
        body = cursor.fetchone()[0]
        without = body.replace("AND NEW.at >= since AND", "AND")
        assert without != body
        cursor.execute(without)


@needs_node
def test_without_the_databases_guard_the_bid_gets_in_and_both_verifiers_name_it(at_ten, monkeypatch, tmp_path: Path) -> None:
    need, since = published()
    for _ in range(3):
        make.a_sealed_bid(need, make.a_bidder())
    take_the_guard_out()
    agency = make.a_bidder()
    stepping_back(monkeypatch, since - MICROSECOND)
    assert make.a_sealed_bid(need, agency).at == since - MICROSECOND
    sequence_all()
    export_record(tmp_path)
    (found,) = verify.check(tmp_path).findings
    assert f"the bid came at {(since - MICROSECOND):%Y-%m-%dT%H:%M:%S.%f}Z, expected from" in found
    [said] = in_the_browser([(tmp_path, {})])
    assert [(file, line) for file, line, _ in said] == [("entries.jsonl", int(found.split()[2]))]


def test_the_database_alone_refuses_a_bid_from_before_its_notice(at_ten) -> None:
    need, since = published()
    bidder = make.agency_of(make.a_bidder())
    clock.set_to(since - MICROSECOND)
    sealed = {"envelope": {"tset": need.bids_keys}, "envelope_hash": "1"}
    bid = Bid(need=need, notice=Notice.objects.get(need=need), agency=bidder, seq=1, at=since, **sealed)
    with pytest.raises(DatabaseError, match="behind: the notice stands since"), transaction.atomic():
        bid.save(force_insert=True)
    clock.set_to(since)
    bid.save(force_insert=True)
    assert Bid.objects.get().at == since
