"""Not one byte of a sealed bid is readable before the deadline, wherever somebody looks, with t−1 trustees on his side.

The server is the test's own, so that its log, its write-ahead log and its data files can be read byte by byte.
"""

from __future__ import annotations

import base64
import json
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from bench.durable import run
from bidding import due
from bidding.models import Bid, Need
from bidding.states import Method
from kernel import clock, outbox
from ledger.canonical import canonical
from ledger.export import export_record
from ledger.sequencer import sequence_all
from market.models import Person
from sealing.envelope import seal
from sealing.opening import Opened, open_envelope
from sealing.suites import decode
from sealing.trustee.trustee import need_key
from search.engines.elasticsearch import _source
from search.reads import all_documents
from tests.conftest import WEDNESDAY
from tests.faults.needles import NOTE, found_in, needles
from tests.faults.server import DATABASE, Server, a_server, django_on
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import experts, plan_files
from tests.makers.trustees import four_trustees

FEN = 8_765_432_91
FILE = b"%PDF-1.7 six points along the canal, twice a day: canary-51b0c"
FILE_NEEDLES = {"file": FILE, "file in hex": FILE.hex().encode(), "file in base64": base64.b64encode(FILE)[:60]}
PLAIN = {"v": "bid/1", "amount_fen": FEN, "note": NOTE}


class Market:
    """A market on its own server in which one bid is the canary: where it may have left a trace, and what to look for."""

    def __init__(self, server: Server, folder: Path, trustees: list) -> None:
        self.server, self.folder, self.trustees = server, folder, trustees
        self.wanted: dict[str, bytes] = {}

    def play(self) -> None:
        """Sealed three times through the door that browsers use, once through that of programs, taken back once."""
        clock.set_to(WEDNESDAY)
        self.need = needs.an_open_need(ceiling_fen=1_000_000_000)
        bidders = [make.a_bidder() for _ in range(3)]
        seeds = []
        for seq in (1, 2):
            for bidder in bidders:
                envelope, seed = seal(PLAIN, need=self.need.number, bidder=bidder.uscc, seq=seq, trustees=self.need.trustees)
                seeds.append(seed)
                self.send(bidder, envelope)
        assert Bid.objects.filter(state="sealed").count() == 3
        self.hand_in_a_file(bidders[0])
        Client().get(f"/needs/{self.need.number}/")
        outbox.deliver_all()
        sequence_all()
        self.wanted = needles(FEN, [decode(seed) for seed in seeds]) | {"whole": canonical(PLAIN)} | FILE_NEEDLES

    def hand_in_a_file(self, bidder) -> None:
        """A file of a plan, by the door that browsers use, and the bid that names it."""
        for _ in range(3):
            experts.an_expert()
        plans = needs.an_open_need(method=Method.QUALITY_AND_PRICE)
        cipher, line = plan_files.a_file(FILE)
        sent = {"sha256": line["sha256"], "cipher": SimpleUploadedFile("cipher", cipher)}
        assert self.browser_of(bidder).post(f"/needs/{plans.number}/bid/files/", sent).status_code == 201
        plan_files.a_bid_with_files(plans, bidder, (cipher, line), names=[line["sha256"]])

    @staticmethod
    def browser_of(bidder) -> Client:
        browser = Client()
        browser.force_login(Person.objects.get(pk=bidder.person_id), backend="django.contrib.auth.backends.ModelBackend")
        return browser

    def send(self, bidder, envelope: dict) -> None:
        browser = self.browser_of(bidder)
        assert browser.get(f"/needs/{self.need.number}/bid/").status_code == 200
        sent = browser.post(f"/needs/{self.need.number}/bid/", {"envelope": json.dumps(envelope)})
        assert sent.status_code == 302, sent.content[-2000:].decode()

    def everywhere(self) -> dict[str, list[Path]]:
        """All that an intruder could carry away, as files: by the name of the place."""
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
        dump, export = self.folder / "dump.sql", self.folder / "export"
        dump.write_text(run("pg_dump", "-h", str(self.server.folder), "-U", "postgres", DATABASE), encoding="utf-8")
        backup = self.folder / "backup"
        shutil.rmtree(backup, ignore_errors=True)
        run("pg_basebackup", "-h", str(self.server.folder), "-U", "postgres", "-D", str(backup), "-X", "stream")
        export_record(export)
        post = self.folder / "mail.txt"
        post.write_text("".join(str(each.message()) for each in mail.outbox), encoding="utf-8")
        index = self.folder / "index.json"  # what either engine is given: _source is the body that goes to Elasticsearch
        index.write_text(
            "\n".join(json.dumps(_source(each), default=str, ensure_ascii=False) for each in all_documents(day=clock.today()))
        )
        assert index.stat().st_size
        data = [path for path in self.server.data.rglob("*") if path.is_file()]
        return {
            "dump": [dump],
            "write-ahead log": [path for path in data if "pg_wal" in path.parts],
            "data files": [path for path in data if "pg_wal" not in path.parts],
            "backup": [path for path in backup.rglob("*") if path.is_file()],
            "logs": [self.server.log, self.folder / "django.log"],
            "export": [path for path in export.rglob("*") if path.is_file()],
            "mail": [post],
            "search index": [index],
        }

    def look(self) -> dict[str, set[str]]:
        """In which place which needle stands."""
        return {place: {needle for needle, _ in found_in(paths, self.wanted)} for place, paths in self.everywhere().items()}


