"""Write down a grade that `ratings` has worked out."""

from datetime import date

from django.db import transaction

from agencies import access, reads
from agencies.states import Grade
from kernel.actors import Actor


@transaction.atomic
def note_standing(*, actor: Actor, agency_uscc: str, grade: str, score_centi: int | None, evaluations: int, on: date) -> None:
    """Write down an agency's grade, score (hundredths of a point) and number of evaluations with their as-of day.

    The score itself is recorded by `ratings` (score.published); here it becomes a column that pages and searches read.
    """
    agency = reads.lock_agency(access.agency_to_grade(actor, agency_uscc).pk)
    agency.grade, agency.score_centi, agency.evaluations = Grade(grade), score_centi, evaluations
    agency.graded_on = on
    agency.save()
