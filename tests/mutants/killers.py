"""Small tests that kill what no other test sees alone: the database's own guards, without the rules in front of them."""

from datetime import timedelta

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from bidding import reads
from bidding.models import Bid, Need, Notice
from kernel import clock
from ledger.models import Entry
from ledger.sequencer import sequence_all
from search.engines.base import Query
from search.engines.postgres import PostgresEngine
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import search as directory


@pytest.mark.django_db
def test_a_closed_need_never_opens_again_whatever_the_clock_says(at_ten) -> None:
    need = make.a_decided_need()
    clock.set_to(at_ten)  # the clock steps back behind the deadline
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE bidding_need SET state = 'open' WHERE id = %s", [need.pk])


@pytest.mark.django_db
def test_a_replaced_bid_is_in_no_list(at_ten) -> None:
    need, agency = needs.an_open_need(), make.a_bidder()
    make.a_sealed_bid(need, agency, 80_000)
    last = make.a_sealed_bid(need, agency, 90_000, seq=2)
    assert [bid.pk for bid in reads.sealed_bids(need)] == [last.pk]


@pytest.mark.django_db
def test_the_database_alone_refuses_a_bid_at_the_very_deadline(at_ten) -> None:
    need, agency = needs.an_open_need(), make.agency_of(make.a_bidder())
    notice = Notice.objects.get(need=need)

    def put(seq: int) -> None:
        with transaction.atomic():
            sealed = {"seq": seq, "envelope": {"tset": need.bids_keys}, "envelope_hash": str(seq)}
            Bid(need=need, notice=notice, agency=agency, at=clock.DATABASE_TIME, **sealed).save(force_insert=True)

    clock.set_to(need.closes_at)
    with pytest.raises(DatabaseError, match="late"):
        put(1)
    clock.set_to(need.closes_at - timedelta(microseconds=1))
    put(2)
    assert Bid.objects.get().at < Need.objects.get(pk=need.pk).closes_at


@pytest.mark.django_db
def test_the_first_in_order_is_offered_the_award(at_ten) -> None:
    award = make.an_awarded_need(82_000, 80_000, 81_000).awards.get()
    assert (award.place, award.amount_fen) == (1, 8_000_000)


@pytest.mark.django_db
def test_a_sealed_bid_can_not_say_its_amount(at_ten) -> None:
    bid = make.a_sealed_bid(needs.an_open_need(), make.a_bidder(), 80_000)
    with pytest.raises(IntegrityError, match="sealed_bid_says_nothing"), transaction.atomic():
        Bid.objects.filter(pk=bid.pk).update(amount_fen=8_000_000)


@pytest.mark.django_db
def test_a_rebuilt_directory_holds_what_it_was_given_and_no_more() -> None:
    engine, gone, stays = PostgresEngine(), directory.a_document("A1", "澄川"), directory.a_document("A2", "禾砥")
    engine.index(gone)
    engine.index(stays)
    engine.rebuild([directory.newer(stays)])
    assert engine.find(Query()).keys == ("A2",)


@pytest.mark.django_db(transaction=True)
def test_an_event_that_commits_after_a_later_one_is_not_lost() -> None:
    at = connection.get_connection_params()
    words = {name: at[name] for name in ("dbname", "host", "port", "user", "password") if at.get(name)}
    put = "INSERT INTO ledger_pending (body, at, event, need, org) VALUES (%s, now(), %s, '', '') RETURNING id"
    body = '{{"at":"2026-06-03T02:00:00.000000Z","type":"{}","v":1}}'
    with psycopg.connect(**words) as slow, psycopg.connect(**words) as quick:
        first = slow.execute(put, [body.format("the.slow"), "the.slow"]).fetchone()[0]
        second = quick.execute(put, [body.format("the.quick"), "the.quick"]).fetchone()[0]
        assert first < second
        quick.commit()
        sequence_all()
        slow.commit()
    sequence_all()
    assert set(Entry.objects.exclude(event="log.genesis").values_list("event", flat=True)) == {"the.slow", "the.quick"}
