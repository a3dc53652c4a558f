"""The life of a bid."""

from datetime import datetime

from django.db import models

from bidding.states import BidState as S
from kernel.life import Life, StateField, transition


class BidLife(Life):
    """Sealed; replaced or withdrawn before the deadline; opened, void or left unopened after it."""

    state = StateField("状态", choices=S.choices, default=S.SEALED)
    left_at = models.DateTimeField("撤回或替换时间", null=True, blank=True)
    opened_at = models.DateTimeField("开启时间", null=True, blank=True)

    class Meta:
        abstract = True

    @transition(state, source=S.SEALED, target=S.REPLACED)
    def replace(self, *, at: datetime) -> None:
        """A later envelope of the same agency takes its place."""
        self.left_at = at

    @transition(state, source=S.SEALED, target=S.WITHDRAWN)
    def withdraw(self, *, at: datetime) -> None:
        """Taken back before the deadline."""
        self.left_at = at

    @transition(state, source=S.SEALED, target=S.OPENED)
    def open(self, *, at: datetime) -> None:
        """Opened with the released keys; what it says is public."""
        self.opened_at = at

    @transition(state, source=S.SEALED, target=S.VOID)
    def declare_void(self, *, at: datetime) -> None:
        """It can't be opened as sealed; the reason is public and recomputable."""
        self.opened_at = at

    @transition(state, source=S.SEALED, target=S.UNOPENED)
    def leave_unopened(self, *, at: datetime) -> None:
        """The need ended before opening: nobody reads it."""
        self.left_at = at
