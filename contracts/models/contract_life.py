"""The life of a contract: every move there is, and no other."""

from datetime import date, datetime

from django.db import models

from contracts.states import ContractState as S
from kernel.life import Life, StateField, transition


class ContractLife(Life):
    """Drawn up, signed, delivered, accepted, completed; or returned, lapsed, terminated."""

    state = StateField("状态", choices=S.choices, default=S.DRAWN_UP)
    buyer_confirmed_at = models.DateTimeField("委托方确认", null=True, blank=True)
    agency_confirmed_at = models.DateTimeField("机构确认", null=True, blank=True)
    signed_at = models.DateTimeField("签订时间", null=True, blank=True)
    due_on = models.DateField("交付期限", null=True, blank=True)
    delivered_at = models.DateTimeField("交付时间", null=True, blank=True)
    accept_by = models.DateTimeField("验收期限", null=True, blank=True)
    accepted_at = models.DateTimeField("验收时间", null=True, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        abstract = True

    @transition(state, source=S.DRAWN_UP, target=S.SIGNED)
    def sign(self, *, at: datetime, due_on: date | None) -> None:
        """Everybody who signs has confirmed the same text."""
        self.signed_at, self.due_on = at, due_on

    @transition(state, source=S.DRAWN_UP, target=S.LAPSED)
    def lapse(self, *, at: datetime) -> None:
        """Not signed within the time of the law."""
        self.ended_at = at

    @transition(state, source=[S.SIGNED, S.RETURNED], target=S.DELIVERED)
    def deliver(self, *, at: datetime, accept_by: datetime | None) -> None:
        """The result was handed over; `accept_by` is when silence accepts it (never for a department)."""
        self.delivered_at, self.accept_by = at, accept_by

    @transition(state, source=S.DELIVERED, target=S.RETURNED)
    def return_with_reasons(self) -> None:
        """Not accepted, for reasons that can be mended."""
        self.accept_by = None

    @transition(state, source=S.DELIVERED, target=S.ACCEPTED)
    def accept(self, *, at: datetime) -> None:
        """Accepted by the buyer, or (firms only) by silence."""
        self.accepted_at, self.accept_by = at, None

    @transition(state, source=S.ACCEPTED, target=S.COMPLETED)
    def complete(self, *, at: datetime) -> None:
        """Paid in full."""
        self.ended_at = at

    @transition(state, source=[S.SIGNED, S.DELIVERED, S.RETURNED], target=S.TERMINATED)
    def terminate(self, *, at: datetime) -> None:
        """Ended before acceptance, with a reason."""
        self.ended_at = at
