"""What a role's home is made of: panels of tasks, one provider a room, named in `config/wiring.py: PANELS`.

A provider is `def panels(actor: Actor) -> list[Panel]`, asks few questions of the database (flat in the number of rows),
and returns nothing for an actor that it has nothing to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.module_loading import import_string

from kernel.actors import Actor


@dataclass(frozen=True)
class Task:
    """One thing to do next. `word` and `look` are its state (`web.icons.LOOKS`); `count` says how many there are."""

    title: str
    href: str = ""
    word: str = ""
    look: str = "todo"
    hint: str = ""
    count: int | None = None


@dataclass(frozen=True)
class Figure:
    """A number under a panel's tasks, for example how many needs are open."""

    word: str
    value: str
    href: str = ""


@dataclass(frozen=True)
class Panel:
    """A headed group of tasks and figures. `act` is the main act of the role, as (address, word)."""

    title: str
    tasks: Sequence[Task] = field(default_factory=tuple)
    figures: Sequence[Figure] = field(default_factory=tuple)
    act: tuple[str, str] | None = None


def panels_for(actor: Actor, providers: Sequence[str]) -> list[Panel]:
    """The panels of an actor, in the order of the providers; empty ones are left out."""
    found: list[Panel] = []
    for name in providers:
        provider: Callable[[Actor], list[Panel]] = import_string(name)
        found += [panel for panel in provider(actor) if panel.tasks or panel.figures or panel.act]
    return found


URGENT = {"warn", "soon", "bad"}


def waiting(panels: Sequence[Panel]) -> int:
    """How many things wait for the reader: what a task counts; one for a task that counts nothing and looks urgent."""
    tasks = [task for panel in panels for task in panel.tasks]
    return sum((task.count or 0) if task.count is not None else int(task.look in URGENT) for task in tasks)
