"""The service was delivered and accepted."""

from django.db import transaction

from bidding import access, reads
from bidding.models import Need
from kernel import clock
from kernel.actors import Actor
from ledger.record import record


@transaction.atomic
def finish_need(*, actor: Actor, number: str) -> Need:
    """End a need well; called by the room above when its contract is completed."""
    access.may_end_needs(actor)
    need = reads.lock_need(number)
    need.finish(at=clock.now())
    need.save()
    record(actor, "need.finished", {"need": number}, at=need.ended_at)
    return need
