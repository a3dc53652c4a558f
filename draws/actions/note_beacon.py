"""The public source that a notice named has given its value, or the time for it has passed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from draws.models import Draw
from draws.reads import lock_draw
from draws.rules import TO_TAKE_A_BEACON, BeaconFacts
from draws.sources import SOURCES
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def note_beacon(*, actor: Actor, subject: str, closes_at: datetime, value: str, proof: str = "") -> Draw:
    """Take a value in, or note that it was missed when its time has passed and there is none. Once: what is noted stays.

    Args:
        actor: the scheduler, or the official who enters what a notary signed.
        subject: the need, which the caller has locked.
        closes_at: its deadline: a value from before could have been known to somebody who bids.
        value: what the source said for the period that the notice names; "" if it has said nothing.
        proof: the notary's signature, in hex.

    Raises:
        RulesBroken: for a value that is early, late or not genuine.
    """
    draw = lock_draw(subject)
    if not draw.waits_for_its_beacon:
        return draw
    at, named = clock.now(), draw.terms["beacon"]
    is_late = at >= datetime.fromisoformat(named["by"])
    body = {"need": subject, "source": named["source"], "period": named["period"]}
    if is_late and not value:
        draw.beacon_missed_at = at
        record(actor, "beacon.missed", body, at=at)
    elif value:
        fault = SOURCES[named["source"]].fault(named, subject, value, proof)
        check(
            TO_TAKE_A_BEACON,
            BeaconFacts(is_after_closing=at >= closes_at, is_in_time=not is_late, fault=fault),
            on=clock.day_of(at),
        )
        draw.beacon_value, draw.beacon_came_at = value, at
        record(actor, "beacon.fetched", {**body, "value": value, **({"proof": proof} if proof else {})}, at=at)
    draw.save()
    return draw
