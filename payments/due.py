"""What the clock brings about: unknown outcomes are found out, and the stand-in's messages are delivered."""

from __future__ import annotations

import logging
from datetime import timedelta

from kernel import clock
from payments import outside, reads
from payments.gateways.base import Forged, OutcomeUnknown
from payments.gateways.choice import standin, uses_standin

log = logging.getLogger(__name__)
ASK_AGAIN_AFTER = timedelta(minutes=1)


def reconcile_due() -> int:
    """Ask after every payment and refund whose outcome is not known."""
    moved = 0
    for payment in reads.unsettled_payments(clock.now() - ASK_AGAIN_AFTER):
        moved += outside.look_again(payment.pk).state != payment.state
    for refund in reads.unsettled_refunds():
        moved += outside.send_refund(refund.pk).state != refund.state
    return moved


def deliver_sample_messages() -> int:
    """Deliver the messages of the stand-in inside the process, through the same inbox as Stripe's."""
    if not uses_standin():
        return 0
    delivered = 0
    for body, signature in standin().messages():
        try:
            delivered += outside.receive(body, signature)
        except (Forged, OutcomeUnknown):
            log.exception("a message of the stand-in was not taken")
    return delivered
