"""The lives of an invoice, a payment and a refund: every move there is, and no other."""

from datetime import datetime

from django.db import models

from kernel.life import Life, StateField, transition
from payments.states import InvoiceState as I
from payments.states import PaymentState as P
from payments.states import RefundState as R


class InvoiceLife(Life):
    """Open, settled, refunded."""

    state = StateField("状态", choices=I.choices, default=I.OPEN)
    settled_at = models.DateTimeField("付清时间", null=True, blank=True)
    refunded_at = models.DateTimeField("全额退款时间", null=True, blank=True)

    class Meta:
        abstract = True

    @transition(state, source=I.OPEN, target=I.SETTLED)
    def settle(self, *, at: datetime) -> None:
        """Its whole amount was paid."""
        self.settled_at = at

    @transition(state, source=I.SETTLED, target=I.REFUNDED)
    def refund(self, *, at: datetime) -> None:
        """Its whole amount was given back."""
        self.refunded_at = at


class PaymentLife(Life):
    """Prepared before the call, then as the gateway says; money that arrived never un-arrives."""

    state = StateField("状态", choices=P.choices, default=P.PREPARED)
    pending_at = models.DateTimeField("提交时间", null=True, blank=True)
    settled_at = models.DateTimeField("付款时间", null=True, blank=True)
    declined_at = models.DateTimeField("未成功时间", null=True, blank=True)

    class Meta:
        abstract = True

    @transition(state, source=P.PREPARED, target=P.PENDING)
    def wait(self, *, at: datetime) -> None:
        """The gateway has it and waits for the payer."""
        self.pending_at = at

    @transition(state, source=[P.PREPARED, P.PENDING, P.DECLINED], target=P.SUCCEEDED)
    def succeed(self, *, at: datetime) -> None:
        """The money was taken."""
        self.settled_at = at

    @transition(state, source=[P.PREPARED, P.PENDING], target=P.DECLINED)
    def decline(self, *, at: datetime) -> None:
        """The payer's bank said no, or the payer did; it may be tried again."""
        self.declined_at = at

    @transition(state, source=[P.DECLINED, P.PENDING], target=P.PREPARED)
    def try_again(self) -> None:
        """Another attempt on the same intent, perhaps with another method."""

    @transition(state, source=[P.PREPARED, P.PENDING, P.DECLINED], target=P.CANCELLED)
    def cancel(self, *, at: datetime) -> None:
        """The gateway cancelled the intent; a new payment may be made."""
        self.declined_at = at


class RefundLife(Life):
    """Prepared before the call, then as the gateway says."""

    state = StateField("状态", choices=R.choices, default=R.PREPARED)
    settled_at = models.DateTimeField("退款时间", null=True, blank=True)

    class Meta:
        abstract = True

    @transition(state, source=R.PREPARED, target=R.PENDING)
    def wait(self) -> None:
        """The gateway has it."""

    @transition(state, source=[R.PREPARED, R.PENDING], target=R.SUCCEEDED)
    def succeed(self, *, at: datetime) -> None:
        """The money was given back."""
        self.settled_at = at

    @transition(state, source=[R.PREPARED, R.PENDING], target=R.FAILED)
    def fail(self, *, at: datetime) -> None:
        """The gateway could not give it back; it may be asked for again."""
        self.settled_at = at
