"""A payment of an invoice through a gateway. Its key is stored before anything is sent."""

import pgtrigger
from django.db import models
from django.db.models import Q

from payments.models.invoice import Invoice
from payments.models.lives import PaymentLife
from payments.states import Method, PaymentState

# Invariant 6: what succeeded, less what was refunded, never passes the price of the contract. The contract's row is the lock.
_NEVER_OVER_THE_CONTRACT = """
    SELECT contract.id, contract.amount_fen INTO of_contract, price
      FROM contracts_contract contract JOIN payments_invoice invoice ON invoice.contract_id = contract.id
     WHERE invoice.id = NEW.invoice_id FOR UPDATE OF contract;
    SELECT coalesce(sum(payment.amount_fen - coalesce(given_back.fen, 0)), 0) INTO paid
      FROM payments_payment payment
      JOIN payments_invoice invoice ON invoice.id = payment.invoice_id
      LEFT JOIN (SELECT payment_id, sum(amount_fen) AS fen FROM payments_refund WHERE state = 'succeeded'
                  GROUP BY payment_id) given_back ON given_back.payment_id = payment.id
     WHERE invoice.contract_id = of_contract AND payment.state = 'succeeded' AND payment.id <> coalesce(NEW.id, 0);
    IF paid + NEW.amount_fen > price THEN
        RAISE EXCEPTION 'payments of % fen would pass the price of % fen', paid + NEW.amount_fen, price USING errcode = '23514';
    END IF;
    RETURN NEW;
"""


class Payment(PaymentLife):
    """One intent at the gateway; each try (`attempts`) has an idempotency key of its own, made from `key`."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments")
    number = models.CharField("付款编号", max_length=36, unique=True)
    key = models.CharField("幂等键", max_length=64, unique=True)
    gateway = models.CharField("通道", max_length=20)
    method = models.CharField("付款方式", max_length=12, choices=Method.choices)
    token = models.CharField("支付工具代号", max_length=80, blank=True)
    amount_fen = models.BigIntegerField("金额（分）")
    intent = models.CharField("通道单号", max_length=80, null=True, blank=True, unique=True)
    attempts = models.PositiveSmallIntegerField("次数", default=1)
    next_url = models.CharField("下一步地址", max_length=500, blank=True)
    decline_code = models.CharField("未成功代码", max_length=60, blank=True)
    prepared_at = models.DateTimeField("发起时间")
    asked_at = models.DateTimeField("最近核对时间")

    class Meta:
        verbose_name = "付款"
        verbose_name_plural = "付款"
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="payment_amount_positive"),
            models.UniqueConstraint(
                fields=["invoice"], condition=~Q(state=PaymentState.CANCELLED), name="one_live_payment_per_invoice"
            ),
            models.CheckConstraint(
                condition=~Q(state=PaymentState.SUCCEEDED) | Q(settled_at__isnull=False, intent__isnull=False),
                name="payment_that_succeeded_has_its_intent",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="payments_stay_within_the_contract",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.state = 'succeeded'"),
                declare=[("of_contract", "bigint"), ("price", "bigint"), ("paid", "bigint")],
                func=_NEVER_OVER_THE_CONTRACT,
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def state_word(self) -> str:
        """The state in a word."""
        return str(PaymentState(self.state).label)

    @property
    def state_look(self) -> str:
        """The state's look (web.icons.LOOKS)."""
        return {"succeeded": "ok", "declined": "bad", "pending": "soon", "prepared": "info"}.get(self.state, "off")
