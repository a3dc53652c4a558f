"""Issue the invoice of an accepted contract."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from contracts import reads as contracts_reads
from contracts.states import ContractState
from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record
from payments import reads
from payments.models import Invoice
from payments.rules import TO_ISSUE_AN_INVOICE
from payments.rules.paying import InvoiceFacts


@transaction.atomic
def issue_invoice(*, actor: Actor, number: str) -> Invoice:
    """Ask the buyer for the price of an accepted contract. A second call gives the first call's invoice."""
    contract = contracts_reads.lock_contract(number)
    if contract is None:
        raise NotFound
    issued = reads.invoice_of(contract)
    if issued is not None:
        return issued
    at = clock.now()
    delivered_on = clock.day_of(contract.delivered_at or at)
    facts = InvoiceFacts(
        is_accepted=contract.state in {ContractState.ACCEPTED, ContractState.COMPLETED},
        amount_fen=contract.amount_fen,
        price_fen=contract.amount_fen,
        delivered_on=delivered_on,
        due_on=delivered_on + timedelta(days=contract.terms["payment_days"]),
        buyer_is_department=contracts_reads.is_department(contract.buyer),
        budget_line=contract.terms["budget_line"],
    )
    check(TO_ISSUE_AN_INVOICE, facts, on=clock.day_of(at))
    invoice = Invoice.objects.create(
        number=f"{contract.number}-F1",
        contract=contract,
        payer=contract.buyer,
        payee=contract.agency.organisation,
        amount_fen=contract.amount_fen,
        budget_line=facts.budget_line,
        issued_at=at,
        due_on=facts.due_on,
    )
    record(
        actor,
        "invoice.issued",
        {
            "invoice": invoice.number,
            "contract": contract.number,
            "need": contract.need.number,
            "payer": contract.buyer.uscc,
            "bidder": contract.agency.organisation.uscc,
            "fen": invoice.amount_fen,
            "due_on": str(invoice.due_on),
        },
        at=at,
        tell={"invoice": invoice.pk},
    )
    return invoice
