"""The life of a joint venture."""

from datetime import datetime

from django.db import models

from bidding.states import VentureState as S
from kernel.life import Life, StateField, transition


class VentureLife(Life):
    """Proposed by its lead; agreed when every member has consented; declined, dissolved or lapsed."""

    state = StateField("状态", choices=S.choices, default=S.PROPOSED)
    agreed_at = models.DateTimeField("成立时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        abstract = True

    @transition(state, source=S.PROPOSED, target=S.AGREED)
    def agree(self, *, at: datetime) -> None:
        """The last member has consented: it may bid."""
        self.agreed_at = at

    @transition(state, source=S.PROPOSED, target=S.DECLINED)
    def decline(self, *, at: datetime) -> None:
        """A member does not consent."""
        self.ended_at = at

    @transition(state, source=[S.PROPOSED, S.AGREED], target=S.DISSOLVED)
    def dissolve(self, *, at: datetime) -> None:
        """A party leaves before the deadline."""
        self.ended_at = at

    @transition(state, source=[S.PROPOSED, S.AGREED], target=S.LAPSED)
    def lapse(self, *, at: datetime) -> None:
        """The notice has changed materially, or the deadline came before every member had consented."""
        self.ended_at = at
