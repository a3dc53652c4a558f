"""An inspector leaves the pool."""

from __future__ import annotations

from django.db import transaction

from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from ledger.record import record
from supervision import access, reads
from supervision.models import Inspector


@transaction.atomic
def unlist_inspector(*, actor: Actor, code: str) -> Inspector:
    """Take an inspector out of the organ's pool: out of draws whose lists are taken later."""
    inspector = reads.lock_inspector(access.organ_of(actor, to="manage"), code)
    if inspector is None:
        raise NotFound(code)
    if inspector.unlisted_at is None:
        inspector.unlisted_at = clock.now()
        inspector.save(update_fields=["unlisted_at"])
        record(actor, "inspector.unlisted", {"inspector": code}, at=inspector.unlisted_at)
    return inspector
