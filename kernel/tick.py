"""What the clock brings about: every function of `config.wiring.TICK` once, then the outbox."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from kernel import outbox

log = logging.getLogger(__name__)
LOCK = "zx tick"
DELIVERIES = "kernel.outbox"


def tick() -> dict[str, int]:
    """Do what is due by the database's time. Returns what moved anything; one function's fault is logged and stops no other.

    Two workers that tick at once do not trip over each other: the second finds the lock taken and moves nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [LOCK])
        if not cursor.fetchone()[0]:
            return {}
    try:
        moved = {name: _one(name) for name in _due()}
        moved[DELIVERIES] = outbox.deliver_all(stop_at_fault=False)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [LOCK])
    return {name: count for name, count in moved.items() if count}


def _due() -> Iterable[str]:
    names: Iterable[str] = import_string(settings.TICK)
    return names


def _one(name: str) -> int:
    try:
        function: Callable[[], int] = import_string(name)
        return function()
    except Exception:
        log.exception("tick: %s failed", name)
        return 0
