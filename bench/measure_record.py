"""The public record under load: sealed bids with their events, put in order beside it, against the same bids without events.

Rows of the product's own table, with its trigger, keys and indexes; durable commits; 32 clients, each transaction sent
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

CLIENTS, SECONDS = 32, 8
RATE, SHARE = 5_000, 0.6
LEAST = "the same rows in a table with a key and nothing else, no record"
WARM_SECONDS = 3
NEEDS, AGENCIES = 50, 3_000
PLACE = f"""
\\set i :i + 1
\\set n :i * {CLIENTS} + :client_id
\\set need {{need}} + :n % {NEEDS}
\\set notice {{notice}} + :n % {NEEDS}
\\set agency {{agency}} + :n / {NEEDS}
"""
BID = """
INSERT INTO {table} (need_id, notice_id, agency_id, seq, envelope, envelope_hash, at, struck_by, void_reason, state)
VALUES (:need, :notice, :agency, 1, '{envelope}', md5(:n::text) || md5(:n::text), now(), '[]', '', 'sealed') RETURNING id, at;
"""
EVENT = """
INSERT INTO ledger_pending (body, at) VALUES ('{"at":"2026-06-03T02:00:00.000000Z","bid":"' || md5(:n::text) || md5(:n::text) || \
'","bidder":"91410100M00000051E","by":{"kind":"agency"},"need":"ZX-2026-0001","pc":"8XNAQUc6CWh_va2plGSLt48zdHQNpdh9rXrlNyOqexA",\
"seq":1,"tset":"9-AiOEYWKoDP9sSCYxOfRxp9DfrVZswqhBYYEwFCqYU","type":"bid.sealed","v":1,"version":1}', clock_timestamp());
"""
WHOLE = "{}\\startpipeline\nBEGIN;{}COMMIT;\n\\endpipeline\n"
FLOOR = """
CREATE TABLE bench_bid (LIKE bidding_bid INCLUDING DEFAULTS INCLUDING IDENTITY);
ALTER TABLE bench_bid ADD PRIMARY KEY (id);
ALTER TABLE bench_bid SET (toast_tuple_target = 4080);
"""


def rows() -> Iterable[Row]:
    """Two promises of one run: a rate, and a share of the rate without a record. Beside them the least that a bid could cost."""
    at = connection.get_connection_params()
    envelope = an_envelope()
    source = ["-h", at.get("host", ""), "-U", at.get("user", "postgres"), at["dbname"]]
    with durable.a_server() as where:
        durable.copy_of(where, "zx", source)
        with psycopg.connect(host=where, user="postgres", dbname="zx", autocommit=True) as session:
            session.execute(FLOOR)
            session.execute("ANALYZE")
            place = PLACE.format(**firsts(session))
            bid = WHOLE.format(place, BID.format(table="bidding_bid", envelope=envelope))
            logged_bid = WHOLE.format(place, BID.format(table="bidding_bid", envelope=envelope) + EVENT)
            least = WHOLE.format(place, BID.format(table="bench_bid", envelope=envelope))

            def rate(script: str, seconds: int = SECONDS) -> float:
                session.execute("TRUNCATE bidding_bid, bench_bid CASCADE")
                session.execute("CHECKPOINT")
                return durable.tps(where, "zx", script, clients=CLIENTS, seconds=seconds)

            rate(least, WARM_SECONDS)  # segments of the log are made now, and used again from the next checkpoint on
            floor, bare = rate(least), rate(bid)
            with a_sequencer(where):
                wait(session, "SELECT NOT EXISTS (SELECT 1 FROM ledger_pending)")
                before = session.execute("SELECT count(*) FROM ledger_entry").fetchone()[0]
                start = monotonic()
                rate(logged_bid)
                wait(session, "SELECT NOT EXISTS (SELECT 1 FROM ledger_pending)")
                took = monotonic() - start  # the queue is empty again: what came in has been ordered
            entries, most = session.execute("SELECT count(*), max(idx) + 1 FROM ledger_entry").fetchone()
            taken = session.execute("SELECT count(*) FROM bidding_bid").fetchone()[0]
    assert entries == most, "the record has a gap"
    assert entries - before == taken, "a bid is not in the record, or twice"
    logged = taken / took
    note = f"{taken:,} entries, {CLIENTS} clients, durable commits, the product's own rows"
    yield Row("bids logged in order", logged, "per second", f"≥ {RATE:,}", logged >= RATE, floor, f"{note}; baseline: {LEAST}")
    yield Row("bids logged in order, against no record", logged, "per second", f"≥ {SHARE}", logged / bare >= SHARE, bare)


def an_envelope() -> str:
    """A sealed envelope as text; needs and agencies for a pair of them to each bid are made beside it."""
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
    return envelope


def firsts(session: psycopg.Connection[tuple[int, int, int]]) -> dict[str, int]:
    """The first key of needs, notices and agencies: a pair of need and notice, and the agencies, stand at the same distance from it."""
    at: dict[str, int] = {}
    for name, table in (("need", "bidding_need"), ("notice", "bidding_notice"), ("agency", "agencies_agency")):
        first, last, many = session.execute(f"SELECT min(id), max(id), count(*) FROM {table}").fetchone()  # type: ignore[misc]
        assert last - first + 1 == many, f"the keys of {table} have gaps"
        at[name] = first
    apart = session.execute("SELECT DISTINCT id - need_id FROM bidding_notice").fetchall()
    assert apart == [(at["notice"] - at["need"],)]
    return at


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
