"""Prepare a refund: stored before anything is sent."""

from __future__ import annotations

import secrets

from django.db import transaction

from contracts import reads as contracts_reads
from kernel import clock
from kernel.access import NotFound
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record
from payments import access, reads
from payments.models import Refund
from payments.rules import TO_REFUND
from payments.rules.paying import RefundFacts
from payments.states import PaymentState


@transaction.atomic
def prepare_refund(*, actor: Actor, number: str, amount_fen: int, reason: str) -> Refund:
    """Prepare to give a part or the whole of the contract's payment back to the buyer.

    Raises:
        RulesBroken: if nothing arrived, the sum would pass what arrived, or there is no reason.
    """
    contract = access.to_give_back(actor, contracts_reads.lock_contract(number))
    invoice = reads.lock_invoice(contract)
    payment = reads.live_payment(invoice) if invoice else None
    if payment is None:
        raise NotFound
    at = clock.now()
    facts = RefundFacts(
        payment_succeeded=payment.state == PaymentState.SUCCEEDED,
        amount_fen=amount_fen,
        paid_fen=payment.amount_fen,
        given_back_fen=reads.given_back_fen(payment, asked=True),
        reason=reason,
    )
    check(TO_REFUND, facts, on=clock.day_of(at))
    refund = Refund.objects.create(
        payment=payment,
        number=f"{payment.number}-R{payment.refunds.count() + 1}",
        key=f"zxr_{secrets.token_hex(16)}",
        amount_fen=amount_fen,
        reason=reason.strip(),
        prepared_at=at,
    )
    record(
        actor,
        "refund.prepared",
        {
            "refund": refund.number,
            "payment": payment.number,
            "contract": contract.number,
            "need": contract.need.number,
            "fen": amount_fen,
        },
        at=at,
        private={"reason": refund.reason},
        tell={"refund": refund.pk},
    )
    return refund
