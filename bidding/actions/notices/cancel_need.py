"""A buyer gives a public need up."""

from django.db import transaction

from bidding import access, reads
from bidding.actions.notices.amend_notice import leave_unopened
from bidding.models import Need
from bidding.rules.cancelling import TO_CANCEL_A_NEED
from bidding.states import CancelReason
from bidding.wake import wake_the_room
from budgets.actions.release_budget import release_budget
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.canonical import Plain
from ledger.record import record


@transaction.atomic
def cancel_need(*, actor: Actor, number: str, reason: str, note: str = "") -> Need:
    """Cancel before award, for a published reason of the closed list. Sealed bids stay unopened; their agencies are told."""
    need = reads.lock_need_against_bids(number)
    access.may_steer(actor, need)
    at = clock.now()
    check(TO_CANCEL_A_NEED, reads.cancelling_facts(need, reason=reason), on=clock.day_of(at))
    unopened = leave_unopened(need, at)
    need.cancel(at=at)
    need.cancel_reason, need.cancel_note = CancelReason(reason), note.strip()
    need.save()
    release_budget(actor=actor, need=number, at=at)
    envelopes = [envelope for envelope, _ in unopened]
    body: dict[str, Plain] = {"need": number, "reason": reason, "note": need.cancel_note, "unopened": list(envelopes)}
    record(actor, "need.cancelled", body, at=at, tell={"need": number, "agencies": [uscc for _, uscc in unopened]})
    wake_the_room(need, "need.cancelled")
    return need
