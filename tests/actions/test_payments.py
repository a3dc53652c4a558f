"""An invoice is paid once, by the buyer, in full; whatever the gateway does meanwhile."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from contracts.models import Contract
from contracts.states import ContractState
from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from payments import due, outside, reads
from payments.actions.issue_invoice import issue_invoice
from payments.actions.note_payment import note_payment
from payments.actions.prepare_payment import prepare_payment
from payments.gateways.base import Seen, Status
from payments.models import Invoice, Payment
from payments.states import InvoiceState, PaymentState
from tests.makers import contracts as contracts_make
from tests.makers import market
from tests.makers import payments as make

pytestmark = pytest.mark.usefixtures("at_ten", "media")


def test_an_accepted_delivery_is_followed_by_its_invoice_once() -> None:
    deal = make.an_invoiced_contract()
    invoice = issue_invoice(actor=SCHEDULER, number=deal.number)
    assert Invoice.objects.count() == 1
    assert (invoice.number, invoice.amount_fen, invoice.payer.uscc) == ("ZX-HT-2026-0001-F1", 8_260_000, deal.buyer.uscc)
    assert invoice.due_on == date(2026, 8, 2)


def test_a_department_pays_within_thirty_days_of_delivery() -> None:
    deal = make.an_invoiced_contract(buyer=market.an_organisation("department"))
    invoice = reads.invoice_of(deal.contract)
    assert invoice
    assert (invoice.due_on, invoice.budget_line) == (date(2026, 7, 3), "2130305-001")


def test_nothing_is_invoiced_before_acceptance() -> None:
    deal = contracts_make.a_delivered_contract()
    with pytest.raises(RulesBroken) as refused:
        issue_invoice(actor=SCHEDULER, number=deal.number)
    assert refused.value.names == ("payments.payment_follows_acceptance",)
    with pytest.raises(NotFound):
        make.a_prepared_payment(deal)


def test_a_card_payment_settles_the_invoice_and_completes_the_contract(till) -> None:
    deal = make.an_invoiced_contract()
    payment = till.send(make.a_prepared_payment(deal))
    assert payment.state == PaymentState.SUCCEEDED
    assert deal.now().state == ContractState.COMPLETED
    assert Invoice.objects.get().state == InvoiceState.SETTLED
    (entry,) = make.settled()
    assert (entry["fen"], entry["payment"], entry["bidder"]) == (8_260_000, "ZX-HT-2026-0001-P1", deal.agency.uscc)


def test_two_clicks_on_pay_make_one_payment(till) -> None:
    deal = make.an_invoiced_contract()
    first, second = make.a_prepared_payment(deal), make.a_prepared_payment(deal)
    assert first.pk == second.pk
    assert till.send(first).state == till.send(second).state == PaymentState.SUCCEEDED
    third = make.a_prepared_payment(deal)
    assert (third.pk, till.send(third).state) == (first.pk, PaymentState.SUCCEEDED)
    assert (till.posted("/payment_intents"), till.posted("/confirm"), len(make.settled())) == (1, 1, 1)


def test_a_settled_invoice_is_not_paid_again_even_from_a_fresh_page(till) -> None:
    deal = make.an_invoiced_contract()
    till.send(make.a_prepared_payment(deal))
    with pytest.raises(RulesBroken) as refused:
        make.a_prepared_payment(deal, attempts_seen=1)
    assert "payments.invoice_is_paid_once" in refused.value.names
    assert "payments.payments_stay_within_the_contract" in refused.value.names


def test_a_declined_card_may_be_tried_again_on_the_same_intent(till) -> None:
    deal = make.an_invoiced_contract()
    declined = till.send(make.a_prepared_payment(deal, token="pm_card_visa_chargeDeclinedInsufficientFunds"))
    assert (declined.state, declined.decline_code) == (PaymentState.DECLINED, "insufficient_funds")
    assert deal.now().state == ContractState.ACCEPTED
    again = till.send(make.a_prepared_payment(deal, attempts_seen=1))
    assert (again.pk, again.state, again.attempts) == (declined.pk, PaymentState.SUCCEEDED, 2)
    assert till.posted("/payment_intents") == 1


@pytest.mark.parametrize(("method", "token"), [("alipay", ""), ("wechat_pay", ""), ("card", "pm_card_authenticationRequired")])
@pytest.mark.parametrize("yes", [True, False])
def test_a_payer_who_is_asked_may_agree_or_not(till, method: str, token: str, yes: bool) -> None:
    deal = make.an_invoiced_contract()
    waiting = till.send(make.a_prepared_payment(deal, method=method, token=token))
    assert (waiting.state, waiting.next_url) == (PaymentState.PENDING, f"/payments/standin/{waiting.intent}/")
    till.machine.payer_says(waiting.intent, yes=yes)
    seen = outside.look_again(waiting.pk, gateway=till.gateway)
    assert seen.state == (PaymentState.SUCCEEDED if yes else PaymentState.DECLINED)


@pytest.mark.parametrize("fault", ["before", "after"])
@pytest.mark.parametrize("call", [0, 1])
def test_a_line_cut_at_any_call_leaves_one_payment_that_is_found_out_later(till, fault: str, call: int) -> None:
    deal = make.an_invoiced_contract()
    payment = make.a_prepared_payment(deal)
    till.line.faults = ["none"] * call + [fault]
    assert till.send(payment).state == PaymentState.PREPARED
    assert outside.look_again(payment.pk, gateway=till.gateway).state == PaymentState.SUCCEEDED
    messages = [json.loads(body)["type"] for body, _ in till.machine.messages()]
    assert sorted(messages) == ["payment_intent.created", "payment_intent.succeeded"]


def test_the_tick_finds_out_what_a_killed_process_left(till, monkeypatch) -> None:
    deal = make.an_invoiced_contract()
    payment = make.a_prepared_payment(deal)
    monkeypatch.setattr(outside, "the_gateway", lambda: till.gateway)
    assert due.reconcile_due() == 0
    clock.forward(timedelta(minutes=1))
    assert due.reconcile_due() == 1
    assert Payment.objects.get(pk=payment.pk).state == PaymentState.SUCCEEDED
    assert due.reconcile_due() == 0


def test_only_the_buyer_pays_and_only_with_the_role() -> None:
    deal = make.an_invoiced_contract()
    for actor in (deal.agency, market.a_firm(), market.acting_for(deal.contract.buyer, "buy")):
        with pytest.raises(NotForYou):
            prepare_payment(actor=actor, number=deal.number, method="card", token="", attempts_seen=0)
    assert not Payment.objects.exists()


def test_a_gateway_that_took_another_sum_settles_nothing() -> None:
    deal = make.an_invoiced_contract()
    payment = make.a_prepared_payment(deal)
    seen = Seen("pi_1", Status.SUCCEEDED, 8_260_001, "cny")
    with pytest.raises(RulesBroken) as refused:
        note_payment(actor=SCHEDULER, payment_id=payment.pk, seen=seen)
    assert refused.value.names == ("payments.gateway_took_what_was_asked",)
    assert Payment.objects.get().state == PaymentState.PREPARED


def test_money_that_arrived_never_un_arrives(till) -> None:
    deal = make.an_invoiced_contract()
    payment = till.send(make.a_prepared_payment(deal))
    for status in (Status.DECLINED, Status.CANCELLED, Status.PENDING):
        assert not note_payment(actor=SCHEDULER, payment_id=payment.pk, seen=Seen(payment.intent, status, 1, "cny"))
    assert Payment.objects.get().state == PaymentState.SUCCEEDED


def test_the_database_refuses_a_second_live_payment_and_one_over_the_contract(till) -> None:
    deal = make.an_invoiced_contract()
    paid = till.send(make.a_prepared_payment(deal))
    with pytest.raises(IntegrityError, match="one_live_payment_per_invoice"), transaction.atomic():
        Payment.objects.create(
            invoice=paid.invoice,
            number="X",
            key="x",
            gateway="stripe",
            method="card",
            amount_fen=1,
            prepared_at=clock.now(),
            asked_at=clock.now(),
        )
    with pytest.raises(IntegrityError, match="would pass the price"), transaction.atomic():
        Payment.objects.filter(pk=paid.pk).update(amount_fen=8_260_001)


def test_a_cancelled_intent_lets_a_new_payment_be_made(till) -> None:
    deal = make.an_invoiced_contract()
    payment = till.send(make.a_prepared_payment(deal, method="alipay", token=""))
    till.machine.answer("POST", f"/v1/payment_intents/{payment.intent}/cancel", {})
    assert outside.look_again(payment.pk, gateway=till.gateway).state == PaymentState.CANCELLED
    fresh = till.send(make.a_prepared_payment(deal))
    assert (fresh.number, fresh.state) == ("ZX-HT-2026-0001-P2", PaymentState.SUCCEEDED)
    assert Contract.objects.get().state == ContractState.COMPLETED
