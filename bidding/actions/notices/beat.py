"""The site says that it is there."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from bidding import access
from bidding.models import Heartbeat
from bidding.reads.outage import hold_the_heart, is_watched
from kernel import clock
from kernel.actors import Actor
from ledger.record import record

BEAT_SECONDS = 30


@transaction.atomic
def beat(*, actor: Actor) -> bool:
    """Put a heartbeat on the record while some deadline is near, one each half minute at most; returns whether it did.

    Far from every deadline nobody asks for beats, and none are written.
    """
    access.may_run_the_clock(actor)
    at = clock.now()
    if not is_watched(at):
        return False
    hold_the_heart()
    at = clock.now()
    newest = Heartbeat.objects.order_by("-at").values_list("at", flat=True).first()
    if newest is not None and at < newest + timedelta(seconds=BEAT_SECONDS - 1):
        return False
    Heartbeat.objects.create(at=at)
    record(actor, "heartbeat", {}, at=at)
    return True
