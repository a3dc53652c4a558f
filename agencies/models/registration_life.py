"""The life of a registration."""

from datetime import datetime

from django.db import models

from agencies.states import RegistrationState as S
from kernel.life import Life, StateField, transition


class RegistrationLife(Life):
    """Draft, submitted, returned with reasons, admitted."""

    state = StateField("状态", choices=S.choices, default=S.DRAFT)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    due_at = models.DateTimeField("答复期限", null=True, blank=True)
    decided_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        abstract = True

    @transition(state, source=[S.DRAFT, S.RETURNED], target=S.SUBMITTED)
    def submit(self, *, at: datetime, due_at: datetime) -> None:
        """Handed in for the formal check, which answers by `due_at`."""
        self.submitted_at, self.due_at, self.decided_at = at, due_at, None

    @transition(state, source=S.SUBMITTED, target=S.RETURNED)
    def return_with_reasons(self, *, at: datetime) -> None:
        """Something is missing; it can be mended and handed in again."""
        self.decided_at = at

    @transition(state, source=S.SUBMITTED, target=S.ADMITTED)
    def admit(self, *, at: datetime) -> None:
        """In order, or the time for an answer has run out."""
        self.decided_at = at
