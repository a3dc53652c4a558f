"""A handler that writes a row and then, while a file named by the environment is there, never comes back."""

import os
import signal
import time
from datetime import date
from pathlib import Path

from kernel.models import OutboxEvent, SpecialDay

WIRING = {"thing.happened": ("tests.races.a_slow_handler.heard",)}
TICK = ("tests.races.a_slow_handler.fails", "tests.races.a_slow_handler.moves")
LOOPS = ("tests.races.a_slow_handler.loop",)


def heard(payload: dict[str, object]) -> None:
    """Write that the event was heard; no constraint hinders a second row."""
    OutboxEvent.objects.create(name="heard", payload=payload, at="2026-06-03T02:00:00Z")
    slow = Path(os.environ["SLOW_WHILE"])
    if slow.exists():
        slow.with_suffix(".reached").touch()
    while slow.exists():
        time.sleep(0.05)


def fails() -> int:
    """A function of the tick that is at fault."""
    raise ValueError("at fault")


def moves() -> int:
    """A function of the tick that moves one thing, once."""
    _, made = SpecialDay.objects.get_or_create(day=date(2026, 6, 3), defaults={"is_working": True})
    return int(made)


def loop() -> None:
    """An endless loop that is at fault each time it starts: the worker bears it. One that is `ENDED_AT_ONCE` is told to stop before."""
    if "ENDED_AT_ONCE" in os.environ:
        os.kill(os.getpid(), signal.SIGTERM)
    raise ValueError("at fault")