@pytest.fixture
def market(tmp_path, settings, django_db_setup, django_db_blocker) -> Iterator[Market]:
    """The market, with everything logged that can be: all statements by the server, all SQL and requests by Django."""
    settings.KEYS_DIR = tmp_path / "keys"
    handler = logging.FileHandler(tmp_path / "django.log")
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    with django_db_blocker.unblock(), a_server() as server:
        with server.connect(autocommit=True) as at:
            at.execute("ALTER SYSTEM SET log_statement = 'all'")
            at.execute("SELECT pg_reload_conf()")
        with django_on(server):
            connection.force_debug_cursor = True
            clock.set_to(WEDNESDAY)
            with four_trustees(settings, tmp_path) as (served, held):
                made = Market(server, tmp_path, served)
                made.play()
                made.held = held
                yield made
            connection.force_debug_cursor = False
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()


def test_no_byte_of_a_sealed_bid_is_anywhere_before_the_deadline_and_all_of_it_after(market, settings) -> None:
    assert {place: found for place, found in market.look().items() if found} == {}
    the_masters_of_two_of_three_trustees_open_nothing(market)
    a_planted_column_is_found(market)
    after_the_deadline_the_dump_says_it(market)


def the_masters_of_two_of_three_trustees_open_nothing(market: Market) -> None:
    need = Need.objects.get(pk=market.need.pk)
    assert need.trustees["t"] == 3
    asked = {"need": need.number, "deadline": need.trustees["deadline"], "suite": need.trustees["suite"], "lot": "", "after": ""}
    keys = {i: need_key(market.trustees[i - 1].trustee.master, asked) for i in (1, 2, 3)}
    for bid in need.bids.filter(state="sealed"):
        assert not isinstance(open_envelope(bid.envelope, {i: keys[i] for i in (1, 2)}), Opened)
        assert isinstance(open_envelope(bid.envelope, keys), Opened), "the attacker's keys are right, and too few"


def a_planted_column_is_found(market: Market) -> None:
    """The control: somebody keeps the amount beside the envelope, a note in the log, and sends a mail."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE bidding_bid ADD COLUMN seen bigint, ADD COLUMN note text, ADD COLUMN yuan numeric")
        cursor.execute("ALTER TABLE bidding_sealedfile ADD COLUMN plain bytea")
        cursor.execute("UPDATE bidding_sealedfile SET plain = %s", [FILE])
        cursor.execute("UPDATE bidding_bid SET seen = %s, note = %s, yuan = %s", [FEN, NOTE, FEN])
    logging.getLogger("bidding").warning("a bid of %s", f"{FEN:,}")
    mail.send_mail("a bid", f"price {FEN // 100}.{FEN % 100}", None, ["a@example.org"])
    found = market.look()
    assert {"fen", "note", "file in hex"} <= found["dump"]
    assert "file" in found["data files"] & found["backup"]
    assert {"bigint", "note", "numeric"} <= found["data files"] & found["write-ahead log"] & found["backup"]
    assert {"fen", "fen grouped", "note"} <= found["logs"]
    assert "yuan" in found["mail"]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE bidding_sealedfile DROP COLUMN plain")
        cursor.execute("ALTER TABLE bidding_bid DROP COLUMN seen, DROP COLUMN note, DROP COLUMN yuan")


def after_the_deadline_the_dump_says_it(market: Market) -> None:
    """The needles are the right ones: once the bids are open, the record says them."""
    market.need.refresh_from_db()
    clock.set_to(market.need.closes_at)
    market.held[0] = market.need.closes_at
    due.close_due()
    sequence_all()
    due.open_due()
    assert Bid.objects.filter(state="opened", amount_fen=FEN).count() == 3
    sequence_all()
    found = market.look()
    assert {"fen", "json", "note", "whole", "secret 3 in base64url"} <= found["dump"] & found["export"]
