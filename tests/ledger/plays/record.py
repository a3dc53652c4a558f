"""A record that was played through the verbs, and lies about it: everything is signed again, so that only the replay can tell."""

import copy
import importlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from kernel import clock
from ledger.export import VERIFIER, export_record
from ledger.sequencer import sequence_all
from tests.conftest import WEDNESDAY
from tests.ledger.falsifications.catalogue import Event
from tests.makers.ledger import ORIGIN, PUBLIC, an_export
from tests.node import NODE

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")

type Change = Callable[[list[Event]], object]


class Lies:
    """The lies of one file: each with what the verifier must say of it."""

    def __init__(self) -> None:
        self.all: dict[str, tuple[Change, str]] = {}

    def told(self, says: str) -> Callable[[Change], Change]:
        """Enter a lie."""

        def keep(change: Change) -> Change:
            assert change.__name__ not in self.all
            self.all[change.__name__] = (change, says)
            return change

        return keep

    def exports(self, true: list[Event], folder: Path) -> dict[str, Path]:
        """The true record and each lie about it, as exports that are signed again."""
        made = {"true": an_export(folder / "true", true, verifier=False)}
        for name, (change, _) in self.all.items():
            events = copy.deepcopy(true)
            change(events)
            made[name] = an_export(folder / name, events, verifier=False)
        return made

    def check_in_python(self, true: list[Event], folder: Path) -> None:
        """The truth stands, and each lie is named."""
        for name, export in self.exports(true, folder).items():
            found = verify.check(export).findings
            if name == "true":
                assert found == [], found
            else:
                assert any(self.all[name][1] in each for each in found), (name, found)

    def check_in_the_browser(self, true: list[Event], folder: Path) -> None:
        """The second implementation finds each lie at the lines where the first finds it."""
        exports = self.exports(true, folder)
        script = Path(__file__).with_name("check_in_node.mjs")
        done = subprocess.run([str(NODE), str(script), *map(str, exports.values())], capture_output=True, text=True, check=True)
        for name, found in zip(exports, json.loads(done.stdout), strict=True):
            said = "\n".join(verify.check(exports[name]).findings)
            lines = {int(line) for line in re.findall(r"^entries\.jsonl line (\d+)", said, re.M)}
            assert {line for _, line, _ in found} == lines, (name, found, said)
            assert bool(lines) == (name != "true")


def played(play: Callable[[], object], folder: Path) -> list[Event]:
    """The record of what a play does, exported and found sound; the database is as it was afterwards."""
    with transaction.atomic():
        clock.set_to(WEDNESDAY)
        play()
        sequence_all()
        export_record(folder)
        transaction.set_rollback(True)
    found = verify.check(folder).findings
    assert found == [], found
    events = [json.loads(line) for line in (folder / "entries.jsonl").read_bytes().splitlines()]
    events[0].update(origin=ORIGIN, key=PUBLIC)
    return events
