"""A need ends without a service."""

from __future__ import annotations

from django.db import transaction

from bidding import access, reads
from bidding.models import Need
from bidding.rules.opening import CompetitionFacts
from bidding.wake import wake_the_room
from budgets.actions.release_budget import release_budget
from kernel import clock
from kernel.actors import Actor
from ledger.record import record

NOBODY_LEFT = "nobody_left"
NO_CONTRACT = "no_contract"
OBJECTION_UPHELD = "objection_upheld"
TOO_FEW = "too_few"


@transaction.atomic
def fail_need(*, actor: Actor, number: str, reason: str, because: str = NO_CONTRACT) -> Need:
    """End a need that can't be awarded, or whose award came to nothing; a live award is revoked, sealed bids stay unread.

    Args:
        actor: the scheduler, or whoever acts for the room above (a contract that lapsed or was terminated).
        number: the need's number.
        reason: why, in words, for the need's page.
        because: why, for the record: nobody_left, no_contract, objection_upheld or too_few.
    """
    access.may_end_needs(actor)
    need = reads.lock_need(number)
    end_without_service(actor, need, reason=reason, because=because)
    return need


def end_without_service(actor: Actor, need: Need, *, reason: str, because: str, valid: int | None = None) -> None:
    """The change and the record of it, in the caller's transaction and under its lock."""
    at = clock.now()
    award = reads.live_award(need)
    if award is not None:
        award.revoke(at=at)
        award.note = reason[:400]
        award.save()
        body = {"need": need.number, "bidder": award.agency.organisation.uscc, "bid": award.envelope_hash}
        record(actor, "award.revoked", {**body, "because": reason}, at=at)
    for bid in reads.sealed_bids(need):
        bid.leave_unopened(at=at)
        bid.save()
    need.fail_reason = reason[:200]
    need.fail(at=at)
    need.save()
    release_budget(actor=actor, need=need.number, at=at)
    counted = {} if valid is None else {"valid": valid}
    record(actor, "need.failed", {"need": need.number, "because": because, **counted}, at=at)
    wake_the_room(need, "need.failed")


def fail_for_want_of_bids(actor: Actor, need: Need, facts: CompetitionFacts) -> None:
    """Too few: the first notice fails and the clock's next round calls the second; at the second it is over."""
    reason = f"有效报名 {facts.participants} 家，不足 {facts.minimum} 家"
    need.awaits_second_notice = need.round == 1
    end_without_service(actor, need, reason=reason, because=TOO_FEW, valid=facts.participants)
