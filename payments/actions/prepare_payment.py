"""Prepare a payment: everything is stored before anything is sent."""

from __future__ import annotations

import secrets

from django.db import transaction

from contracts import reads as contracts_reads
from contracts.models import Contract
from contracts.states import ContractState
from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record
from payments import access, reads
from payments.models import Invoice, Payment
from payments.rules import TO_PAY
from payments.rules.paying import PayFacts
from payments.states import InvoiceState, PaymentState


@transaction.atomic
def prepare_payment(
    *, actor: Actor, number: str, method: str, token: str, attempts_seen: int, gateway: str = "stripe"
) -> Payment:
    """Prepare to pay a contract's invoice, or to try again on the same intent.

    `attempts_seen` is how many attempts the payer's page showed: a click that comes again finds one more and changes
    nothing, so two clicks make one payment.

    Raises:
        RulesBroken: if the invoice is settled, nothing was accepted, or somebody else than the buyer would pay.
    """
    contract = access.to_pay(actor, contracts_reads.lock_contract(number))
    invoice = reads.lock_invoice(contract)
    if invoice is None:
        raise NotFound
    payment = reads.live_payment(invoice)
    if payment is not None and payment.attempts > attempts_seen:
        return payment
    at = clock.now()
    check(TO_PAY, pay_facts(contract, invoice), on=clock.day_of(at))
    if payment is None:
        payment = Payment(
            invoice=invoice,
            number=f"{contract.number}-P{invoice.payments.count() + 1}",
            key=f"zx_{secrets.token_hex(16)}",
            gateway=gateway,
            amount_fen=invoice.amount_fen,
            attempts=attempts_seen + 1,
            prepared_at=at,
        )
    elif payment.state == PaymentState.PREPARED:
        return payment  # its outcome is not known: first find out (payments.due.reconcile_due)
    else:
        payment.try_again()
        payment.attempts += 1
    payment.method, payment.token, payment.asked_at, payment.next_url, payment.decline_code = method, token, at, "", ""
    payment.save()
    record(
        actor,
        "payment.prepared",
        {"payment": payment.number, "contract": contract.number, "need": contract.need.number, "attempt": payment.attempts},
        at=at,
        private={"method": method},
        tell={"payment": payment.pk},
    )
    return payment


def pay_facts(contract: Contract, invoice: Invoice) -> PayFacts:
    """What the law asks of a payment."""
    return PayFacts(
        invoice_is_open=invoice.state == InvoiceState.OPEN,
        is_accepted=contract.state in {ContractState.ACCEPTED, ContractState.COMPLETED},
        payer=invoice.payer.uscc,
        buyer=contract.buyer.uscc,
        amount_fen=invoice.amount_fen,
        invoiced_fen=invoice.amount_fen,
        price_fen=contract.amount_fen,
        paid_fen=reads.paid_fen(contract),
    )
