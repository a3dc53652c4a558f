"""Deadlines with the outage rule: a region whose table names it, and hearts that beat or stop."""

from __future__ import annotations

from datetime import date, timedelta

from bidding.actions.notices.beat import beat
from bidding.models import Need
from kernel import clock
from kernel.actors import SCHEDULER
from market.models import RegionalTerm
from tests.makers import market as make


def an_outage_rule(window_minutes: int = 30, silence_seconds: int = 120) -> None:
    """The province's table names the rule, from now on."""
    for name, value in (("outage_window_minutes", window_minutes), ("outage_silence_seconds", silence_seconds)):
        RegionalTerm.objects.create(
            region=make.the_province(), name=name, value=value, kind="default", source="测试", since=date(2018, 7, 19)
        )


def beat_until(need: Need, *, before: timedelta, silent: tuple[int, int] = (0, 0)) -> None:
    """Beat each minute up to so long before the deadline, but not from one minute before it to another; stop the clock there."""
    need.refresh_from_db()
    assert need.closes_at is not None
    stop = need.closes_at - before
    for minute in range(31, -1, -1):
        at = need.closes_at - timedelta(minutes=minute)
        if at > stop:
            break
        clock.set_to(at)
        if not silent[0] >= minute > silent[1]:
            beat(actor=SCHEDULER)
    clock.set_to(stop)
