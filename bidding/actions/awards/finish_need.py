"""The service was delivered and accepted."""

from django.db import transaction

from bidding import access, reads
from bidding.models import Need
from budgets.actions.spend_budget import spend_budget
from kernel import clock
from kernel.actors import Actor
from ledger.record import record


@transaction.atomic
def finish_need(*, actor: Actor, number: str) -> Need:
    """End a need well; called by the room above when its contract is paid and completed: what was committed to it is spent."""
    access.may_end_needs(actor)
    need = reads.lock_need(number)
    at = clock.now()
    need.finish(at=at)
    need.save()
    spend_budget(actor=actor, need=number, at=at)
    record(actor, "need.finished", {"need": number}, at=need.ended_at)
    return need
