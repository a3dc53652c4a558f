"""What the clock brings about: unsigned contracts lapse, and a firm's silence accepts."""

from __future__ import annotations

import logging

from contracts import reads
from contracts.actions.accept_by_silence import accept_by_silence
from contracts.actions.lapse_contract import lapse_contract
from kernel import clock
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken

log = logging.getLogger(__name__)


def lapse_due() -> int:
    """End every contract whose period for signing has run out."""
    return sum(_tried(lapse_contract, number) for number in reads.unsigned_and_due(clock.now()))


def accept_due() -> int:
    """Accept every delivery to a firm on which it stayed silent through its period."""
    return sum(_tried(accept_by_silence, number) for number in reads.silently_accepted(clock.now()))


def _tried(verb: object, number: str) -> int:
    """1 if done; 0 if somebody else was quicker. Other faults go up to the tick, which logs them."""
    try:
        verb(actor=SCHEDULER, number=number)  # type: ignore[operator]
    except RulesBroken as refused:
        log.warning("%s: %s", number, refused)
        return 0
    return 1
