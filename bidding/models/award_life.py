"""The lives of an award and of an objection."""

from datetime import datetime

from django.db import models

from bidding.states import AwardState as S
from bidding.states import ObjectionState as O
from kernel.life import Life, StateField, transition


class AwardLife(Life):
    """Offered; then confirmed, declined (also by silence), or revoked."""

    state = StateField("状态", choices=S.choices, default=S.OFFERED)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        abstract = True

    @transition(state, source=S.OFFERED, target=S.CONFIRMED)
    def confirm(self, *, at: datetime) -> None:
        """The winner takes it."""
        self.answered_at = at

    @transition(state, source=S.OFFERED, target=S.DECLINED)
    def decline(self, *, at: datetime) -> None:
        """The winner does not take it, or has not answered in time: a credit fact, and the next in order follows."""
        self.answered_at = at

    @transition(state, source=[S.OFFERED, S.CONFIRMED], target=S.REVOKED)
    def revoke(self, *, at: datetime) -> None:
        """It does not hold: the agency may no longer serve, or no contract came of it."""
        self.answered_at = at


class ObjectionLife(Life):
    """Open; then upheld, dismissed, or withdrawn."""

    state = StateField("状态", choices=O.choices, default=O.OPEN)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        abstract = True

    @transition(state, source=O.OPEN, target=O.UPHELD)
    def uphold(self, *, at: datetime) -> None:
        """It is right: the decision falls."""
        self.answered_at = at

    @transition(state, source=O.OPEN, target=O.DISMISSED)
    def dismiss(self, *, at: datetime) -> None:
        """It is not right: the award goes on."""
        self.answered_at = at

    @transition(state, source=O.OPEN, target=O.WITHDRAWN)
    def withdraw(self, *, at: datetime) -> None:
        """Taken back."""
        self.answered_at = at
