"""Workers to be killed, quickly: `python -m tests.faults.nursery` has everything loaded and forks a worker for each line it reads.

A worker does what `manage.py worker` does: the tick, with all that the clock brings about, and the sequencer beside it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

import django


def work() -> None:
    """Tick and sequence until killed; a server that is away is asked again."""
    from django.db import Error, connection

    from kernel.tick import tick
    from ledger.sequencer import sequence_batch

    def again_and_again(function) -> None:
        while True:
            try:
                function()
            except Error:
                connection.close()
            time.sleep(0.02)

    threading.Thread(target=again_and_again, args=(lambda: sequence_batch(50),), daemon=True).start()
    again_and_again(tick)


def main() -> None:
    """A line in, a process out: its number is printed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    import logging

    logging.disable(logging.CRITICAL)
    from django.utils.module_loading import import_string

    from config.wiring import TICK

    for name in TICK:
        import_string(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are not waited for
    print("up", flush=True)
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            work()
        print(child, flush=True)


if __name__ == "__main__":
    main()
