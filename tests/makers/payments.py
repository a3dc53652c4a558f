"""Payments through a stand-in of the test's own."""

import json
from pathlib import Path
from typing import Any

import stripe

from kernel import clock, outbox
from ledger.models import Pending
from payments import outside, reads
from payments.actions.prepare_payment import prepare_payment
from payments.gateways.stripe import StripeGateway
from payments.models import Payment
from payments.standin.client import InProcess
from payments.standin.machine import Machine
from payments.tasks import on_delivery_accepted
from tests.makers import contracts as make
from tests.makers.contracts import Deal

SECRET = "whsec_" + "t" * 8


class Till:
    """A gateway with its stand-in: tests cut lines, deliver messages and answer for the payer."""

    def __init__(self, folder: Path) -> None:
        self.machine = Machine(
            folder / "standin.sqlite3", now=clock.now, payer_url="/payments/standin/{intent}/", webhook_secret=SECRET
        )
        self.line = InProcess(self.machine)
        client = stripe.StripeClient("sk_test_standin", http_client=self.line, max_network_retries=0)
        self.gateway = StripeGateway(client, webhook_secret=SECRET, is_sample=True)

    def posted(self, ending: str = "") -> int:
        """How many requests went out whose path ends so."""
        return sum(method == "POST" and path.endswith(ending) for method, path, _ in self.line.requests)

    def send(self, payment: Payment) -> Payment:
        return outside.send_payment(payment.pk, gateway=self.gateway)

    def receive(self, body: bytes, signature: str) -> bool:
        return outside.receive(body, signature, gateway=self.gateway)


def an_invoiced_contract(**award: Any) -> Deal:
    """An accepted contract with its invoice."""
    deal = make.an_accepted_contract(**award)
    outbox.deliver_all()
    if reads.invoice_of(deal.contract) is None:
        on_delivery_accepted({"contract": deal.contract.pk})
    return deal


def a_paid_contract(**award: Any) -> Deal:
    """A contract paid through the site's own gateway, which in tests is the stand-in."""
    deal = an_invoiced_contract(**award)
    outside.send_payment(a_prepared_payment(deal).pk)
    return Deal(deal.now(), deal.buyer, deal.agency)


def a_prepared_payment(deal: Deal, *, method: str = "card", token: str = "pm_card_visa", attempts_seen: int = 0) -> Payment:
    """A payment that is stored and not yet sent."""
    return prepare_payment(actor=deal.buyer, number=deal.number, method=method, token=token, attempts_seen=attempts_seen)


def settled() -> list[dict]:
    """What the record waits to say of payments that arrived, in order."""
    bodies = (json.loads(body) for body in Pending.objects.order_by("pk").values_list("body", flat=True))
    return [body for body in bodies if body["type"] == "payment.settled"]
