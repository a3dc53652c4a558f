"""The public record under load: bids with their events, put in order beside it, against the same bids without a record.

Durable commits, 64 clients, one sequencer on the same machine. A bid counts when its entry stands in the record.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep

import psycopg
from django.db import connection

from bench import durable
from bench.row import Row

CLIENTS, SECONDS = 64, 8
RATE, SHARE = 5_000, 0.6
TABLE = """
    CREATE TABLE bench_bid (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, need int, agency int, envelope jsonb, at timestamptz)
"""
BID = """
INSERT INTO bench_bid (need, agency, envelope, at) VALUES (:need, :agency,
    jsonb_build_object('ct', repeat('x', 1400), 'pc', md5(:agency::text)), clock_timestamp());
"""
EVENT = """
INSERT INTO ledger_pending (body, at) VALUES (format('{"at":"2026-06-03T02:00:00.000000Z","bid":"%s","bidder":"%s",\
"by":{"kind":"agency"},"need":"ZX-2026-%s","type":"bid.sealed","v":1}', repeat(md5(:agency::text), 2), :agency::text, :need::text),
    clock_timestamp());
"""
CHANCE = "\\set need random(1, 50)\n\\set agency random(1, 1000000)\n"


def rows() -> Iterable[Row]:
    """Two promises of one run: a rate, and a share of the rate without a record."""
    at = connection.get_connection_params()
    source = ["-h", at.get("host", ""), "-U", at.get("user", "postgres"), at["dbname"]]
    with durable.a_server() as where:
        durable.copy_of(where, "zx", source)
        with psycopg.connect(host=where, user="postgres", dbname="zx", autocommit=True) as session:
            session.execute(TABLE)
            bare = durable.tps(where, "zx", CHANCE + BID, clients=CLIENTS, seconds=SECONDS)
            with a_sequencer(where):
                start = monotonic()
                durable.tps(where, "zx", CHANCE + "BEGIN;" + BID + EVENT + "COMMIT;", clients=CLIENTS, seconds=SECONDS)
                while session.execute("SELECT EXISTS (SELECT 1 FROM ledger_pending)").fetchone()[0]:
                    sleep(0.02)
                took = monotonic() - start  # the queue is empty again: what came in has been ordered
            entries, most = session.execute("SELECT count(*) - 1, max(idx) FROM ledger_entry").fetchone()
    assert entries == most, "the record has a gap"
    logged = entries / took
    note = f"{entries:,} entries, {CLIENTS} clients, durable commits"
    yield Row("bids logged in order", logged, "per second", f"≥ {RATE:,}", logged >= RATE, note=note)
    yield Row("bids logged in order, against no record", logged, "per second", f"≥ {SHARE}", logged / bare >= SHARE, bare)


@contextmanager
def a_sequencer(where: str) -> Iterator[None]:
    """The product's sequencer in a process of its own, on that server."""
    words = "import django; django.setup(); from ledger.sequencer import sequence_forever; sequence_forever()"
    address = {"DATABASE_URL": f"postgresql://postgres:@/zx?host={where}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    running = subprocess.Popen([sys.executable, "-c", words], env=os.environ | address)
    try:
        yield
    finally:
        running.kill()
        running.wait()
