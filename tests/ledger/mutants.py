"""Small changes of a record, by chance from a seed: fields dropped, changed or exchanged, lines dropped, doubled, moved, shifted."""

import copy
import random
from collections.abc import Callable
from typing import Any

from tests.ledger.falsifications.catalogue import Event, shift

ODD: tuple[Any, ...] = (None, True, "", "constructor", "__proto__", [], {}, 0, -1, 2**53 - 1, "2026-06-07T02:00:00.000000Z")


def places(value: Any, at: tuple = ()) -> list[tuple]:
    """The paths to everything inside a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for name, each in inside for path in [(*at, name), *places(each, (*at, name))]]


def inner(event: Event, path: tuple) -> Any:
    """What holds the last step of a path."""
    here: Any = event
    for step in path[:-1]:
        here = here[step]
    return here


def drop_a_field(events: list[Event], chance: random.Random) -> None:
    event = chance.choice(events)
    path = chance.choice(places(event))
    del inner(event, path)[path[-1]]


def make_a_field_odd(events: list[Event], chance: random.Random) -> None:
    event = chance.choice(events)
    path = chance.choice(places(event))
    inner(event, path)[path[-1]] = copy.deepcopy(chance.choice(ODD))


def nudge_a_field(events: list[Event], chance: random.Random) -> None:
    """A number by one; a moment by a second or a microsecond; a text by its last letter."""
    event = chance.choice(events)
    path = chance.choice(places(event))
    held, last = inner(event, path), path[-1]
    if type(held[last]) is int:
        held[last] += chance.choice((-1, 1))
    elif isinstance(held[last], str) and len(held[last]) == 27 and held[last].endswith("Z"):
        held[last] = shift(held[last], **{chance.choice(("seconds", "microseconds", "days")): chance.choice((-1, 1))})
    elif isinstance(held[last], str) and held[last]:
        held[last] = held[last][:-1] + chance.choice("0a中")


def exchange_a_field(events: list[Event], chance: random.Random) -> None:
    """Two events of one kind exchange a field."""
    one = chance.choice(events)
    two = chance.choice([event for event in events if event["type"] == one["type"]])
    name = chance.choice(sorted(set(one) & set(two)))
    one[name], two[name] = two[name], one[name]


def drop_a_line(events: list[Event], chance: random.Random) -> None:
    del events[chance.randrange(len(events))]


def double_a_line(events: list[Event], chance: random.Random) -> None:
    at = chance.randrange(len(events))
    events.insert(chance.randrange(at, len(events)) + 1, copy.deepcopy(events[at]))


def move_a_line(events: list[Event], chance: random.Random) -> None:
    events.insert(chance.randrange(len(events)), events.pop(chance.randrange(len(events))))


CHANGES: tuple[Callable[[list[Event], random.Random], None], ...] = (
    drop_a_field, make_a_field_odd, nudge_a_field, exchange_a_field, drop_a_line, double_a_line, move_a_line,
)  # fmt: skip


def mutant(true: list[Event], seed: int) -> tuple[str, list[Event]]:
    """The name of a change and the events after it, always the same for a seed."""
    chance, events = random.Random(seed), copy.deepcopy(true)
    change = CHANGES[seed % len(CHANGES)]
    change(events, chance)
    return f"{change.__name__} {seed}", events
