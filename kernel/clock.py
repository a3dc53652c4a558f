"""What time it is. The database says so; nobody else does.

`zx_now()` is `clock_timestamp()`, unless the demo or a test holds it: then it is what `kernel_clockshift` says. A working
site has no such row (the readiness check says so aloud), and its `zx_now()` asks for none: it costs no more than the moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import DateTimeField, Func

BEIJING = ZoneInfo("Asia/Shanghai")
RUNS = "LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()'"  # becomes a part of each question
_HELD = """LANGUAGE plpgsql VOLATILE AS $$
    DECLARE held timestamptz;
    BEGIN
        SELECT frozen_at INTO held FROM kernel_clockshift WHERE id = 1;
        RETURN coalesce(held, clock_timestamp());
    END
$$"""
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
        was_held, held = bool(cursor.rowcount), at is not None
        if held:
            cursor.execute("INSERT INTO kernel_clockshift (id, frozen_at) VALUES (1, %s)", [at])
        if held != was_held:
            cursor.execute(f"CREATE OR REPLACE FUNCTION zx_now() RETURNS timestamptz {_HELD if held else RUNS}")


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
