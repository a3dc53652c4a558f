"""Who lives by the database's clock, and who moves it: never both at once.

The site and its workers hold one lock together for as long as they run; the demo, which moves the clock, holds it alone. It is
a session's lock on a connection of its own: it ends with the process that took it, also by kill -9, and leaves no stale sign.
A session that PostgreSQL loses (a restart) is followed by another; who finds the lock taken by then is told to stop.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
from django.db import connection

log = logging.getLogger(__name__)
LOCK = "zx clock"
LOOKED_AT = 1  # seconds from one look at the session to the next
TOGETHER, ALONE = "pg_try_advisory_lock_shared", "pg_try_advisory_lock"
REASONS = {
    TOGETHER: "此数据库上正在演示例，时钟由它拨动：请等它演完再来。"
    " (The demo is being played on this database and moves its clock: come back when it has ended.)",
    ALONE: "此数据库上正有站点、worker 或另一场示例在运行：请先停下它，再演示例。"
    " (A site, a worker or another demo runs on this database: stop it, then play the demo.)",
}


class ClockTaken(Exception):
    """Who came first lives by the clock, or moves it; the sentence says what to do."""


class Hold:
    """The lock, held TOGETHER or ALONE until it is let go or the process ends.

    Raises:
        ClockTaken: if it is not to be had that way; nothing waits for it.
    """

    def __init__(self, how: str) -> None:
        """Take it, and look after it from a thread."""
        at = connection.get_connection_params()
        self._where = {name: at[name] for name in ("dbname", "host", "port", "user", "password") if at.get(name)}
        self.how = how
        self.refused: ClockTaken | None = None  # what it was told that it did not get back
        self._line = self._taken()
        self._is_over = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="clock lock", daemon=True)
        self._keeper.start()

    def let_go(self) -> None:
        """Let others have it."""
        self._is_over.set()
        self._keeper.join()
        with suppress(psycopg.Error), self._line:
            self._line.execute("SELECT pg_advisory_unlock_all()")  # a closed connection lets go only a moment later

    def _taken(self) -> psycopg.Connection:
        line = psycopg.connect(**self._where, autocommit=True)
        taken = line.execute(f"SELECT {self.how}(hashtext(%s))", [LOCK]).fetchone()
        if taken and taken[0]:
            return line
        line.close()
        raise ClockTaken(REASONS[self.how])

    def _keep(self) -> None:
        while not self._is_over.wait(LOOKED_AT) and not self.refused:
            try:
                self._line.execute("SELECT 1")
            except psycopg.Error:
                self._take_again()

    def _take_again(self) -> None:
        self._line.close()
        try:
            self._line = self._taken()
        except psycopg.Error:
            return  # PostgreSQL is not there: the next look asks again
        except ClockTaken as refused:
            self.refused = refused
            log.critical("%s", refused)
            os.kill(os.getpid(), signal.SIGTERM)
        else:
            log.warning("the clock's lock was lost with its session and is held again")


@contextmanager
def held(how: str) -> Iterator[None]:
    """Hold the lock while the block runs.

    Raises:
        ClockTaken: if it is not to be had that way, or was lost and is somebody else's by now.
    """
    hold = Hold(how)
    try:
        yield
    finally:
        hold.let_go()
    if hold.refused:
        raise hold.refused
