"""What is due under an accepted contract, from whom, and until when."""

from django.db import models
from django.db.models import Q

from contracts.models import Contract
from market.models import Organisation
from payments.models.lives import InvoiceLife
from payments.states import InvoiceState


class Invoice(InvoiceLife):
    """One contract's price, due from its buyer. There is no other payer and no commission."""

    number = models.CharField("账单编号", max_length=32, unique=True)
    contract = models.OneToOneField(Contract, models.PROTECT, related_name="+")
    payer = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="付款方")
    payee = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="收款方")
    amount_fen = models.BigIntegerField("金额（分）")
    budget_line = models.CharField("预算项目编码", max_length=60, blank=True)
    issued_at = models.DateTimeField("开出时间")
    due_on = models.DateField("最晚付款日")

    class Meta:
        verbose_name = "账单"
        verbose_name_plural = "账单"
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="invoice_amount_positive"),
            models.CheckConstraint(condition=~Q(payer=models.F("payee")), name="nobody_pays_himself"),
            models.CheckConstraint(
                condition=Q(state=InvoiceState.OPEN) | Q(settled_at__isnull=False), name="settled_invoice_has_its_time"
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(state=InvoiceState.OPEN), name="open_invoices_by_due_day")]

    def __str__(self) -> str:
        return self.number

    @property
    def state_word(self) -> str:
        """The state in a word."""
        return str(InvoiceState(self.state).label)

    @property
    def state_look(self) -> str:
        """The state's look (web.icons.LOOKS)."""
        return {"open": "soon", "settled": "ok"}.get(self.state, "off")
