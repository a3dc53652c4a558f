"""Note what the gateway says of a refund."""

from __future__ import annotations

from django.db import transaction

from budgets.actions.refund_budget import refund_budget
from contracts import reads as contracts_reads
from kernel import clock
from kernel.actors import Actor
from ledger.record import record
from payments import reads
from payments.gateways.base import RefundStatus, SeenRefund
from payments.models import Refund
from payments.states import InvoiceState, RefundState


@transaction.atomic
def note_refund(*, actor: Actor, refund_id: int, seen: SeenRefund) -> bool:
    """Move a refund to where the gateway says that it stands. Returns whether anything moved."""
    contract = contracts_reads.lock_contract(reads.refund(refund_id).payment.invoice.contract.number)
    assert contract is not None
    refund = reads.lock_refund(refund_id)
    if refund.state in {RefundState.SUCCEEDED, RefundState.FAILED}:
        return False
    at = clock.now()
    refund.outside_id = seen.outside_id
    if seen.status == RefundStatus.SUCCEEDED:
        refund.succeed(at=at)
    elif seen.status == RefundStatus.FAILED:
        refund.fail(at=at)
    elif refund.state == RefundState.PREPARED:
        refund.wait()
    refund.save()
    if refund.state == RefundState.SUCCEEDED:
        _settle(actor, refund)
    return True


def _settle(actor: Actor, refund: Refund) -> None:
    payment = reads.payment(refund.payment_id)
    contract = payment.invoice.contract
    invoice = reads.lock_invoice(contract)
    assert invoice is not None
    if invoice.state == InvoiceState.SETTLED and reads.given_back_fen(payment) == payment.amount_fen:
        invoice.refund(at=refund.settled_at)
        invoice.save()
    assert refund.settled_at is not None
    refund_budget(actor=actor, need=contract.need.number, fen=refund.amount_fen, at=refund.settled_at)
    record(
        actor,
        "payment.refunded",
        {
            "need": contract.need.number,
            "contract": contract.number,
            "bidder": invoice.payee.uscc,
            "fen": refund.amount_fen,
            "payment": payment.number,
            "refund": refund.number,
        },
        at=refund.settled_at,
        tell={"contract": contract.pk, "refund": refund.pk},
    )
