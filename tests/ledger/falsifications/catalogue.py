"""The catalogue of falsifications: each a name, a sentence, what it does to a true export, and what the verifier must say."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ledger.record import stamp
from tests.makers.ledger import an_export

type Event = dict[str, Any]
type Options = dict[str, list[Path]]


@dataclass(frozen=True)
class Falsification:
    """One way to lie. `signed_again`: with the operator's key, tree and checkpoint made anew, so that these show nothing."""

    name: str
    sentence: str
    says: str
    signed_again: bool
    plant: Callable[[list[Event], Path], Options]


CATALOGUE: dict[str, Falsification] = {}


def _enter(change: Callable[..., Any], says: str, plant: Callable[[list[Event], Path], Options], *, signed_again: bool) -> None:
    sentence = (change.__doc__ or "").strip() or change.__name__.replace("_", " ").capitalize() + "."
    assert change.__name__ not in CATALOGUE
    CATALOGUE[change.__name__] = Falsification(change.__name__, sentence, says, signed_again, plant)


def resigned(says: str) -> Callable[[Callable[[list[Event]], Any]], Callable[[list[Event]], Any]]:
    """The events are changed, then everything is built and signed again: only the replay can tell."""

    def keep(change: Callable[[list[Event]], Any]) -> Callable[[list[Event]], Any]:
        def plant(true: list[Event], folder: Path) -> Options:
            events = copy.deepcopy(true)
            change(events)
            an_export(folder, events)
            return {}

        _enter(change, says, plant, signed_again=True)
        return change

    return keep


def in_the_files(says: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """The files are changed and nothing is signed again."""

    def keep(change: Callable[[Path], None]) -> Callable[[Path], None]:
        def plant(true: list[Event], folder: Path) -> Options:
            change(an_export(folder, true))
            return {}

        _enter(change, says, plant, signed_again=False)
        return change

    return keep


def against_a_witness(says: str) -> Callable[[Callable[[list[Event], Path], Options]], Callable[..., Options]]:
    """All is signed again and fits together; what somebody else holds (a receipt, a checkpoint, another export) tells."""

    def keep(change: Callable[[list[Event], Path], Options]) -> Callable[..., Options]:
        _enter(change, says, change, signed_again=True)
        return change

    return keep


def find(events: list[Event], kind: str, n: int = 0, **fields: Any) -> Event:
    """The n-th event of a kind with those fields."""
    return [e for e in events if e["type"] == kind and all(e.get(k) == v for k, v in fields.items())][n]


def shift(moment: str, **step: int) -> str:
    """A moment of the record, moved."""
    return stamp(datetime.fromisoformat(moment) + timedelta(**step))


def move(events: list[Event], event: Event, *, before: Event) -> None:
    """Put an event before another."""
    events.remove(event)
    events.insert(events.index(before), event)


def double(events: list[Event], event: Event) -> None:
    """Write an event once more, right after itself."""
    events.insert(events.index(event) + 1, copy.deepcopy(event))
