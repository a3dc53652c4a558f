"""The life of an exit case."""

from datetime import datetime

from django.db import models

from kernel.life import Life, StateField, transition
from ratings.states import CaseState as S


class ExitCaseLife(Life):
    """The agency is notified, answers or lets the time pass; two officials decide; an undecided case lapses."""

    state = StateField("状态", choices=S.choices, default=S.NOTIFIED)
    opened_at = models.DateTimeField("立案告知时间")
    answer_by = models.DateTimeField("陈述申辩期限")
    decide_by = models.DateTimeField("决定期限")
    answered_at = models.DateTimeField("陈述申辩时间", null=True, blank=True)
    ended_at = models.DateTimeField("办结时间", null=True, blank=True)

    class Meta:
        abstract = True

    @transition(state, source=S.NOTIFIED, target=S.ANSWERED)
    def take_answer(self, *, at: datetime) -> None:
        """The agency has answered."""
        self.answered_at = at

    @transition(state, source=[S.NOTIFIED, S.ANSWERED], target=S.DECIDED)
    def decide(self, *, at: datetime) -> None:
        """Two officials are for the measure, after the answer or after the time for it."""
        self.ended_at = at

    @transition(state, source=[S.NOTIFIED, S.ANSWERED], target=S.DROPPED)
    def drop(self, *, at: datetime) -> None:
        """Two officials are against the measure."""
        self.ended_at = at

    @transition(state, source=[S.NOTIFIED, S.ANSWERED], target=S.LAPSED)
    def lapse(self, *, at: datetime) -> None:
        """Nobody has decided within the period."""
        self.ended_at = at
