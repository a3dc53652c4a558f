"""The public source that a closed need's notice named is asked, or what a notary signed is entered."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from bidding import access, reads
from bidding.states import NeedState
from draws.actions.note_beacon import note_beacon
from draws.models import Draw
from draws.reads import draw_of
from draws.sources import SOURCES, NotThere
from kernel.actors import Actor
from kernel.rulebook import RulesBroken

log = logging.getLogger(__name__)
WAITING = (NeedState.CLOSED, NeedState.SCORING, NeedState.OPENED, NeedState.ROUNDS)


def take_beacon(*, actor: Actor, number: str, value: str = "", proof: str = "") -> Draw | None:
    """Ask the source before anything is locked, take in what it says, or note that its time has passed.

    Args:
        actor: the scheduler; for a value that is entered by hand whoever enters it, the signature being the notary's.
        number: the need; nothing happens unless it is closed and undecided, and its notice waits for a source.
        value: what was entered by hand; "" to ask the source.
        proof: the signature that came with it, in hex.

    Raises:
        RulesBroken: for a value entered by hand that is early, late or not genuine. A source's own is left and asked again.
    """
    access.may_run_the_clock(actor)
    draw = draw_of(number)
    if draw is None or not draw.waits_for_its_beacon:
        return draw
    entered = bool(value)
    value = value or _asked(draw)
    try:
        return _note(actor, number, value, proof)
    except RulesBroken as refused:
        if entered:
            raise
        log.warning("%s: the value of %s is not taken: %s", number, draw.terms["beacon"]["source"], ", ".join(refused.names))
        return _note(actor, number, "", "")


def _asked(draw: Draw) -> str:
    named = draw.terms["beacon"]
    try:
        return SOURCES[named["source"]].ask(named["period"])
    except NotThere as waiting:
        log.info("%s waits for %s %s: %s", draw, named["source"], named["period"], waiting)
        return ""


@transaction.atomic
def _note(actor: Actor, number: str, value: str, proof: str) -> Draw | None:
    need = reads.lock_need(number)
    if need.state not in WAITING:
        return None
    closes_at: datetime | None = need.closes_at
    assert closes_at is not None
    return note_beacon(actor=actor, subject=number, closes_at=closes_at, value=value, proof=proof)
