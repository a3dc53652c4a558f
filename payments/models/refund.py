"""Money given back to the payer."""

import pgtrigger
from django.db import models
from django.db.models import Q

from payments.models.lives import RefundLife
from payments.models.payment import Payment
from payments.states import RefundState

_NEVER_OVER_THE_PAYMENT = """
    SELECT payment.amount_fen INTO paid FROM payments_payment payment WHERE payment.id = NEW.payment_id FOR UPDATE;
    SELECT coalesce(sum(refund.amount_fen), 0) INTO given_back FROM payments_refund refund
     WHERE refund.payment_id = NEW.payment_id AND refund.state <> 'failed' AND refund.id <> coalesce(NEW.id, 0);
    IF given_back + NEW.amount_fen > paid THEN
        RAISE EXCEPTION 'refunds of % fen would pass the payment of % fen', given_back + NEW.amount_fen, paid
            USING errcode = '23514';
    END IF;
    RETURN NEW;
"""


class Refund(RefundLife):
    """A part or the whole of a payment, given back by the payee."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds")
    number = models.CharField("退款编号", max_length=40, unique=True)
    key = models.CharField("幂等键", max_length=64, unique=True)
    amount_fen = models.BigIntegerField("金额（分）")
    reason = models.CharField("理由", max_length=400)
    outside_id = models.CharField("通道单号", max_length=80, null=True, blank=True, unique=True)
    prepared_at = models.DateTimeField("发起时间")

    class Meta:
        verbose_name = "退款"
        verbose_name_plural = "退款"
        constraints = [models.CheckConstraint(condition=Q(amount_fen__gt=0), name="refund_amount_positive")]
        triggers = [
            pgtrigger.Trigger(
                name="refunds_stay_within_the_payment",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.state <> 'failed'"),
                declare=[("paid", "bigint"), ("given_back", "bigint")],
                func=_NEVER_OVER_THE_PAYMENT,
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def state_word(self) -> str:
        """The state in a word."""
        return str(RefundState(self.state).label)

    @property
    def state_look(self) -> str:
        """The state's look (web.icons.LOOKS)."""
        return {"succeeded": "ok", "failed": "bad"}.get(self.state, "info")
