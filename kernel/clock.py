"""What time it is. The database says so; nobody else does.

`zx_now()` is `clock_timestamp()`, unless a row in `kernel_clockshift` shifts or freezes it: the demo and the tests own
that row, a working site has none (the readiness check says so aloud).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import DateTimeField, Func

BEIJING = ZoneInfo("Asia/Shanghai")
DATABASE_TIME = Func(function="zx_now", output_field=DateTimeField())  # the same moment, inside a query


def now() -> datetime:
    """The database's time, in UTC."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zx_now()")
        at: datetime = cursor.fetchone()[0]
    return at.astimezone(UTC)


def day_of(at: datetime) -> date:
    """The calendar day in Beijing on which a moment falls: the day whose law judges it."""
    return at.astimezone(BEIJING).date()


def today() -> date:
    """Today in Beijing, by the database."""
    return day_of(now())


def set_to(at: datetime | None) -> None:
    """Freeze the database's clock at a moment (for the demo and the tests); None gives real time back."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kernel_clockshift")
        if at is not None:
            cursor.execute("INSERT INTO kernel_clockshift (id, frozen_at) VALUES (1, %s)", [at])


def forward(step: timedelta) -> datetime:
    """Move a frozen clock on (or back) by a step; returns the new time."""
    at = now() + step
    set_to(at)
    return at


@contextmanager
def frozen_at(at: datetime) -> Iterator[None]:
    """Hold the database's clock at a moment while the block runs."""
    set_to(at)
    try:
        yield
    finally:
        set_to(None)
