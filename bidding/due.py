"""What the clock brings about in needs: each function finds what is due and calls the ordinary verb, one need at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from bidding import reads
from bidding.actions.awards.award_need import award_need
from bidding.actions.awards.decline_award import decline_award
from bidding.actions.bids.drop_sealed_files import drop_sealed_files
from bidding.actions.choosing.end_unchosen import end_unchosen
from bidding.actions.choosing.pick_agency import pick_agency
from bidding.actions.deciding.answer_objection import answer_objection
from bidding.actions.deciding.decide_need import decide_need
from bidding.actions.deciding.judge_explanation import judge_explanation
from bidding.actions.notices.beat import beat
from bidding.actions.notices.call_second_notice import call_second_notice
from bidding.actions.notices.move_deadline import move_deadline
from bidding.actions.opening.close_need import close_need
from bidding.actions.opening.open_bids import open_bids
from bidding.actions.opening.open_plans import open_plans
from bidding.actions.opening.take_beacon import WAITING, take_beacon
from bidding.actions.rounds.close_round import close_round
from bidding.actions.rounds.open_round import open_round
from bidding.actions.scoring.close_scores import close_scores
from bidding.actions.scoring.replace_late_experts import replace_late_experts
from bidding.models import Award, Explanation, LiveRound, Need, Objection, Seat
from bidding.reads.falling import OPEN
from bidding.reads.outage import outage_facts
from bidding.states import AwardState, ExplanationState, Method, NeedState, ObjectionState
from draws.reads import waiting_subjects
from kernel import clock
from kernel.actors import SCHEDULER
from kernel.outages import outcome_of
from kernel.rulebook import RulesBroken

log = logging.getLogger(__name__)


def beat_near_deadlines() -> int:
    """The tick beats too: where no worker runs, its own rounds are the heart."""
    return int(beat(actor=SCHEDULER))


def move_due() -> int:
    """Move the deadlines before which the site was silent; before anything is closed."""
    at = clock.now()
    near = Need.objects.filter(state=NeedState.OPEN, closes_at__lte=at + timedelta(hours=1)).exclude(outage_terms={})
    silent = [need for need in near.order_by("closes_at", "pk") if outage_facts(need, at=at).silence is not None]
    return _each([need.number for need in silent], lambda number: bool(move_deadline(actor=SCHEDULER, number=number)))


def close_due() -> int:
    """Close the needs whose deadline has passed."""
    due = Need.objects.filter(state=NeedState.OPEN, closes_at__lte=clock.now())
    return _each(_numbers(due), lambda number: close_need(actor=SCHEDULER, number=number).state != NeedState.OPEN)


def open_due() -> int:
    """Open the bids of closed needs."""
    due = Need.objects.filter(
        Q(state=NeedState.CLOSED) & ~Q(method=Method.QUALITY_AND_PRICE)
        | Q(state=NeedState.SCORING, panel__closed_at__isnull=False)
    )
    waits = (NeedState.CLOSED, NeedState.SCORING)
    return _each(_numbers(due), lambda number: open_bids(actor=SCHEDULER, number=number).state not in waits)


def open_plans_due() -> int:
    """Open the plans of closed needs that experts score, and draw the experts."""
    due = Need.objects.filter(state=NeedState.CLOSED, method=Method.QUALITY_AND_PRICE)
    return _each(_numbers(due), lambda number: open_plans(actor=SCHEDULER, number=number).state != NeedState.CLOSED)


def drop_files_due() -> int:
    """Drop the ciphertexts of plans that belong to no standing bid."""
    return drop_sealed_files(actor=SCHEDULER)


def replace_late() -> int:
    """Let the next in order follow whoever has not scored in time."""
    late = Need.objects.filter(state=NeedState.SCORING, panel__closed_at=None)
    late = late.filter(panel__seats__locked_at=None, panel__seats__left_at=None, panel__seats__score_by__lte=clock.now())
    return _each(_numbers(late.distinct()), lambda number: bool(replace_late_experts(actor=SCHEDULER, number=number)))


def close_scores_due() -> int:
    """Close the scores of needs whose experts have all locked, or of which nobody scores any more."""
    waiting = Seat.objects.filter(panel__need=OuterRef("pk"), locked_at=None, left_at=None)
    due = Need.objects.filter(Q(state=NeedState.SCORING, panel__closed_at=None) & ~Exists(waiting))
    return _each(_numbers(due), lambda number: _scores_closed(close_scores(actor=SCHEDULER, number=number)))


def _scores_closed(need: Need) -> bool:
    return need.state != NeedState.SCORING or reads.scores_are_closed(need)


def pick_for_the_silent() -> int:
    """Take the first of the short lists from which nobody was picked in time."""
    due = Need.objects.filter(state=NeedState.SHORTLISTED, choose_by__lte=clock.now())
    return _each(_numbers(due), lambda number: pick_agency(actor=SCHEDULER, number=number).state != NeedState.SHORTLISTED)


def end_unchosen_due() -> int:
    """End the needs by direct choice for which nobody was chosen in time."""
    due = Need.objects.filter(state=NeedState.CHOOSING, choose_by__lte=clock.now())
    return _each(_numbers(due), lambda number: end_unchosen(actor=SCHEDULER, number=number).state != NeedState.CHOOSING)


def take_beacons_due() -> int:
    """Ask the public sources that the notices of closed needs have named."""
    due = Need.objects.filter(state__in=WAITING, number__in=waiting_subjects(until=clock.now()))
    return _each(
        _numbers(due), lambda number: bool((noted := take_beacon(actor=SCHEDULER, number=number)) and noted.has_its_beacon)
    )


def start_rounds_due() -> int:
    """Begin the rounds of the live rooms whose sign-ups are open."""
    due = Need.objects.filter(state=NeedState.OPENED, method=Method.LIVE_ROUNDS)
    return _each(_numbers(due), lambda number: open_round(actor=SCHEDULER, number=number).state != NeedState.OPENED)


def close_rounds_due() -> int:
    """Close the rounds that have run out; the next begins at once."""
    due = LiveRound.objects.filter(closed_at=None, need__state=NeedState.ROUNDS, ends_at__lte=clock.now())
    numbers = due.order_by("ends_at", "pk").values_list("need__number", flat=True)
    return _each(numbers, lambda number: bool(close_round(actor=SCHEDULER, number=number)))


def decide_due() -> int:
    """Decide the needs whose bids are open, and those whose rounds are over."""
    opened = Q(state=NeedState.OPENED) & ~Q(method=Method.LIVE_ROUNDS)
    over = Q(state=NeedState.ROUNDS) & ~Exists(LiveRound.objects.filter(need=OuterRef("pk"), closed_at=None))
    before = (NeedState.OPENED, NeedState.ROUNDS)
    due = Need.objects.filter(opened | over)
    return _each(_numbers(due), lambda number: decide_need(actor=SCHEDULER, number=number).state not in before)


def call_second_due() -> int:
    """Call the second notices of first ones that found too few; one whose trustees are silent is called in a later round."""
    due = Need.objects.filter(awaits_second_notice=True).order_by("ended_at", "pk").values_list("number", flat=True)
    return _each(due, lambda number: call_second_notice(actor=SCHEDULER, number=number).round == 2)


def dismiss_unanswered() -> int:
    """End the objections that nobody has answered in time."""
    due = Objection.objects.filter(state=ObjectionState.OPEN, answer_by__lte=clock.now()).values_list("pk", flat=True)
    return _each(due, lambda pk: bool(answer_objection(actor=SCHEDULER, objection=pk, upheld=False, answer="").answered_at))


def judge_silent() -> int:
    """End the explanations of low prices that were not given in time, or not judged in time."""
    now, running = clock.now(), (NeedState.DECIDED, NeedState.AWARDED)
    late = Q(state=ExplanationState.ASKED, explain_by__lte=now) | Q(state=ExplanationState.GIVEN, judge_by__lte=now)
    due = list(Explanation.objects.filter(late, need__state__in=running).order_by("pk").values_list("pk", flat=True))
    return _each(due, lambda pk: bool(judge_explanation(actor=SCHEDULER, explanation=pk, accepts=False).judged_at))


def award_due() -> int:
    """Offer the awards whose publicity has passed and that no objection holds."""
    due = Need.objects.filter(state=NeedState.DECIDED, publicity_ends_at__lte=clock.now())
    free = due.exclude(objections__state=ObjectionState.OPEN).exclude(explanations__state__in=OPEN)
    return _each(_numbers(free), lambda number: award_need(actor=SCHEDULER, number=number).state != NeedState.DECIDED)


def decline_silent() -> int:
    """Pass on the awards that were not confirmed in time."""
    silent = Award.objects.filter(state=AwardState.OFFERED, confirm_by__lte=clock.now())
    numbers = silent.order_by("pk").values_list("need__number", flat=True)
    return _each(numbers, lambda number: decline_award(actor=SCHEDULER, number=number).state == AwardState.DECLINED)


def _numbers(needs: Any) -> Iterable[str]:
    return list(needs.order_by("closes_at", "pk").values_list("number", flat=True))


def _each[K](keys: Iterable[K], act: Callable[[K], bool]) -> int:
    """Do it to each; a refusal waits for the next round, and a fault stands in the log and holds up no other."""
    moved = 0
    for key in list(keys):
        try:
            moved += act(key)
        except RulesBroken as waits:
            log.info("%s waits: %s", key, "; ".join(waits.names))
        except Exception as fault:
            log.exception("the clock could not move %s: %s", key, outcome_of(fault) or type(fault).__name__)
    return moved
