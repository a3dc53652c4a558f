"""A record that was played through the verbs, and lies about it: everything is signed again, so that only the replay can tell."""

import copy
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from kernel import clock
from ledger.export import export_record
from ledger.sequencer import sequence_all
from tests.conftest import WEDNESDAY
from tests.ledger.browser import verify
from tests.ledger.falsifications.catalogue import Event
from tests.makers.ledger import ORIGIN, PUBLIC, an_export

type Change = Callable[[list[Event]], object]


@dataclass(frozen=True)
class Lie:
    """One way to lie, with a part of what the verifier must say of it."""

    name: str
    says: str
    change: Change

    @property
    def sentence(self) -> str:
        """The lie in words."""
        return self.name.replace("_", " ").capitalize() + "."


class Record:
    """A play, how many facts of which kinds its record holds, and the lies about it."""

    def __init__(self, about: str, play: Callable[[], object], **reaches: int) -> None:
        """`reaches`: a kind of fact, with "_" for ".", and how many of it the play leaves: no lie is told about nothing."""
        self.about, self.play = about, play
        self.reaches = {kind.replace("_", ".", 1): count for kind, count in reaches.items()}
        self.lies: dict[str, Lie] = {}

    def lie(self, says: str) -> Callable[[Change], Change]:
        """Enter a lie."""

        def keep(change: Change) -> Change:
            assert change.__name__ not in self.lies
            self.lies[change.__name__] = Lie(change.__name__, says, change)
            return change

        return keep

    def events(self, folder: Path) -> list[Event]:
        """What the play puts on the record, exported and found sound; the database is as it was afterwards."""
        with transaction.atomic():
            clock.set_to(WEDNESDAY)
            self.play()
            sequence_all()
            export_record(folder)
            transaction.set_rollback(True)
        found = verify.check(folder).findings
        assert found == [], found
        events = [json.loads(line) for line in (folder / "entries.jsonl").read_bytes().splitlines()]
        events[0].update(origin=ORIGIN, key=PUBLIC)
        return events

    def reached(self, events: list[Event]) -> Mapping[str, int]:
        """How many facts there are of the kinds in `reaches`."""
        counts = Counter(event["type"] for event in events)
        return {kind: counts[kind] for kind in self.reaches}

    def exports(self, events: list[Event], folder: Path) -> dict[str, Path]:
        """The true record (named "") and each lie about it, as exports that are signed again."""
        made = {"": an_export(folder / "true", events, verifier=False)}
        for lie in self.lies.values():
            changed = copy.deepcopy(events)
            lie.change(changed)
            made[lie.name] = an_export(folder / lie.name, changed, verifier=False)
        return made
