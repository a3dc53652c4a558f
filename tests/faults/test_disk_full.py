"""The disk is full while bids come in and while a need closes: nothing is half done, the outcome has a name, and space brings all back.

A real small disk (a tmpfs that the test mounts) under a PostgreSQL of the test's own; who may not mount is told so aloud.
"""

from __future__ import annotations

import json
import logging
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from bidding import due
from bidding.actions.bids.submit_bid import submit_bid
from bidding.models import Bid, Need
from kernel import clock
from kernel.outages import outcome_of
from ledger.merkle import frozen_list_root
from ledger.models import Entry, Pending
from ledger.sequencer import sequence_all
from market.models import Person
from tests.conftest import WEDNESDAY
from tests.faults.server import Server, a_server, django_on
from tests.makers import bidding as needs
from tests.makers import bids as make

SIZE = 220 * 2**20
SEGMENT = 2**20


@pytest.fixture
def disk(tmp_path) -> Iterator[Path]:
    """A disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    tmp_path.chmod(0o755)
    for each in (*tmp_path.parents[:3], tmp_path):
        each.chmod(each.stat().st_mode | 0o011)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", folder], capture_output=True, check=False)
    if mounted.returncode:
        why = f"LEFT OUT: a full disk. {mounted.stderr.decode().strip()}"
        warnings.warn(pytest.PytestWarning(why), stacklevel=1)
        pytest.skip(why)
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill(disk: Path) -> Path:
    """Not a byte is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for piece in (2**20, 2**12, 1):
            try:
                while True:
                    file.write(b"x" * piece)
            except OSError:
                continue
    return filler


def leave_little_of_the_write_ahead_log(server: Server, *, left: int) -> None:
    """Use up the segments that are there already, but for so many bytes: the next transaction needs a new one."""
    with server.connect(autocommit=True) as at:

        def offset() -> tuple[str, int]:
            row = at.execute(
                "SELECT pg_walfile_name(pg_current_wal_insert_lsn()), pg_current_wal_insert_lsn() - '0/0'"
            ).fetchone()
            assert row
            return row[0], int(row[1]) % SEGMENT

        newest = max(path.name for path in (server.data / "pg_wal").iterdir() if len(path.name) == 24)
        while (here := offset()) < (newest, SEGMENT - left):
            room = SEGMENT - left - here[1] if here[0] == newest else SEGMENT - here[1]
            at.execute("SELECT pg_logical_emit_message(false, 'x', repeat('x', %s))", [max(1, min(room, 60_000))])


def test_a_full_disk_refuses_by_name_and_loses_nothing(
    disk, tmp_path, settings, django_db_setup, django_db_blocker, caplog
) -> None:
    settings.KEYS_DIR = tmp_path / "keys"
    with django_db_blocker.unblock(), a_server(data=disk, segment=SEGMENT) as server, django_on(server):
        clock.set_to(WEDNESDAY)
        need, bidders = needs.an_open_need(), [make.a_bidder() for _ in range(3)]
        acknowledged = {make.a_sealed_bid(need, bidder).envelope_hash for bidder in bidders}
        browser = Client()
        browser.force_login(Person.objects.get(pk=bidders[1].person_id), backend="django.contrib.auth.backends.ModelBackend")
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")  # from here on each page goes whole into the log when it is first touched
        filler = fill(disk)
        acknowledged |= bids_are_refused_by_name(need, bidders[0])
        the_page_says_that_nothing_was_taken(need, bidders[1], browser)
        clock.set_to(need.closes_at)
        leave_little_of_the_write_ahead_log(server, left=600)
        caplog.clear()
        assert due.close_due() == 0
        told = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
        assert told, "nobody would know"
        assert any(
            f"the clock could not move {need.number}: {outcome}" in line
            for line in told
            for outcome in ("disk_full", "server_away")
        )
        filler.unlink()
        connection.close()
        server.start_again()
        nothing_was_half_done(need, acknowledged)
        assert due.close_due() == 1
        the_closing_is_derived_again(need)


def bids_are_refused_by_name(need: Need, bidder) -> set[str]:
    """Bids fit into what is left for a while; then each is refused, and those that were acknowledged are kept."""
    kept, outcome = set(), ""
    for seq in range(2, 400):
        envelope = make.an_envelope(need, bidder, seq=seq)
        try:
            kept.add(submit_bid(actor=bidder, number=need.number, envelope=envelope).envelope_hash)
        except DatabaseError as full:
            outcome = outcome_of(full)
            break
    assert outcome == "disk_full"
    return kept


def the_page_says_that_nothing_was_taken(need: Need, bidder, browser: Client) -> None:
    before = Bid.objects.count()
    answer = browser.post(f"/needs/{need.number}/bid/", {"envelope": json.dumps(make.an_envelope(need, bidder, seq=2))})
    assert answer.status_code == 503
    assert "没有受理" in answer.content.decode()
    assert "disk_full" in answer.content.decode()
    assert Bid.objects.count() == before


def nothing_was_half_done(need: Need, acknowledged: set[str]) -> None:
    assert Need.objects.get(pk=need.pk).state == "open"
    assert set(Bid.objects.values_list("envelope_hash", flat=True)) == acknowledged
    assert not Pending.objects.filter(body__contains='"type":"need.closed"').exists()


def the_closing_is_derived_again(need: Need) -> None:
    sequence_all()
    closed = json.loads(Entry.objects.get(event="need.closed").body)
    standing = Bid.objects.filter(need=need, state="sealed").values_list("agency__organisation__uscc", "envelope_hash")
    assert (closed["root"], closed["bids"]) == (frozen_list_root(standing), 3)
    logged = [json.loads(body)["bid"] for body in Entry.objects.filter(event="bid.sealed").values_list("body", flat=True)]
    assert sorted(logged) == sorted(Bid.objects.values_list("envelope_hash", flat=True))
