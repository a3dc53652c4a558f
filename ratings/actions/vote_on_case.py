"""Vote on a case; the second vote that agrees decides it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from agencies.actions import remove_agency, suspend_agency, warn_agency
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.canonical import Plain
from ledger.record import record, stamp
from ratings import access, reads
from ratings.actions.list_official import list_official
from ratings.models import CaseVote, ExitCase
from ratings.rules import TO_DECIDE_A_CASE
from ratings.rules.exit import OFFICIALS_NEEDED
from ratings.states import Measure

WARNED_FOR = timedelta(days=90)
SUSPENDED_FOR = {
    Measure.SUSPENSION_3: timedelta(days=92),
    Measure.SUSPENSION_6: timedelta(days=183),
    Measure.SUSPENSION_12: timedelta(days=365),
}
BARRED_FOR = {Measure.REMOVAL_12: timedelta(days=366), Measure.REMOVAL_36: timedelta(days=3 * 365)}


@transaction.atomic
def vote_on_case(*, actor: Actor, number: str, is_for: bool, reason: str) -> ExitCase:
    """One official's reasoned vote. Two officials who agree decide: the measure is carried out at once, or the case is dropped."""
    case = access.as_official(actor, reads.lock_case(number), to="decide")
    at = clock.now()
    check(TO_DECIDE_A_CASE, reads.case_facts(case, at, person_id=actor.person_id, text=reason), on=clock.day_of(at))
    CaseVote.objects.create(
        case=case,
        person=reads.person_of(actor.person_id),
        organisation=reads.organisation_of(actor.organisation_id),
        is_for=is_for,
        reason=reason.strip(),
        at=at,
    )
    votes = reads.votes_of(case)
    body = {"case": number, "org": case.agency.organisation.uscc}
    voted: dict[str, Plain] = {**body, "official": list_official(actor=actor).code, "for": is_for}
    record(actor, "case.voted", voted, at=at, private={"reason": reason.strip()})
    if sum(vote.is_for == is_for for vote in votes) < OFFICIALS_NEEDED:
        return case
    if not is_for:
        case.drop(at=at)
        case.save()
        record(actor, "case.dropped", body, at=at)
        return case
    case.measure_until = until = _carry_out(actor, case, at)
    case.decide(at=at)
    case.save()
    decision = {**body, "measure": case.measure, "trigger": case.trigger, "until": stamp(until)}
    record(actor, "case.decided", {**decision, "officials": [vote.organisation.uscc for vote in votes if vote.is_for]}, at=at)
    return case


def _carry_out(actor: Actor, case: ExitCase, at: datetime) -> datetime:
    """Carry out the measure through the agencies' verbs; returns its end. A running suspension is never cut short."""
    measure, uscc = Measure(case.measure), case.agency.organisation.uscc
    if measure in SUSPENDED_FOR:
        until = max(at + SUSPENDED_FOR[measure], case.agency.suspended_until or at)
        suspend_agency(actor=actor, agency_uscc=uscc, until=until, case=case.number)
    elif measure in BARRED_FOR:
        until = at + BARRED_FOR[measure]
        remove_agency(actor=actor, agency_uscc=uscc, until=until, case=case.number)
    else:
        until = at + WARNED_FOR
        warn_agency(actor=actor, agency_uscc=uscc, until=until, case=case.number)
    return until
