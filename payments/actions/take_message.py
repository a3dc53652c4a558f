"""Take a genuine message of the gateway into the inbox, with its effect, in one transaction."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from kernel import clock
from kernel.actors import Actor
from payments import reads
from payments.actions.note_payment import note_payment
from payments.gateways.base import Seen
from payments.models import WebhookEvent


@transaction.atomic
def take_message(*, actor: Actor, message: dict[str, Any], seen: Seen | None) -> bool:
    """Keep a message once and move its payment to where `seen` (what the gateway said when asked) puts it.

    The message itself is only a hint: messages come twice and out of order. Returns whether it was new.
    """
    about = message.get("data", {}).get("object", {})
    event, new = WebhookEvent.objects.get_or_create(
        event_id=message["id"],
        defaults={
            "kind": str(message.get("type", ""))[:60],
            "about": str(about.get("id", ""))[:80],
            "payload": message,
            "received_at": clock.now(),
        },
    )
    if not new or seen is None:
        return new
    payment = reads.payment_by_intent(seen.intent, seen.key)
    if payment is not None and note_payment(actor=actor, payment_id=payment.pk, seen=seen):
        event.moved = True
        event.save(update_fields=["moved"])
    return True
