"""The public record under load: sealed bids with their events, put in order beside it, against the same bids without events.

Rows of the product's own table, with its trigger, keys and indexes; durable commits; 64 clients, each transaction sent
in one piece on both sides, so that what is compared is the work of the server; one sequencer on the same machine, at
work before the first bid. A bid counts when its entry stands in the record.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep

import psycopg
from django.db import connection

from bench import durable
from bench.many_needs import copies, multiply
from bench.row import Row
from bidding.models import Need
from tests.makers import bids
from tests.makers.bidding import an_open_need

CLIENTS, SECONDS = 64, 8
RATE, SHARE = 5_000, 0.6
NEEDS, AGENCIES = 50, 3_000
PLACES = """
    CREATE SEQUENCE bench_bid;
    CREATE TABLE bench_need AS SELECT row_number() OVER () - 1 AS place, need_id, id AS notice_id FROM bidding_notice;
    CREATE TABLE bench_agency AS SELECT row_number() OVER () - 1 AS place, id FROM agencies_agency;
    ALTER TABLE bench_need ADD PRIMARY KEY (place);
    ALTER TABLE bench_agency ADD PRIMARY KEY (place);
    ANALYZE;
"""
BID = """
WITH next AS (SELECT nextval('bench_bid') AS n)
INSERT INTO bidding_bid (need_id, notice_id, agency_id, seq, envelope, envelope_hash, at, struck_by, void_reason, state)
SELECT need_id, notice_id, agency.id, 1, '{envelope}', md5(n::text) || md5(n::text), now(), '[]', '', 'sealed'
FROM next JOIN bench_need need ON need.place = n % {needs} JOIN bench_agency agency ON agency.place = n / {needs}
RETURNING id, at;
"""
EVENT = """
INSERT INTO ledger_pending (body, at) VALUES (format('{"at":"2026-06-03T02:00:00.000000Z","bid":"%s","bidder":"%s",\
"by":{"kind":"agency"},"need":"ZX-2026-%s","pc":"%s","seq":1,"tset":"%s","type":"bid.sealed","v":1,"version":1}',
    repeat(md5(:agency::text), 2), :agency::text, :need::text, repeat(md5(:agency::text), 2), repeat(md5(:need::text), 2)),
    clock_timestamp());
"""
CHANCE = "\\set need random(1, 50)\n\\set agency random(1, 1000000)\n"
WHOLE = CHANCE + "\\startpipeline\nBEGIN;{}COMMIT;\n\\endpipeline\n"


def rows() -> Iterable[Row]:
    """Two promises of one run: a rate, and a share of the rate without a record."""
    at = connection.get_connection_params()
    bid = a_bid()
    source = ["-h", at.get("host", ""), "-U", at.get("user", "postgres"), at["dbname"]]
    with durable.a_server() as where:
        durable.copy_of(where, "zx", source)
        with psycopg.connect(host=where, user="postgres", dbname="zx", autocommit=True) as session:
            session.execute(PLACES)
            bare = durable.tps(where, "zx", WHOLE.format(bid), clients=CLIENTS, seconds=SECONDS)
            session.execute("TRUNCATE bidding_bid CASCADE")
            session.execute("ALTER SEQUENCE bench_bid RESTART")
            with a_sequencer(where):
                wait(session, "SELECT NOT EXISTS (SELECT 1 FROM ledger_pending)")
                before = session.execute("SELECT count(*) FROM ledger_entry").fetchone()[0]
                start = monotonic()
                durable.tps(where, "zx", WHOLE.format(bid + EVENT), clients=CLIENTS, seconds=SECONDS)
                wait(session, "SELECT NOT EXISTS (SELECT 1 FROM ledger_pending)")
                took = monotonic() - start  # the queue is empty again: what came in has been ordered
            entries, most = session.execute("SELECT count(*), max(idx) + 1 FROM ledger_entry").fetchone()
            taken = session.execute("SELECT count(*) FROM bidding_bid").fetchone()[0]
    assert entries == most, "the record has a gap"
    assert entries - before == taken, "a bid is not in the record, or twice"
    logged = taken / took
    note = f"{taken:,} entries, {CLIENTS} clients, durable commits, the product's own rows"
    yield Row("bids logged in order", logged, "per second", f"≥ {RATE:,}", logged >= RATE, note=note)
    yield Row("bids logged in order, against no record", logged, "per second", f"≥ {SHARE}", logged / bare >= SHARE, bare)


def a_bid() -> str:
    """The insert of a sealed bid, a new pair of need and agency each time; what it needs is made first."""
    need, bidder = an_open_need(), bids.a_bidder()
    agency = bids.agency_of(bidder)
    envelope = json.dumps(bids.an_envelope(need, bidder, 80_000)).replace(":", ": ")  # ":x" is a variable of pgbench
    multiply(need, NEEDS)
    uscc = "'9' || lpad(n::text, 17, '0')"
    copies(agency.organisation, AGENCIES, uscc=uscc)
    copies(agency, AGENCIES, organisation_id=f"(SELECT id FROM market_organisation WHERE uscc = {uscc})")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE bidding_need SET published_at = now() - interval '9 days', closes_at = now() + interval '1 day'")
    assert Need.objects.filter(state="open").count() == NEEDS
    return BID.format(envelope=envelope, needs=NEEDS)


def wait(session: psycopg.Connection[tuple[bool]], until: str) -> None:
    """Until the database says so."""
    while not session.execute(until).fetchone()[0]:
        sleep(0.02)


@contextmanager
def a_sequencer(where: str) -> Iterator[None]:
    """The product's sequencer in a process of its own, on that server; it has ordered what waited."""
    words = "import django; django.setup(); from ledger.sequencer import sequence_forever; sequence_forever()"
    address = {"DATABASE_URL": f"postgresql://postgres:@/zx?host={where}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    running = subprocess.Popen([sys.executable, "-c", words], env=os.environ | address)
    try:
        yield
    finally:
        running.kill()
        running.wait()
