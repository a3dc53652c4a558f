"""The stage of the market day: its clock, its printed lines, its progress bar."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

from django.utils import translation
from django.utils.module_loading import import_string

from bidding.actions.notices.beat import beat
from bidding.reads.outage import watched
from config.wiring import TICK
from kernel import clock, outbox
from kernel.actors import SCHEDULER
from kernel.calendar import add_working_days
from kernel.rulebook import RulesBroken

WIDTH = 24


class Stage:
    """Owns the demo's clock. Every step moves it on a little, so that no two acts fall on the same moment."""

    def __init__(self, steps: int, start: datetime, *, quiet: bool = False):
        self.steps, self.done, self.quiet = steps, 0, quiet
        clock.set_to(start)

    def say(self, line: str) -> None:
        """Print one line of the day with its time and the progress bar."""
        self.done += 1
        clock.forward(timedelta(seconds=97, microseconds=113))
        beat(actor=SCHEDULER)
        if self.quiet:
            return
        filled = min(WIDTH, WIDTH * self.done // self.steps)
        bar = "█" * filled + "░" * (WIDTH - filled)
        now = clock.now().astimezone(clock.BEIJING)
        sys.stdout.write(f"{bar} {now:%m-%d %H:%M} {line}\n")
        sys.stdout.flush()

    def deliver(self) -> None:
        """Let the upper rooms hear what happened."""
        outbox.deliver_all()

    def working_days(self, days: int, *, hour: int = 9) -> None:
        """Let working days pass, and do what the clock brings about at the end of them."""
        later = add_working_days(clock.now(), days).astimezone(clock.BEIJING)
        self.until(max(later.replace(hour=hour, minute=1, second=0), clock.now() + timedelta(minutes=1)))

    def until(self, at: datetime) -> None:
        """Let time pass until a moment, then tick."""
        self.pass_to(at)
        self.tick()

    def pass_to(self, at: datetime) -> None:
        """Let time pass until a moment, while the worker's heart beats as long as a deadline is near."""
        for deadline, window in watched(clock.now()):
            for minute in range(window // timedelta(minutes=1) + 1, 0, -1):
                on_the_way = deadline - timedelta(minutes=minute)
                if clock.now() < on_the_way < at:
                    clock.set_to(on_the_way)
                    beat(actor=SCHEDULER)
        clock.set_to(at)

    def tick(self) -> None:
        """What the worker does every few seconds."""
        for name in TICK:
            import_string(name)()
        self.deliver()

    def refused(self, doing: str, refusal: RulesBroken) -> None:
        """Print a refusal: every rule with its source."""
        with translation.override("zh-hans"):
            for each in refusal.broken:
                self.say(f"被拒：{doing}，{each.sentence}")
