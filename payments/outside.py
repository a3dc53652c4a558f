"""The calls to the gateway. Each stands outside every transaction: what it needs was stored before, what it learns is noted after.

Killed anywhere between, the next call with the same keys gets the same answer (payments.due.reconcile_due makes it).
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.urls import reverse

from kernel import clock
from kernel.actors import SCHEDULER, Actor, ActorKind
from payments import reads
from payments.actions.note_payment import note_payment
from payments.actions.note_refund import note_refund
from payments.actions.take_message import take_message
from payments.gateways.base import Gateway, Order, OutcomeUnknown, Seen, Status
from payments.gateways.choice import gateway as the_gateway
from payments.models import Payment, Refund
from payments.states import PaymentState, RefundState

log = logging.getLogger(__name__)
GATEWAY = Actor(ActorKind.SYSTEM, name="gateway")


def send_payment(payment_id: int, *, actor: Actor = SCHEDULER, gateway: Gateway | None = None) -> Payment:
    """Send a prepared payment and note the answer. With no answer it stays prepared, and is sent again with the same key."""
    gateway = gateway or the_gateway()
    payment = reads.payment(payment_id)
    if payment.state != PaymentState.PREPARED:
        return payment
    order = _order(payment)
    try:
        intent = payment.intent
        if not intent:
            made = gateway.create(order)
            note_payment(actor=GATEWAY, payment_id=payment.pk, seen=made)
            intent = made.intent
        seen = gateway.confirm(intent, order)
    except OutcomeUnknown as unknown:
        log.warning("payment %s: no answer from the gateway (%s)", payment.number, unknown)
        return reads.payment(payment_id)
    note_payment(actor=GATEWAY, payment_id=payment.pk, seen=seen)
    return reads.payment(payment_id)


def look_again(payment_id: int, *, gateway: Gateway | None = None) -> Payment:
    """Find out how a payment stands: ask if the gateway knows it, else send it again with the same key."""
    gateway = gateway or the_gateway()
    payment = reads.payment(payment_id)
    if payment.state == PaymentState.PREPARED:
        return send_payment(payment_id, gateway=gateway)
    if payment.intent and payment.state == PaymentState.PENDING:
        try:
            seen = gateway.look_up(payment.intent)
        except OutcomeUnknown as unknown:
            log.warning("payment %s: no answer from the gateway (%s)", payment.number, unknown)
            return payment
        note_payment(actor=GATEWAY, payment_id=payment.pk, seen=seen)
    return reads.payment(payment_id)


def send_refund(refund_id: int, *, gateway: Gateway | None = None) -> Refund:
    """Send a prepared refund, or ask after one that is on its way, and note the answer."""
    gateway = gateway or the_gateway()
    refund = reads.refund(refund_id)
    intent = refund.payment.intent
    if refund.state not in {RefundState.PREPARED, RefundState.PENDING} or not intent:
        return refund
    try:
        if refund.state == RefundState.PENDING and refund.outside_id:
            seen = gateway.look_up_refund(refund.outside_id)
        else:
            seen = gateway.refund(intent, amount_fen=refund.amount_fen, key=refund.key)
    except OutcomeUnknown as unknown:
        log.warning("refund of %s: no answer from the gateway (%s)", refund.payment.number, unknown)
        return refund
    note_refund(actor=GATEWAY, refund_id=refund.pk, seen=seen)
    return reads.refund(refund_id)


def receive(body: bytes, signature: str, *, gateway: Gateway | None = None) -> bool:
    """Receive a message: check that it is genuine, ask the gateway how its payment stands, then keep both at once.

    Returns whether the message was new.

    Raises:
        Forged: if it does not come from the gateway, or not now.
        OutcomeUnknown: if the gateway can't be asked; the sender tries again later.
    """
    gateway = gateway or the_gateway()
    message = gateway.genuine(body, signature, at=clock.now())
    about = message.get("data", {}).get("object", {})
    seen: Seen | None = None
    if about.get("object") == "payment_intent" and _is_ours(about):
        seen = gateway.look_up(str(about["id"]))
        if seen.status == Status.NEW:
            seen = None
    return take_message(actor=GATEWAY, message=message, seen=seen)


def _is_ours(intent: dict) -> bool:
    return reads.payment_by_intent(str(intent.get("id", "")), str((intent.get("metadata") or {}).get("payment", ""))) is not None


def _order(payment: Payment) -> Order:
    contract = payment.invoice.contract
    return Order(
        key=payment.key,
        attempt=payment.attempts,
        amount_fen=payment.amount_fen,
        method=payment.method,
        token=payment.token,
        contract=contract.number,
        payment=payment.number,
        return_url=settings.SITE_URL + reverse("pay_back", args=[contract.number]),
    )
