"""An expert scores a plan, criterion by criterion. Nothing of it is public or final before the lock."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from bidding import access, reads
from bidding.methods.quality_and_price import Score
from bidding.methods.quality_and_price.scores import faults_of_score
from bidding.models import Mark, Notice, Plan, Seat
from bidding.reads import scoring
from bidding.rules.scoring import TO_SCORE, SheetFacts
from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from kernel.rulebook import check


def facts_of_seat(seat: Seat, *, faults: tuple[str, ...] = (), unscored: int = 0) -> SheetFacts:
    """A seat as the rules judge it now; call with the need's row locked."""
    return SheetFacts(
        is_scoring=scoring.is_scoring(seat.panel.need),
        is_locked=seat.locked_at is not None,
        has_left=seat.left_at is not None,
        now=clock.now(),
        score_by=seat.score_by,
        faults=faults,
        unscored=unscored,
    )


@transaction.atomic
def score_plan(*, actor: Actor, number: str, plan: int, given: Mapping[str, tuple[int, str]]) -> Seat:
    """Keep what an expert gives one plan; what was given before is replaced.

    Args:
        actor: the expert.
        number: the need's number.
        plan: the plan's place in the list that names nobody, from 1.
        given: by criterion key: hundredths of a point, and the reason.
    """
    need = reads.lock_need(number)
    seat = access.seat_to_score(actor, number)
    seat.panel.need = need
    notice = reads.notice_of(need)
    found = _plan_of(seat, plan)
    check(TO_SCORE, facts_of_seat(seat, faults=_faults(seat, notice, given)), on=need.law_day or clock.today())
    for key, (centi, reason) in given.items():
        says = {"centi": centi, "reason": reason.strip()}
        Mark.objects.update_or_create(seat=seat, plan=found, criterion=key, defaults=says)
    return seat


def _plan_of(seat: Seat, place: int) -> Plan:
    plans = scoring.opened_plans(seat.panel.need)
    if not 1 <= place <= len(plans):
        raise NotFound(str(place))
    return plans[place - 1]


def _faults(seat: Seat, notice: Notice, given: Mapping[str, tuple[int, str]]) -> tuple[str, ...]:
    criteria = {each.key: each for each in scoring.reviewed_criteria(notice)}
    faults = [f"没有评审因素 {key}" for key in given if key not in criteria]
    for key, (centi, reason) in given.items():
        if key in criteria:
            score = Score(seat.expert.code, "", key, centi, reason)
            faults += [f"{criteria[key].name}：{fault}" for fault in faults_of_score(score, criteria[key])]
    return tuple(faults)
