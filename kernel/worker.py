"""The worker: jobs in the main thread, the clock and the endless loops (the sequencer) beside it.

Every part does its work in transactions and is safe to repeat, so a worker may be killed at any moment: what was not
committed did not happen, and the next worker finds it due.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from kernel.tick import tick

log = logging.getLogger(__name__)
TICK_SECONDS = 5
REST_AFTER_FAULT = 1


def work(*, tick_every: int = TICK_SECONDS) -> None:
    """Work until told to stop by SIGTERM or SIGINT."""
    asyncio.run(_work(tick_every))


async def _work(tick_every: int) -> None:
    stopping, told = threading.Event(), asyncio.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):  # before anything works
        asyncio.get_running_loop().add_signal_handler(ending, told.set)
    loops: Iterable[str] = import_string(settings.WORKER_LOOPS)
    for name in loops:
        _beside(name, import_string(name), stopping, pause=0)
    _beside("tick", tick, stopping, pause=tick_every)
    try:
        with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
            async with app.open_async():
                await _jobs_until(told)
    finally:
        stopping.set()


async def _jobs_until(told: asyncio.Event) -> None:
    """Run jobs until told to stop; those that run have ten seconds to end."""
    jobs = asyncio.create_task(
        app.run_worker_async(wait=True, shutdown_graceful_timeout=10, delete_jobs="successful", install_signal_handlers=False)
    )
    waiting = asyncio.create_task(told.wait())
    await asyncio.wait((jobs, waiting), return_when=asyncio.FIRST_COMPLETED)
    for task in (waiting, jobs):
        task.cancel()
    with suppress(asyncio.CancelledError):
        await jobs


def _beside(name: str, function: Callable[[], object], stopping: threading.Event, *, pause: int) -> None:
    def again_and_again() -> None:
        while not stopping.is_set():
            try:
                close_old_connections()
                function()
                stopping.wait(pause)
            except Exception:
                log.exception("worker: %s failed and starts again", name)
                connection.close()
                stopping.wait(REST_AFTER_FAULT)

    threading.Thread(target=again_and_again, name=name, daemon=True).start()
