"""The canary: sealed amounts and notes that nobody may find before the deadline, in dump, write-ahead log, logs and pages."""

import io
import logging
from collections.abc import Iterable

from django.test import Client

from bench.row import Row
from bidding.actions.bids.submit_bid import submit_bid
from kernel import clock
from ledger.sequencer import sequence_all
from sealing.envelope import seal
from search.engines.postgres import PostgresEngine
from search.follow import rebuild
from tests.conftest import WEDNESDAY
from tests.makers import bids
from tests.makers.bidding import an_open_need
from tests.sealing.test_canary import FEN, NEEDLES, NOTE, the_dump, the_wal

BIDS = 20


def rows() -> Iterable[Row]:
    """Bytes of sealed bids that are found before the deadline, and the same search after the opening."""
    told = io.StringIO()
    heard = logging.StreamHandler(told)
    logging.getLogger().addHandler(heard)
    clock.set_to(WEDNESDAY)
    need = an_open_need(ceiling_fen=2 * FEN)
    trustees = type(need).objects.get(pk=need.pk).trustees
    for number in range(BIDS):
        agency = bids.a_bidder(f"示例机构{number}")
        plain = {"v": "bid/1", "amount_fen": FEN, "note": NOTE}
        submit_bid(
            actor=agency,
            number=need.number,
            envelope=seal(plain, need=need.number, bidder=agency.uscc, seq=1, trustees=trustees)[0],
        )
    sequence_all()
    rebuild(PostgresEngine())  # its documents lie in the dump
    pages = (f"/needs/{need.number}/", "/needs/", "/record/", "/record/entries.json")
    shown = b"".join(Client().get(path).content for path in pages)
    before = plain_bytes(the_dump(), the_wal(), told.getvalue().encode(), shown)
    bids.pass_the_deadline(need)
    sequence_all()
    after = plain_bytes(the_dump(), the_wal())
    logging.getLogger().removeHandler(heard)
    clock.set_to(None)
    note = f"{BIDS} bids; dump with the search index, write-ahead log, logs, pages"
    yield Row("canary: plaintext bytes of sealed bids before the deadline", before, "bytes", "0", before == 0, note=note)
    yield Row("canary: the same search after the opening", after, "bytes", "> 0", after > 0, note="the control")


def plain_bytes(*places: bytes) -> int:
    """How many bytes of what was sealed stand in these places."""
    return sum(place.count(needle) * len(needle) for place in places for needle in NEEDLES)
