"""The buyer's page of an invoice, and the way back from the gateway."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contracts import reads as contracts_reads
from contracts.access import side_of
from contracts.states import Side
from kernel import clock
from payments import access, outside, reads
from payments.actions.prepare_payment import prepare_payment
from payments.actions.prepare_refund import prepare_refund
from payments.forms import PayForm, RefundForm
from payments.gateways.choice import gateway
from payments.interest import interest_fen
from payments.models import Invoice
from payments.states import InvoiceState, Method, PaymentState


@login_required
@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest, number: str) -> HttpResponse:
    """Show an invoice, and pay it."""
    actor = request.actor  # type: ignore[attr-defined]
    invoice = access.invoice_for(actor, contracts_reads.contract_by_number(number))
    if request.method == "GET":
        return _page(request, invoice)
    form = PayForm(request.POST)
    if not form.is_valid():
        return _page(request, invoice, form=form, status=422)
    said = form.cleaned_data
    with form.refusing():
        payment = prepare_payment(
            actor=actor,
            number=number,
            method=said["method"],
            token=said["card"] or "pm_card_visa" if said["method"] == Method.CARD else "",
            attempts_seen=said["attempts_seen"],
        )
    if not form.is_valid():
        return _page(request, invoice, form=form, status=422)
    payment = outside.send_payment(payment.pk, actor=actor)
    return redirect(payment.next_url or reverse("pay", args=[number]))


@login_required
@require_safe
def pay_back(request: HttpRequest, number: str) -> HttpResponse:
    """Back from the gateway's page: find out how the payment stands."""
    invoice = access.invoice_for(request.actor, contracts_reads.contract_by_number(number))  # type: ignore[attr-defined]
    payment = reads.live_payment(invoice)
    if payment is not None:
        outside.look_again(payment.pk)
    return redirect("pay", number)


@login_required
@require_POST
def refund(request: HttpRequest, number: str) -> HttpResponse:
    """Give money back."""
    actor = request.actor  # type: ignore[attr-defined]
    invoice = access.invoice_for(actor, contracts_reads.contract_by_number(number))
    form = RefundForm(request.POST)
    if form.is_valid():
        with form.refusing():
            prepared = prepare_refund(
                actor=actor, number=number, amount_fen=form.cleaned_data["amount"], reason=form.cleaned_data["reason"]
            )
    if not form.is_valid():
        return _page(request, invoice, refund_form=form, status=422)
    sent = outside.send_refund(prepared.pk)
    messages.success(request, f"退款：{sent.state_word}")
    return redirect("pay", number)


def _page(
    request: HttpRequest,
    invoice: Invoice,
    *,
    form: PayForm | None = None,
    refund_form: RefundForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    contract = contracts_reads.contract_by_number(invoice.contract.number)
    assert contract is not None
    payment = reads.live_payment(invoice)
    side = side_of(actor, contract)
    late = max(0, (clock.today() - invoice.due_on).days) if invoice.state == InvoiceState.OPEN else 0
    may_pay = side == Side.BUYER and actor.has("pay") and invoice.state == InvoiceState.OPEN
    waits = payment is not None and payment.state in {PaymentState.PREPARED, PaymentState.PENDING}
    arrived = payment is not None and payment.state == PaymentState.SUCCEEDED
    context: dict[str, Any] = {
        "invoice": invoice,
        "contract": contract,
        "payment": payment,
        "refunds": list(payment.refunds.order_by("pk")) if payment else [],
        "days_late": late,
        "interest": interest_fen(invoice.amount_fen, late),
        "is_sample": gateway().is_sample,
        "may_pay": may_pay,
        "waits": waits,
        "form": form
        or refund_form
        or PayForm(initial={"attempts_seen": payment.attempts if payment else 0, "method": Method.ALIPAY}),
        "pay_form": form or PayForm(initial={"attempts_seen": payment.attempts if payment else 0, "method": Method.ALIPAY}),
        "refund_form": (refund_form or RefundForm()) if side == Side.AGENCY and actor.has("sign") and arrived else None,
        "crumbs": [
            ("/my/", "我的"),
            (reverse("contract", args=[contract.number]), contract.number),
            ("", "付款"),
        ],
    }
    return render(request, "payments/pay.html", context, status=status)
