"""Questions asked of the tables of payments; their locks come after the contract's (docs/locking.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, Sum

from contracts.models import Contract
from payments.models import Invoice, Payment, Refund
from payments.states import InvoiceState, PaymentState, RefundState


def invoice_of(contract: Contract) -> Invoice | None:
    """A contract's invoice."""
    return Invoice.objects.filter(contract=contract).select_related("payer", "payee").first()


def lock_invoice(contract: Contract) -> Invoice | None:
    """The invoice of a locked contract."""
    return Invoice.objects.select_for_update().filter(contract=contract).first()


def live_payment(invoice: Invoice) -> Payment | None:
    """The payment of an invoice that is not cancelled; there is at most one."""
    return invoice.payments.exclude(state=PaymentState.CANCELLED).first()


def lock_payment(payment_id: int) -> Payment:
    """A payment of a locked contract."""
    return Payment.objects.select_for_update().get(pk=payment_id)


def lock_refund(refund_id: int) -> Refund:
    """A refund of a locked contract."""
    return Refund.objects.select_for_update().get(pk=refund_id)


def payment(payment_id: int) -> Payment:
    """A payment with its invoice and contract."""
    return Payment.objects.select_related("invoice__contract__need").get(pk=payment_id)


def refund(refund_id: int) -> Refund:
    """A refund with its payment, invoice and contract."""
    return Refund.objects.select_related("payment__invoice__contract__need").get(pk=refund_id)


def payment_by_intent(intent: str, key: str) -> Payment | None:
    """The payment of which the gateway speaks: by its number there, or by the key that we gave it."""
    return Payment.objects.filter(Q(intent=intent) | Q(key=key)).first() if intent or key else None


def paid_fen(contract: Contract) -> int:
    """What has arrived under a contract, less what was given back."""
    arrived = Payment.objects.filter(invoice__contract=contract, state=PaymentState.SUCCEEDED)
    back = Refund.objects.filter(payment__invoice__contract=contract, state=RefundState.SUCCEEDED)
    return (arrived.aggregate(sum=Sum("amount_fen"))["sum"] or 0) - (back.aggregate(sum=Sum("amount_fen"))["sum"] or 0)


def given_back_fen(of: Payment, *, asked: bool = False) -> int:
    """What was given back of a payment; with `asked`, also what is on its way."""
    states = [RefundState.SUCCEEDED, RefundState.PENDING, RefundState.PREPARED] if asked else [RefundState.SUCCEEDED]
    return of.refunds.filter(state__in=states).aggregate(sum=Sum("amount_fen"))["sum"] or 0


def unsettled_payments(before: datetime) -> list[Payment]:
    """Payments whose outcome is not known, and of which the gateway was last asked before that moment."""
    waiting = [PaymentState.PREPARED, PaymentState.PENDING]
    return list(Payment.objects.filter(state__in=waiting, asked_at__lte=before).order_by("pk"))


def unsettled_refunds() -> list[Refund]:
    """Refunds whose outcome is not known."""
    return list(Refund.objects.filter(state__in=[RefundState.PREPARED, RefundState.PENDING]).order_by("pk"))


def open_invoices(organisation_id: int) -> QuerySet[Invoice]:
    """What an organisation still has to pay, the most urgent first."""
    return (
        Invoice.objects.filter(payer_id=organisation_id, state=InvoiceState.OPEN)
        .select_related("contract__need", "payee")
        .order_by("due_on", "pk")
    )


@dataclass(frozen=True)
class Sums:
    """What some invoices come to, in fen, and how many of them are late."""

    paid_fen: int
    open_fen: int
    late: int


def sums_of(invoices: QuerySet[Invoice], *, today: date) -> Sums:
    """What these invoices come to: paid, still open, and how many are past their day."""
    is_open = Q(state=InvoiceState.OPEN)
    found = invoices.order_by().aggregate(
        paid=Sum("amount_fen", filter=Q(state=InvoiceState.SETTLED)),
        open=Sum("amount_fen", filter=is_open),
        late=Count("pk", filter=is_open & Q(due_on__lt=today)),
    )
    return Sums(found["paid"] or 0, found["open"] or 0, found["late"])


def late_invoices(invoices: QuerySet[Invoice], *, today: date) -> QuerySet[Invoice]:
    """Those of these invoices that are open past their day."""
    return invoices.filter(state=InvoiceState.OPEN, due_on__lt=today)
