"""The deadline under load: an acknowledged bid is in the frozen list, and none is stamped at the deadline or later.

The lock does it, not luck: the same interleaving with the trigger's lock taken out loses a bid.
"""

import random
import re
import threading
import time

import psycopg
import pytest
from django.db import connection

from bidding.models import Notice
from bidding.models.bid_guard import LOCK_SPACE
from kernel import clock
from tests.conftest import WEDNESDAY
from tests.makers import bidding as needs
from tests.makers import bids

INSERT = """
    INSERT INTO bidding_bid (need_id, notice_id, agency_id, seq, envelope, envelope_hash, at, struck_by, void_reason, state)
    VALUES (%s, %s, %s, %s, jsonb_build_object('tset', %s::text), %s, now(), '[]', '', 'replaced') RETURNING id
"""
FREEZE = (
    "UPDATE bidding_need SET state = 'closed', closed_at = zx_now() WHERE id = %s AND state = 'open' AND zx_now() >= closes_at"
)


class Race:
    """An open need that closes in a moment, by the real clock of the database."""

    def __init__(self, seconds):
        clock.set_to(WEDNESDAY)
        need = needs.an_open_need()
        self.need, self.keys = need.pk, need.bids_keys
        self.notice = Notice.objects.get(need_id=self.need).pk
        self.agencies = [bids.agency_of(bids.a_bidder()).pk for _ in range(8)]
        clock.set_to(None)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE bidding_need SET published_at = zx_now() - interval '9 days' WHERE id = %s", [self.need])
            closing = "UPDATE bidding_need SET closes_at = clock_timestamp() + make_interval(secs => %s) WHERE id = %s"
            cursor.execute(closing, [seconds, self.need])
        at = connection.get_connection_params()
        self.where = {name: at[name] for name in ("dbname", "user", "password", "host", "port") if at.get(name)}
        self.ends = time.monotonic() + seconds

    def connect(self):
        return psycopg.connect(**self.where)

    def put(self, session, agency, seq):
        """Insert one bid, not yet committed."""
        row = (self.need, self.notice, agency, seq, self.keys, f"{agency}-{seq}-{random.random()}")
        return session.execute(INSERT, row).fetchone()[0]

    def close(self, *, lock):
        """Freeze the list as soon as the deadline has passed; returns what is in it."""
        with self.connect() as session:
            while True:
                if lock:
                    session.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_SPACE, self.need])
                if session.execute(FREEZE, [self.need]).rowcount:
                    break
                session.rollback()
                time.sleep(0.001)
            return {row[0] for row in session.execute("SELECT id FROM bidding_bid WHERE need_id = %s", [self.need])}

    def late(self):
        """Bids stamped at the deadline or later."""
        sql = "SELECT count(*) FROM bidding_bid b JOIN bidding_need n ON n.id = b.need_id WHERE b.at >= n.closes_at"
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]


def take_the_triggers_lock_out():
    """The negative control: the trigger as it would be without its first line."""
    sql = "SELECT pg_get_functiondef(tgfoid) FROM pg_trigger WHERE tgrelid = 'bidding_bid'::regclass AND tgname LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, ["%a_bid_comes_before_the_deadline%"])
        body = cursor.fetchone()[0]
        without = re.sub(r"IF pg_advisory_xact_lock_shared\([^;]*; END IF;", "", body)
        assert without != body
        cursor.execute(without)


def a_slow_commit(race, *, lock):
    """One bidder inserts just before the deadline and commits after it; returns (its bid, the frozen list)."""
    with race.connect() as session:
        time.sleep(max(0, race.ends - time.monotonic() - 0.15))
        mine = race.put(session, race.agencies[0], 1)
        assert time.monotonic() < race.ends
        threading.Timer(0.6, session.commit).start()
        frozen = race.close(lock=lock)
        time.sleep(0.8)
    return mine, frozen


@pytest.mark.django_db(transaction=True)
def test_a_bid_stamped_in_time_whose_commit_comes_after_the_deadline_is_in_the_frozen_list():
    mine, frozen = a_slow_commit(race := Race(1.0), lock=True)
    assert mine in frozen
    assert race.late() == 0


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_bid_is_acknowledged_and_lost():
    race = Race(1.0)
    take_the_triggers_lock_out()
    mine, frozen = a_slow_commit(race, lock=False)
    assert mine not in frozen


@pytest.mark.django_db(transaction=True)
def test_eight_bidders_at_the_deadline_lose_no_acknowledged_bid_and_stamp_none_late():
    race, acknowledged, refused, stop = Race(2.0), [], [], threading.Event()

    def bid(agency):
        chance, seq = random.Random(agency), 0
        with race.connect() as session:
            while not stop.is_set():
                seq += 1
                try:
                    new = race.put(session, agency, seq)
                    time.sleep(chance.random() / 100)  # the rest of the transaction: record, outbox, receipt
                    session.commit()
                    acknowledged.append(new)
                except psycopg.Error as error:
                    session.rollback()
                    refused.append(error.sqlstate)
                    time.sleep(0.02)

    bidders = [threading.Thread(target=bid, args=(agency,)) for agency in race.agencies]
    for each in bidders:
        each.start()
    time.sleep(max(0, race.ends - time.monotonic()))
    frozen = race.close(lock=True)
    time.sleep(0.3)
    stop.set()
    for each in bidders:
        each.join()
    assert len(acknowledged) >= 50  # else the race was never run
    assert set(refused) == {"ZX001"}
    assert set(acknowledged) - frozen == set()
    assert race.late() == 0
