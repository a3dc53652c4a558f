"""What the gateway tells of a payment: genuine, in any order, any number of times, and with one effect."""

import json
from datetime import timedelta

import pytest

from kernel import clock
from payments import outside
from payments.gateways.base import Forged
from payments.models import Payment, WebhookEvent
from payments.states import PaymentState
from tests.makers import payments as make

pytestmark = pytest.mark.usefixtures("at_ten", "media")


def test_messages_that_come_twice_late_and_in_any_order_change_things_once(till) -> None:
    deal = make.an_invoiced_contract()
    till.send(make.a_prepared_payment(deal, token="pm_card_visa_chargeDeclined"))
    till.send(make.a_prepared_payment(deal, attempts_seen=1))
    messages = till.machine.messages()
    assert len(messages) == 3
    for body, signature in [*reversed(messages), *messages]:
        till.receive(body, signature)
    assert Payment.objects.get().state == PaymentState.SUCCEEDED
    assert (len(make.settled()), WebhookEvent.objects.count()) == (1, 3)


def test_a_message_settles_a_payment_whose_answer_was_lost(till) -> None:
    deal = make.an_invoiced_contract()
    till.line.faults = ["none", "after"]
    payment = till.send(make.a_prepared_payment(deal))
    assert payment.state == PaymentState.PREPARED
    results = [till.receive(body, signature) for body, signature in reversed(till.machine.messages())]
    assert results == [True, True]
    assert (Payment.objects.get().state, len(make.settled())) == (PaymentState.SUCCEEDED, 1)


def test_a_message_finds_its_payment_even_before_we_know_the_intent(till) -> None:
    deal = make.an_invoiced_contract()
    payment = make.a_prepared_payment(deal)
    till.line.faults = ["after"]
    till.send(payment)
    intent = json.loads(till.machine.messages()[0][0])["data"]["object"]["id"]
    till.gateway.confirm(intent, outside._order(payment))
    for body, signature in till.machine.messages():
        till.receive(body, signature)
    assert Payment.objects.get().state == PaymentState.SUCCEEDED
    assert Payment.objects.get().intent == intent


@pytest.mark.parametrize("what", ["signature", "body", "no header", "301 s old", "301 s ahead"])
def test_a_forged_or_stale_message_is_refused_and_leaves_no_trace(till, what: str) -> None:
    deal = make.an_invoiced_contract()
    till.line.faults = ["none", "after"]
    till.send(make.a_prepared_payment(deal))
    message = json.loads(till.machine.messages()[-1][0])
    at = clock.now() + timedelta(seconds={"301 s old": -301, "301 s ahead": 301}.get(what, 0))
    body, signature = till.machine.signed(message, at=at)
    if what == "signature":
        signature = signature[:-4] + "0000"
    if what == "body":
        body = body.replace(b"8260000", b"8260001")
    if what == "no header":
        signature = ""
    with pytest.raises(Forged):
        till.receive(body, signature)
    assert (WebhookEvent.objects.count(), len(make.settled())) == (0, 0)


@pytest.mark.parametrize("seconds", [-300, 300])
def test_a_message_at_the_edge_of_the_window_is_taken(till, seconds: int) -> None:
    message = {"id": "evt_1", "type": "charge.updated", "data": {"object": {"id": "ch_1", "object": "charge"}}}
    assert till.receive(*till.machine.signed(message, at=clock.now() + timedelta(seconds=seconds)))
