"""The heart of the worker: a thread of its own, so that no long verb of the tick is taken for an outage."""

import time

from bidding.actions.notices.beat import BEAT_SECONDS, beat
from kernel.actors import SCHEDULER


def beat_and_rest() -> None:
    """Beat if a deadline is near, then rest; the worker calls it again and again."""
    beat(actor=SCHEDULER)
    time.sleep(BEAT_SECONDS)
