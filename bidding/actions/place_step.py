"""An agency names a price in the live room."""

from __future__ import annotations

from django.db import transaction

from bidding import access, reads
from bidding.methods.live_rounds import end_after
from bidding.models import Step
from bidding.reads import room
from bidding.rules.steps import TO_PLACE_A_STEP, StepFacts
from bidding.wake import wake_watchers
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.canonical import Plain
from ledger.receipts import sign_receipt
from ledger.record import record, stamp


@transaction.atomic
def place_step(*, actor: Actor, number: str, fen: int) -> Step:
    """Name a lower price. The lock on the need puts steps in order, and the database stamps each after it is held.

    Args:
        actor: somebody who bids for an agency that has entered.
        number: the need's number.
        fen: the price.

    Raises:
        RulesBroken: with every rule that is broken; nothing has changed then.
    """
    agency = access.agency_to_bid(actor)
    access.public_need(number)
    need = reads.lock_need(number)
    seen = room.room_of(need, reads.notice_for_bidding(number), agency.pk)
    facts = StepFacts(
        has_entered=seen.has_entered,
        arrived_at=seen.now,
        ends_at=seen.running.ends_at if seen.running else None,
        fen=fen,
        highest_fen=seen.highest_fen,
        floor_fen=seen.floor_fen,
    )
    check(TO_PLACE_A_STEP, facts, on=need.law_day or clock.day_of(seen.now))
    running, at, seq = seen.running, seen.now, len(seen.steps) + 1
    assert running is not None
    running.ends_at, running.extensions = end_after(seen.terms, ends_at=running.ends_at, extensions=running.extensions, at=at)
    running.save()
    body: dict[str, Plain] = {
        "need": number,
        "round": running.number,
        "bidder": agency.organisation.uscc,
        "fen": fen,
        "best_fen": fen,
        "ends_at": stamp(running.ends_at),
        "seq": seq,
    }
    recorded = record(actor, "auction.step", body, at=at)
    receipt = sign_receipt({**body, "at": stamp(at), "entry": recorded.body_hash, "pending": recorded.pending_id})
    step = Step.objects.create(need=need, round=running, agency=agency, seq=seq, fen=fen, rank=1, at=at, receipt=receipt)
    wake_watchers(need, "auction.step")
    return step
