"""The site was silent before a deadline: the deadline moves."""

from __future__ import annotations

from django.db import transaction

from bidding import access, reads
from bidding.actions.amend_notice import leave_unopened
from bidding.actions.name_trustees import name_trustees
from bidding.models import Need
from bidding.reads.outage import hold_the_heart, next_deadline, outage_facts
from bidding.rules.outage import TO_MOVE_A_DEADLINE
from draws.actions.give_contributions import give_contributions
from draws.actions.name_draw import name_draw
from draws.reads import terms_of
from kernel import clock
from kernel.actors import SCHEDULER, Actor
from kernel.rulebook import check
from ledger.canonical import Plain
from ledger.record import record, stamp


@transaction.atomic
def move_deadline(*, actor: Actor, number: str) -> Need:
    """Move the deadline to the same hour of the next working day, with new keys; what was sealed stays unopened for ever.

    By rule alone: nobody asks for it, nobody can prevent it. The agencies that had sealed are told to seal again.

    Raises:
        RulesBroken: without an outage, or while a trustee names no key for the new deadline (then nothing closes either).
    """
    access.may_run_the_clock(actor)
    need = reads.lock_need_against_bids(number)
    hold_the_heart()
    at = clock.now()
    facts = outage_facts(need, at=at)
    check(TO_MOVE_A_DEADLINE, facts, on=need.law_day or clock.day_of(at))
    assert facts.silence is not None
    closes_at = next_deadline(facts.closes_at, at=at)
    need.move_deadline(closes_at=closes_at)
    need.trustees = name_trustees(actor=actor, number=number, closes_at=closes_at, plans=need.has_plans)
    need.save()
    unopened = leave_unopened(need, at)
    terms = terms_of(number)
    if terms:
        terms = name_draw(actor=SCHEDULER, subject=number, closes_at=closes_at, at=at, like=terms)
    silence: list[Plain] = [stamp(each) for each in facts.silence]
    body: dict[str, Plain] = {
        "need": number,
        "was": stamp(facts.closes_at),
        "deadline": stamp(closes_at),
        "silence": silence,
        "trustees": need.trustees,
        "unopened": [envelope for envelope, _ in unopened],
        **({"draw": terms} if terms else {}),
    }
    record(actor, "deadline.moved", body, at=at, tell={"need": number, "agencies": [uscc for _, uscc in unopened]})
    if terms:
        give_contributions(actor=SCHEDULER, subject=number, trustees=need.trustees, at=at)
    return need
