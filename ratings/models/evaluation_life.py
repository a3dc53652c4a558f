"""The life of an evaluation."""

from datetime import datetime

from django.db import models

from kernel.life import Life, StateField, transition
from ratings.states import EvaluationState as S


class EvaluationLife(Life):
    """Recorded; objected to once; then upheld or withdrawn."""

    state = StateField("状态", choices=S.choices, default=S.RECORDED)
    recorded_at = models.DateTimeField("评价时间")
    objected_at = models.DateTimeField("异议时间", null=True, blank=True)
    answer_by = models.DateTimeField("异议答复期限", null=True, blank=True)
    answered_at = models.DateTimeField("异议答复时间", null=True, blank=True)

    class Meta:
        abstract = True

    @transition(state, source=S.RECORDED, target=S.OBJECTED)
    def object(self, *, at: datetime, answer_by: datetime) -> None:
        """The agency says that the evaluation is wrong; somebody answers by `answer_by`."""
        self.objected_at, self.answer_by = at, answer_by

    @transition(state, source=S.OBJECTED, target=S.UPHELD)
    def uphold(self, *, at: datetime) -> None:
        """The objection was not well founded: the evaluation counts on."""
        self.answered_at = at

    @transition(state, source=S.OBJECTED, target=S.WITHDRAWN)
    def withdraw(self, *, at: datetime) -> None:
        """The objection was well founded, or nobody answered it in time: the evaluation no longer counts."""
        self.answered_at = at
