"""A market under load in which workers and the whole PostgreSQL are killed with -9; what the bidders were told, and what is there."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.models import F

from bidding.models import Bid, Need, Notice
from kernel import clock
from ledger import merkle
from ledger.models import Checkpoint, Entry, Pending
from ledger.sequencer import sequence_all
from market.models import Membership
from tests.conftest import WEDNESDAY
from tests.faults.server import Server
from tests.makers import bidding as needs
from tests.makers import bids as make

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Plan:
    """How much is killed and how much goes on meanwhile."""

    workers_killed: int
    servers_killed: int
    needs: int
    bidders: int = 3
    between: float = 0.6  # seconds from a kill to the next, about


class Field:
    """Bidders and workers in processes of their own, on one server."""

    def __init__(self, server: Server, plan: Plan, folder: Path) -> None:
        self.server, self.plan, self.folder, self.chance = server, plan, folder, random.Random(20261124)
        self.killed: Counter[str] = Counter()
        self.environment = {**os.environ, "DATABASE_URL": server.url, "KEYS_DIR": str(folder / "keys"), "LOG_LEVEL": "CRITICAL"}
        self.environment |= {"DJANGO_SETTINGS_MODULE": "tests.settings"}

    def prepare(self) -> None:
        """Needs by the ordinary verbs, in the frozen time of tests; their deadlines then lie in the time that really passes."""
        clock.set_to(WEDNESDAY)
        bidders = [make.a_bidder() for _ in range(self.plan.bidders)]
        self.needs = [needs.an_open_need() for _ in range(self.plan.needs)]
        membership = {b.uscc: Membership.objects.get(organisation_id=b.organisation_id).pk for b in bidders}
        told = {
            "bidders": [{"uscc": uscc, "membership": pk} for uscc, pk in membership.items()],
            "needs": [{"number": need.number, "trustees": need.trustees} for need in self.needs],
        }
        (self.folder / "plan.json").write_text(json.dumps(told), encoding="utf-8")
        clock.set_to(None)
        self.close_in(seconds=600, apart=1)

    def close_in(self, *, seconds: float, apart: float) -> None:
        """Let the needs close one after another, beginning in so many seconds."""
        begin = clock.now() + timedelta(seconds=seconds)
        for place, need in enumerate(self.needs):
            at = begin + timedelta(seconds=apart * place)
            Need.objects.filter(pk=need.pk).update(closes_at=at)
            Notice.objects.filter(need=need).update(closes_at=at)

    def notes(self, number: int) -> Path:
        return self.folder / f"acknowledged.{number}"

    def start(self) -> None:
        """Everybody is up and bidding when this returns."""
        python = [sys.executable, "-m"]
        how = {"cwd": ROOT, "env": self.environment, "stdout": subprocess.PIPE, "text": True}
        self.nursery = subprocess.Popen([*python, "tests.faults.nursery"], stdin=subprocess.PIPE, **how)
        words = ["tests.faults.load"]
        self.bidders = [
            subprocess.Popen([*python, *words, str(n), str(self.folder / "plan.json"), str(self.notes(n))], **how)
            for n in range(self.plan.bidders)
        ]
        assert self.nursery.stdout
        assert self.nursery.stdout.readline() == "up\n"
        self.workers = [self.a_worker() for _ in range(2)]
        patience = time.monotonic() + 120
        while not all(self.notes(n).exists() and self.notes(n).stat().st_size for n in range(self.plan.bidders)):
            assert time.monotonic() < patience, "a bidder did not begin"
            time.sleep(0.05)

    def a_worker(self) -> int:
        assert self.nursery.stdin
        assert self.nursery.stdout
        self.nursery.stdin.write("one more\n")
        self.nursery.stdin.flush()
        return int(self.nursery.stdout.readline())

    def kill(self) -> None:
        """All kills of the plan in a random order, while bids arrive and needs close."""
        victims = ["worker"] * self.plan.workers_killed + ["server"] * self.plan.servers_killed
        self.chance.shuffle(victims)
        self.close_in(seconds=1.5, apart=max(1.0, 1.3 * len(victims) * self.plan.between / len(self.needs)))
        for victim in victims:
            time.sleep(self.chance.uniform(0.2, 1.8) * self.plan.between)
            if victim == "worker":
                place = self.chance.randrange(len(self.workers))
                os.kill(self.workers[place], signal.SIGKILL)
                self.workers[place] = self.a_worker()
            else:
                connection.close()
                self.server.kill_9()
                self.server.start()
            self.killed[victim] += 1

    def finish(self) -> None:
        """The bidders go until each need has closed; then the rest is put in order."""
        for bidder in self.bidders:
            bidder.wait(180)
        sequence_all()

    def end(self) -> None:
        """Nobody stays behind."""
        for pid in getattr(self, "workers", []):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for process in (*getattr(self, "bidders", []), *([self.nursery] if hasattr(self, "nursery") else [])):
            process.kill()
            process.communicate()

    def acknowledged(self) -> list[str]:
        """The bids of whose receipt a bidder has a note."""
        return [line.split()[1] for n in range(self.plan.bidders) for line in self.notes(n).read_text().splitlines()]


@dataclass(frozen=True)
class Findings:
    """What is wrong afterwards: all of it is 0; and how much there was."""

    lost: int
    late: int
    twice: int
    unlogged: int
    outside_the_list: int
    roots_wrong: int
    acknowledged: int
    stored: int
    closed: int
    checkpoints: int

    @property
    def faults(self) -> dict[str, int]:
        names = ("lost", "late", "twice", "unlogged", "outside_the_list", "roots_wrong")
        return {name: getattr(self, name) for name in names if getattr(self, name)}


def findings(field: Field) -> Findings:
    """Receipts against the tables, the tables against the record, the record against its roots."""
    receipts = field.acknowledged()
    stored = list(Bid.objects.values_list("envelope_hash", flat=True))
    logged = Counter(json.loads(body)["bid"] for body in Entry.objects.filter(event="bid.sealed").values_list("body", flat=True))
    leaves = [bytes(leaf) for leaf in Entry.objects.order_by("idx").values_list("leaf", flat=True)]
    points = list(Checkpoint.objects.order_by("size"))
    return Findings(
        lost=len(set(receipts) - set(stored)),
        late=Bid.objects.filter(at__gte=F("need__closes_at")).count(),
        twice=len(receipts) - len(set(receipts)) + sum(many > 1 for many in logged.values()),
        unlogged=len(set(stored) ^ logged.keys()) + Pending.objects.count(),
        outside_the_list=_outside_the_list(field, set(receipts)),
        roots_wrong=sum(merkle.root_of(leaves[: point.size]) != bytes(point.root) for point in points),
        acknowledged=len(receipts),
        stored=len(stored),
        closed=Need.objects.exclude(closed_at=None).count(),
        checkpoints=len(points),
    )


def _outside_the_list(field: Field, receipts: set[str]) -> int:
    """Bidders whose last acknowledged bid is neither in the frozen list of its need nor replaced by a later one of their own."""
    closings = {}
    for body in Entry.objects.filter(event="need.closed").values_list("body", flat=True):
        fact = json.loads(body)
        closings[fact["need"]] = (fact["root"], fact["bids"])
    wrong = 0
    for need in field.needs:
        standing = list(
            Bid.objects.filter(need=need).exclude(state="replaced").values_list("agency__organisation__uscc", "envelope_hash")
        )
        wrong += closings[need.number] != (merkle.frozen_list_root(standing), len(standing))
        replaced = set(Bid.objects.filter(need=need, state="replaced").values_list("envelope_hash", flat=True))
        here = set(Bid.objects.filter(need=need).values_list("envelope_hash", flat=True))
        wrong += len(receipts & here - replaced - {name for _, name in standing})
    return wrong


def wait_until_closed(field: Field, *, patience: float = 120) -> None:
    """The workers close the last needs, however many of them died."""
    until = time.monotonic() + patience
    while True:
        with suppress(DatabaseError):
            if not Need.objects.filter(pk__in=[need.pk for need in field.needs], closed_at=None).exists():
                return
        assert time.monotonic() < until, "a need was not closed"
        time.sleep(0.1)
