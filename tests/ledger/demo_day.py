"""The demo's market day, played once in a run: its export, what it says, and what its deletion leaves."""

import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.test import TransactionTestCase

from demo.day import MarketDay
from kernel import clock
from ledger.export import export_record
from ledger.sequencer import sequence_all

type Event = dict


@dataclass(frozen=True)
class Day:
    """The export of a day, what it says, its origin, and the rows of every table before the day and after its deletion."""

    folder: Path
    events: list[Event]
    origin: str
    before: dict[str, int]
    after: dict[str, int]


def rows() -> dict[str, int]:
    """How many rows each table holds."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed}


def a_day(folder: Path) -> Day:
    """Seeds, one market day, its export, its deletion; the database is fresh afterwards."""
    try:
        played = MarketDay(quiet=True)
        call_command("seed", stdout=StringIO())
        before = rows() | {"kernel.ClockShift": 0}  # the day's clock is held already
        played.play()
        sequence_all()
        export_record(folder)
        call_command("demo", "--delete", stdout=StringIO())
        after = rows()
    finally:
        clock.set_to(None)
        TransactionTestCase._fixture_teardown()  # a fresh copy of the template (tests/conftest.py)
    events = [json.loads(line) for line in (folder / "entries.jsonl").read_bytes().splitlines()]
    return Day(folder, events, json.loads((folder / "trust.json").read_text())["origin"], before, after)


def find(events: list[Event], kind: str, n: int = 0, **fields: object) -> Event:
    """The n-th event of a kind with those fields."""
    return [e for e in events if e["type"] == kind and all(e.get(k) == v for k, v in fields.items())][n]
