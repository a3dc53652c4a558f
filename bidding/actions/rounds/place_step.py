"""An agency names a price in the live room."""

from __future__ import annotations

from django.db import DatabaseError, transaction

from bidding import access, reads
from bidding.methods.live_rounds import end_after
from bidding.models import Step
from bidding.models.room_guard import LATE, OUT_OF_BOUNDS
from bidding.reads import room
from bidding.rules.steps import TO_PLACE_A_STEP, StepFacts
from bidding.wake import wake_watchers
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.canonical import Plain
from ledger.receipts import sign_receipt
from ledger.record import record, stamp


def place_step(*, actor: Actor, number: str, fen: int) -> Step:
    """Name a lower price. The lock on the need puts steps in order; the database stamps each after it is held and judges it again.

    Args:
        actor: somebody who bids for an agency that has entered.
        number: the need's number.
        fen: the price.

    Raises:
        RulesBroken: with every rule that is broken; nothing has changed then.
    """
    try:
        return _place(actor, number, fen)
    except DatabaseError as refused:
        if getattr(refused.__cause__, "sqlstate", None) not in (LATE, OUT_OF_BOUNDS):
            raise
        return _place(actor, number, fen)  # the end came between the rule and the database: the rule says it now


@transaction.atomic
def _place(actor: Actor, number: str, fen: int) -> Step:
    agency = access.agency_to_bid(actor)
    access.public_need(number)
    need = reads.lock_need(number)
    seen = room.room_of(need, reads.notice_for_bidding(number), agency.pk)
    check(TO_PLACE_A_STEP, _facts(seen, fen), on=need.law_day or clock.day_of(seen.now))
    running = seen.running
    assert running is not None
    last = {step.agency_id: step.fen for step in seen.steps} | {agency.pk: fen}
    step = Step(need=need, round=running, agency=agency, seq=len(seen.steps) + 1, fen=fen, at=seen.now)
    step.rank = 1 + sum(each < fen for each in last.values())
    step.save(force_insert=True)
    step.refresh_from_db(fields=["at"])
    running.ends_at, running.extensions = end_after(
        seen.terms, ends_at=running.ends_at, extensions=running.extensions, at=step.at
    )
    running.save()
    _record(actor, step, best_fen=min(last.values()))
    wake_watchers(need, "auction.step")
    return step


def _facts(seen: room.Room, fen: int) -> StepFacts:
    low, high = seen.allowed
    return StepFacts(
        has_entered=seen.has_entered,
        stays_in_the_extra_round=not seen.is_extra or seen.agency_id in seen.level,
        arrived_at=seen.now,
        ends_at=seen.running.ends_at if seen.running else None,
        fen=fen,
        lowest_fen=low,
        highest_fen=high,
    )


def _record(actor: Actor, step: Step, *, best_fen: int) -> None:
    body: dict[str, Plain] = {
        "need": step.need.number,
        "round": step.round.number,
        "bidder": step.agency.organisation.uscc,
        "fen": step.fen,
        "best_fen": best_fen,
        "ends_at": stamp(step.round.ends_at),
        "seq": step.seq,
    }
    recorded = record(actor, "auction.step", body, at=step.at)
    step.receipt = sign_receipt({**body, "at": stamp(step.at), "entry": recorded.body_hash, "pending": recorded.pending_id})
    step.save(update_fields=["receipt"])
