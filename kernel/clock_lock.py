"""Who lives by the database's clock, and who moves it: never both at once.

The site and its workers hold one lock together for as long as they run; the demo, which moves the clock, holds it alone. It is
a session's lock on a connection of its own: it ends with the process that took it, also by kill -9, and leaves no stale sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
from django.db import connection

LOCK = "zx clock"
TOGETHER, ALONE = "pg_try_advisory_lock_shared", "pg_try_advisory_lock"
REASONS = {
    TOGETHER: "此数据库上正在演示例，时钟由它拨动：请等它演完再来。"
    " (The demo is being played on this database and moves its clock: come back when it has ended.)",
    ALONE: "此数据库上正有站点、worker 或另一场示例在运行：请先停下它，再演示例。"
    " (A site, a worker or another demo runs on this database: stop it, then play the demo.)",
}


class ClockTaken(Exception):
    """Who came first lives by the clock, or moves it; the sentence says what to do."""


def take(how: str) -> psycopg.Connection:
    """Take the lock TOGETHER or ALONE, without waiting; it is held until the connection ends.

    Raises:
        ClockTaken: if it is not to be had that way.
    """
    at = connection.get_connection_params()
    where = {name: at[name] for name in ("dbname", "host", "port", "user", "password") if at.get(name)}
    line = psycopg.connect(**where, autocommit=True)
    taken = line.execute(f"SELECT {how}(hashtext(%s))", [LOCK]).fetchone()
    if taken and taken[0]:
        return line
    line.close()
    raise ClockTaken(REASONS[how])


@contextmanager
def held(how: str) -> Iterator[None]:
    """Hold the lock while the block runs."""
    line = take(how)
    try:
        yield
    finally:
        with suppress(psycopg.Error), line:
            line.execute("SELECT pg_advisory_unlock_all()")  # a closed connection lets go only a moment later
