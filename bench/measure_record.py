"""The public record under load: sealed bids with their events, put in order beside it, against the same bids without events.

The product's own statements on its own tables, with trigger, keys and indexes; durable commits; 32 clients; each statement is a
transaction of its own, on both sides; one sequencer on the same machine, at work before the first bid. A bid counts when its
entry stands in the record.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from statistics import median
from time import monotonic, sleep
from typing import Any

import psycopg
from django.db import connection

from bench import durable
from bench.many_needs import copies, multiply
from bench.row import Row
from bidding.actions.bids.submit_bid import A_BID, BODY
from bidding.models import Bid, Need
from kernel.actors import Actor
from kernel.prepared import PreparedInsert
from ledger.in_order import found_by
from ledger.record import halves
from tests.makers import bids
from tests.makers.bidding import an_open_need

CLIENTS, SECONDS, ROUNDS = 32, 6, 3
RATE, SHARE = 5_000, 0.6
CALM, SOON_MS = 1_000, 250
SOON = """
    SELECT 1000 * extract(epoch FROM percentile_cont(0.99) WITHIN GROUP (ORDER BY point.at - (entry.body::json->>'at')::timestamptz))
    FROM ledger_entry entry, LATERAL (SELECT at FROM ledger_checkpoint WHERE size > entry.idx ORDER BY size LIMIT 1) point
    WHERE entry.idx >= %s
"""
ORDERED = "SELECT NOT EXISTS (SELECT 1 FROM ledger_pending)"
A_FACT = """
    INSERT INTO ledger_pending (body, at, event, need, org) SELECT body, now(), event, need, org FROM ledger_entry ORDER BY idx DESC LIMIT 1
