"""What the clock brings about: inspections whose hour has come are drawn."""

from __future__ import annotations

import logging

from kernel import clock
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from supervision import reads
from supervision.actions.draw_inspection import draw_inspection

log = logging.getLogger(__name__)


def draw_due() -> int:
    """Draw the inspections that are due; one that has to wait for the record is tried again at the next tick."""
    done = 0
    for number in reads.due(clock.now()):
        try:
            draw_inspection(actor=SCHEDULER, number=number)
            done += 1
        except RulesBroken as waits:
            log.info("inspection %s waits: %s", number, waits)
    return done
