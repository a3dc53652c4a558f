"""Note what the gateway says of a payment. Only forward: money that arrived stays arrived."""

from __future__ import annotations

from django.db import transaction

from contracts import reads as contracts_reads
from contracts.actions.complete_contract import complete_contract
from contracts.models import Contract
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record
from payments import reads
from payments.gateways.base import Seen, Status
from payments.models import Payment
from payments.rules import TO_SETTLE
from payments.rules.paying import SettleFacts
from payments.states import PaymentState

_FINAL = {PaymentState.SUCCEEDED, PaymentState.CANCELLED}


@transaction.atomic
def note_payment(*, actor: Actor, payment_id: int, seen: Seen) -> bool:
    """Move a payment to where the gateway says that it stands. Returns whether anything moved.

    Raises:
        RulesBroken: if the gateway took another amount than was asked.
    """
    contract = contracts_reads.lock_contract(reads.payment(payment_id).invoice.contract.number)
    assert contract is not None
    payment = reads.lock_payment(payment_id)
    at = clock.now()
    payment.asked_at = at
    payment.intent = payment.intent or seen.intent or None
    moved = payment.state not in _FINAL and _move(actor, contract, payment, seen)
    payment.save()
    if moved and payment.state == PaymentState.SUCCEEDED:
        _settle(actor, contract, payment)
    return moved


def _move(actor: Actor, contract: Contract, payment: Payment, seen: Seen) -> bool:
    at = clock.now()
    if seen.status == Status.SUCCEEDED:
        check(TO_SETTLE, SettleFacts(seen.amount_fen, payment.amount_fen, seen.currency), on=clock.day_of(at))
        payment.next_url = payment.decline_code = ""
        payment.succeed(at=at)
        return True
    if seen.status == Status.PENDING and payment.state == PaymentState.PREPARED:
        payment.next_url = seen.next_url
        payment.wait(at=at)
    elif seen.status == Status.DECLINED and payment.state in {PaymentState.PREPARED, PaymentState.PENDING}:
        payment.next_url, payment.decline_code = "", seen.decline_code[:60]
        payment.decline(at=at)
    elif seen.status == Status.CANCELLED:
        payment.next_url = ""
        payment.cancel(at=at)
    else:
        return False
    body = {"payment": payment.number, "contract": contract.number, "need": contract.need.number}
    private = {"outcome": str(payment.state), "code": payment.decline_code}
    record(actor, "payment.answered", body, at=at, private=private, tell={"payment": payment.pk})
    return True


def _settle(actor: Actor, contract: Contract, payment: Payment) -> None:
    at = payment.settled_at
    assert at is not None
    invoice = reads.lock_invoice(contract)
    assert invoice is not None
    invoice.settle(at=at)
    invoice.save()
    record(
        actor,
        "payment.settled",
        {
            "need": contract.need.number,
            "contract": contract.number,
            "bidder": contract.agency.organisation.uscc,
            "payer": contract.buyer.uscc,
            "fen": payment.amount_fen,
            "payment": payment.number,
            "invoice": invoice.number,
        },
        at=at,
        tell={"contract": contract.pk, "payment": payment.pk},
    )
    complete_contract(actor=actor, number=contract.number, paid_fen=reads.paid_fen(contract))
