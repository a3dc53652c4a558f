"""Facts about amending, cancelling, asking and answering."""

from __future__ import annotations

from datetime import datetime

from bidding.models import Need, Question
from bidding.reads.needs import held_until, questions_end, unanswered
from bidding.rules.amendment import AmendmentFacts
from bidding.rules.cancelling import AgainFacts, CancellingFacts
from bidding.rules.questions import ClosingFacts, QuestionFacts
from bidding.states import CancelReason, NeedState
from kernel.access import NotFound

_ENDED = (NeedState.FINISHED, NeedState.FAILED, NeedState.CANCELLED, NeedState.DISCARDED)
_AWARDED = (NeedState.AWARDED, NeedState.CONFIRMED, NeedState.FINISHED)


def amendment_facts(need: Need, *, at: datetime, what_changed: str = "", changed: frozenset[str] = frozenset()) -> AmendmentFacts:
    """The facts of a change of a public notice."""
    return AmendmentFacts(
        is_open=need.state == NeedState.OPEN,
        now=at,
        closes_at=need.closes_at,
        what_changed=what_changed,
        changes_anything=bool(changed),
    )


def cancelling_facts(need: Need, *, reason: str = "") -> CancellingFacts:
    """The facts of giving a need up."""
    return CancellingFacts(
        is_public=need.published_at is not None,
        is_awarded=need.state in _AWARDED,
        has_ended=need.state in _ENDED,
        reason=reason,
        reasons=frozenset(CancelReason.values) - {CancelReason.KEYS_MISSING},  # which the clock alone finds
    )


def again_facts(need: Need) -> AgainFacts:
    """The facts of publishing a need that has ended once more."""
    return AgainFacts(
        is_cancelled=need.state == NeedState.CANCELLED,
        is_failed=need.state == NeedState.FAILED,
        has_second_notice=need.awaits_second_notice or Need.objects.filter(first_notice=need).exists(),
    )


def question_facts(
    need: Need, *, at: datetime, text: str = "", asked_by_buyer: bool = False, is_answered: bool = False
) -> QuestionFacts:
    """The facts of a question or an answer."""
    return QuestionFacts(
        is_open=need.state == NeedState.OPEN,
        now=at,
        closes_for_questions=questions_end(need.closes_at) if need.closes_at else None,
        text=text,
        asked_by_buyer=asked_by_buyer,
        is_answered=is_answered,
    )


def closing_facts(need: Need, *, at: datetime) -> ClosingFacts:
    """Whether unanswered questions hold the closing of a need whose deadline has passed."""
    return ClosingFacts(unanswered=unanswered(need), now=at, held_until=held_until(need))


def question_of(need: Need, pk: int) -> tuple[Question, int]:
    """A question of this need, and its place among the need's questions, counted from 1.

    Raises:
        NotFound: if the need has no such question.
    """
    pks = list(need.questions.order_by("asked_at", "pk").values_list("pk", flat=True))
    if pk not in pks:
        raise NotFound(str(pk))
    return need.questions.get(pk=pk), pks.index(pk) + 1
