"""The site was silent before a deadline: the deadline moves."""

from __future__ import annotations

from django.db import transaction

from bidding import access, reads
from bidding.actions.notices.amend_notice import leave_unopened
from bidding.actions.notices.name_trustees import NOBODY, Named, ask_for_keys, name_trustees, with_keys
from bidding.models import Need
from bidding.reads.outage import hold_the_heart, next_deadline, outage_facts
from bidding.rules.outage import TO_MOVE_A_DEADLINE
from draws.actions.give_contributions import give_contributions
from draws.actions.name_draw import name_draw
from draws.reads import terms_of
from kernel import clock
from kernel.actors import SCHEDULER, Actor
from kernel.rulebook import broken, check
from ledger.canonical import Plain
from ledger.record import record, stamp


def move_deadline(*, actor: Actor, number: str) -> Need:
    """Move the deadline to the same hour of the next working day, with new keys; what was sealed stays unopened for ever.

    By rule alone: nobody asks for it, nobody can prevent it. The agencies that had sealed are told to seal again. The trustees
    are asked before the need is locked and the heart is held: no bid and no beat waits for a slow one.

    Raises:
        RulesBroken: without an outage, or while a trustee names no key for the new deadline (then nothing closes either).
    """
    access.may_run_the_clock(actor)
    return with_keys(lambda: _keys_of_the_new_deadline(number), lambda named: _move(actor, number, named))


def _keys_of_the_new_deadline(number: str) -> Named:
    need, at = reads.need_by_number(number), clock.now()
    facts = outage_facts(need, at=at)
    if broken(TO_MOVE_A_DEADLINE, facts, on=need.law_day or clock.day_of(at)):
        return NOBODY
    return ask_for_keys(number, next_deadline(facts.closes_at, at=at), plans=need.has_plans)


@transaction.atomic
def _move(actor: Actor, number: str, named: Named) -> Need:
    need = reads.lock_need_against_bids(number)  # what was seen before the asking may have changed: only this counts
    hold_the_heart()
    at = clock.now()
    facts = outage_facts(need, at=at)
    check(TO_MOVE_A_DEADLINE, facts, on=need.law_day or clock.day_of(at))
    assert facts.silence is not None
    closes_at = next_deadline(facts.closes_at, at=at)
    need.move_deadline(closes_at=closes_at)
    need.trustees = name_trustees(actor=actor, number=number, closes_at=closes_at, plans=need.has_plans, named=named)
    need.save()
    need.take_bids(reads.notice_of(need), at=at)
    unopened = leave_unopened(need, at)
    terms = terms_of(number)
    if terms:
        terms = name_draw(actor=SCHEDULER, subject=number, closes_at=closes_at, at=at, parties=named.parties, like=terms)
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
        give_contributions(actor=SCHEDULER, subject=number, trustees=need.trustees, sealed=named.contributions, at=at)
    return need
