"""An expert leaves the pool."""

from __future__ import annotations

from django.db import transaction

from bidding import access, reads
from bidding.models import Expert
from kernel import clock
from kernel.actors import Actor
from ledger.record import record


@transaction.atomic
def unlist_expert(*, actor: Actor, code: str) -> Expert:
    """Take an expert out of the pool: of later draws only; whoever sits keeps the seat."""
    access.may_keep_the_pool(actor)
    expert = reads.lock_expert(code)
    if expert.unlisted_at is None:
        expert.unlisted_at = clock.now()
        expert.save(update_fields=["unlisted_at"])
        record(actor, "expert.unlisted", {"expert": code}, at=expert.unlisted_at)
    return expert