"""
LEAST = "the same rows in a table with a key and nothing else, no record"
WARM_SECONDS = 3
NEEDS, AGENCIES = 500, 500
PLACE = f"""
\\set i :i + 1
\\set n :i * {CLIENTS} + :client_id
\\set need {{need}} + :n % {NEEDS}
\\set notice {{notice}} + :n % {NEEDS}
\\set agency {{agency}} + :n / {NEEDS}
"""
HASH = "md5(:n::text) || md5(:n::text)"
OF_ITS_OWN = {"need_id": ":need", "notice_id": ":notice", "agency_id": ":agency", "envelope_hash": HASH, "at": "now()"}
BARE = PreparedInsert(Bid, *BODY, "at", giving=("id", "at"))
FLOOR = """
CREATE TABLE bench_bid (LIKE bidding_bid INCLUDING DEFAULTS INCLUDING IDENTITY);
ALTER TABLE bench_bid ADD PRIMARY KEY (id);
ALTER TABLE bench_bid SET (toast_tuple_target = 4080);
"""


def rows() -> Iterable[Row]:
    """A rate, a share of the rate without a record, and how soon a bid stands in the record; beside them the least that a bid could cost.

    Medians of some rounds, in each of which everything is measured in turn. The rates with a record are those of the promise (trust.md):
    of any durable transaction, here a plain row and its fact, and of the product's own bids with all that the database holds them to.
    """
    at = connection.get_connection_params()
    bidder, envelope = an_envelope()
    source = ["-h", at.get("host", ""), "-U", at.get("user", "postgres"), at["dbname"]]
    with durable.a_server() as where:
        durable.copy_of(where, "zx", source)
        with psycopg.connect(host=where, user="postgres", dbname="zx", autocommit=True) as session:
            session.execute(FLOOR)
            session.execute("ANALYZE")
            place = PLACE.format(**firsts(session))
            bid = place + statement(BARE, envelope)
            logged_bid = place + statement(A_BID, envelope, *fact(bidder, envelope))

            def rate(script: str, seconds: int = SECONDS) -> float:
                clear(session)
                return durable.tps(where, "zx", script, clients=CLIENTS, seconds=seconds)

            def logged(script: str, table: str) -> float:
                clear(session)
                before, start = size(session), monotonic()
                durable.tps(where, "zx", script, clients=CLIENTS, seconds=SECONDS)
                wait(session, ORDERED)
                took = monotonic() - start  # the queue is empty again: what came in has been ordered
                came = session.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                assert size(session) - before == came, "a bid is not in the record, or twice"
                return came / took

            rate(plain(bid), WARM_SECONDS)  # segments of the log are made now, and used again from the next checkpoint on
            rounds = []
            for _ in range(ROUNDS):
                without = rate(plain(bid)), rate(bid)
                with a_sequencer(where, session):
                    rounds.append((*without, logged(plain(logged_bid), "bench_bid"), logged(logged_bid, "bidding_bid")))
            with a_sequencer(where, session):
                clear(session)
                first = size(session)
                durable.tps(where, "zx", logged_bid, clients=CLIENTS, seconds=SECONDS, rate=CALM)
                wait(session, ORDERED)
                soon = float(session.execute(SOON, [first]).fetchone()[0])
    floor, bare, plainly, fully = map(median, zip(*rounds, strict=True))
    each = ", ".join(f"{fully:,.0f}" for *_, fully in rounds)
    note = f"median of {each}; {CLIENTS} clients, durable commits, the product's own rows; baseline: {LEAST}"
    yield Row("bids logged in order", fully, "per second", f"≥ {RATE:,}", fully >= RATE, floor, note)
    yield Row("bids logged in order, against no record", fully, "per second", f"≥ {SHARE}", fully / bare >= SHARE, bare)
    note = f"a plain row and its fact in one; baseline: {LEAST}"
    yield Row("durable transactions logged in order", plainly, "per second", f"≥ {RATE:,}", plainly >= RATE, floor, note)
    note = f"at {CALM:,} bids a second; from the stamp of a bid to the checkpoint that holds it"
    yield Row("99 of 100 bids stand in a checkpoint within", soon, "ms", f"≤ {SOON_MS}", soon <= SOON_MS, note=note)


def plain(script: str) -> str:
    """The same script on a table with a key and nothing else."""
    return script.replace('"bidding_bid"', "bench_bid")


def clear(session: psycopg.Connection[Any]) -> None:
    """Empty tables, and nothing left to be written by what was before."""
    session.execute("TRUNCATE bidding_bid, bench_bid CASCADE")
    session.execute("CHECKPOINT")


def size(session: psycopg.Connection[Any]) -> int:
    """How many entries the record has, which has no gap."""
    entries, end = session.execute("SELECT count(*), coalesce(max(idx) + 1, 0) FROM ledger_entry").fetchone()  # type: ignore[misc]
    assert entries == end, "the record has a gap"
    return int(entries)


def statement(insertion: PreparedInsert, envelope: dict[str, Any], *more: str) -> str:
    """What the product sends, with numbers of pgbench for what differs from bid to bid."""
    sql, fields = insertion.compiled
    values = {
        **OF_ITS_OWN,
        "envelope": quoted(json.dumps(envelope)),
        "seq": "1",
        "state": "'sealed'",
        "struck_by": "'[]'",
        "void_reason": "''",
    }
    values = [*(values.get(field.column, "NULL") for field in fields), *more]
    pieces = sql.replace("HH24:MI:SS", 'HH24":"MI":"SS').split("%s")  # the same hours, without `:x`
    return " ".join(chain(*zip(pieces, [*values, ""], strict=True))).replace("\n", " ") + ";\n"


def fact(bidder: Actor, envelope: dict[str, Any]) -> Iterator[str]:
    """The two halves of what the record says of such a bid, as `submit_bid` writes it, and by what it is found."""
    said = {"need": envelope["need"], "bidder": bidder.uscc, "bid": HASH, "version": 1, "seq": 1}
    body = {**said, "pc": envelope["pc"], "tset": envelope["tset"]}
    for half in halves(bidder, "bid.sealed", body):
        yield quoted(half).replace(HASH, f"' || {HASH} || '")
    yield from map(quoted, found_by("bid.sealed", body))


def quoted(text: str) -> str:
    """A literal of SQL in which pgbench sees no variable (`:x`)."""
    assert "'" not in text
    return "'" + text.replace('":', '": ') + "'"


def an_envelope() -> tuple[Actor, dict[str, Any]]:
    """A bidder and its sealed envelope; needs and agencies for a pair of them to each bid are made beside it."""
    need, bidder = an_open_need(), bids.a_bidder()
    agency = bids.agency_of(bidder)
    envelope = bids.an_envelope(need, bidder, 80_000)
    multiply(need, NEEDS)
    uscc = "'9' || lpad(n::text, 17, '0')"
    copies(agency.organisation, AGENCIES, uscc=uscc)
    copies(agency, AGENCIES, organisation_id=f"(SELECT id FROM market_organisation WHERE uscc = {uscc})")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE bidding_need SET published_at = now() - interval '9 days', closes_at = now() + interval '1 day'")
    assert Need.objects.filter(state="open").count() == NEEDS
    return bidder, envelope


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
def a_sequencer(where: str, session: psycopg.Connection[Any]) -> Iterator[None]:
    """The product's sequencer in a process of its own, on that server; it is at work: it has ordered what waited."""
    session.execute(A_FACT)
    words = "import django; django.setup(); from ledger.sequencer import sequence_forever; sequence_forever()"
    address = {"DATABASE_URL": f"postgresql://postgres:@/zx?host={where}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    running = subprocess.Popen([sys.executable, "-c", words], env=os.environ | address)
    try:
        wait(session, ORDERED)
        yield
    finally:
        running.kill()
        running.wait()
