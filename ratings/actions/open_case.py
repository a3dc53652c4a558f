"""Open an exit case and notify the agency."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from agencies.states import Standing
from kernel import clock
from kernel.actors import Actor, ActorKind
from kernel.calendar import add_working_days
from kernel.rulebook import check
from ledger.record import record, stamp
from market.models.region import TermName
from market.reads import term
from ratings import access, reads
from ratings.actions.list_official import list_official
from ratings.models import ExitCase
from ratings.rules import TO_OPEN_A_CASE
from ratings.rules.exit import OpeningFacts

DECIDED_WITHIN = timedelta(days=90)  # 行政处罚法第60条: within ninety days of the day on which the case was opened
ON_THE_LIST = (Standing.LISTED, Standing.WARNED, Standing.SUSPENDED)


@transaction.atomic
def open_case(
    *, actor: Actor, agency_uscc: str, trigger: str, measure: str, facts: str, grounds: str, finding: str = ""
) -> ExitCase:
    """Propose a measure and tell the agency the facts, the reasons, the grounds and its rights.

    The agency has the region's period (working days) to answer; from then, or from its answer, two officials decide.
    """
    agency = access.agency_for_case(actor, agency_uscc)
    at = clock.now()
    day = clock.day_of(at)
    number = reads.next_case_number(day.year)
    rated = reads.qualities_of_year(agency, day)
    intended = OpeningFacts(
        trigger=trigger,
        measure=measure,
        finding=finding,
        facts=facts,
        grounds=grounds,
        qualities=tuple(each.quality for each in rated),
        agency_is_on_the_list=agency.standing in ON_THE_LIST,
        has_open_case=reads.has_open_case(agency),
    )
    check(TO_OPEN_A_CASE, intended, on=day)
    period = term(TermName.ANSWER_DAYS, agency.organisation.region, on=day)
    case = ExitCase.objects.create(
        number=number,
        agency=agency,
        trigger=trigger,
        measure=measure,
        finding=finding.strip(),
        facts=facts.strip(),
        grounds=grounds.strip(),
        opened_by_id=actor.person_id,
        opened_at=at,
        answer_by=add_working_days(at, period),
        decide_by=at + DECIDED_WITHIN,
    )
    case.buyers.set(reads.buyers_named({each.rater_id for each in rated}))
    body = {"case": number, "org": agency_uscc}
    opened = {**body, "trigger": trigger, "measure": measure}
    if actor.kind is not ActorKind.SYSTEM:
        opened["official"] = list_official(actor=actor).code
    record(actor, "case.opened", opened, at=at, private={"facts": case.facts})
    record(actor, "case.notified", {**body, "answer_by": stamp(case.answer_by), "decide_by": stamp(case.decide_by)}, at=at)
    return case
