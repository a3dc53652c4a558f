"""Money given back: by the agency, never more than came, and asked after until it is known."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from kernel import clock
from kernel.access import NotForYou
from kernel.rulebook import RulesBroken
from payments import due, outside, reads
from payments.actions.prepare_refund import prepare_refund
from payments.gateways.base import RefundStatus
from payments.models import Invoice, Refund
from payments.states import InvoiceState, RefundState
from tests.makers import payments as make

pytestmark = pytest.mark.usefixtures("at_ten", "media")


def test_the_agency_gives_back_a_part_and_then_the_rest_and_no_more(till) -> None:
    deal = make.an_invoiced_contract()
    till.send(make.a_prepared_payment(deal))
    first = prepare_refund(actor=deal.agency, number=deal.number, amount_fen=260_000, reason="少做一期监测")
    till.line.faults = ["after"]
    assert outside.send_refund(first.pk, gateway=till.gateway).state == RefundState.PREPARED
    assert outside.send_refund(first.pk, gateway=till.gateway).state == RefundState.SUCCEEDED
    with pytest.raises(RulesBroken) as refused:
        prepare_refund(actor=deal.agency, number=deal.number, amount_fen=8_000_001, reason="多退一分")
    assert refused.value.names == ("payments.refund_stays_within_the_payment",)
    rest = prepare_refund(actor=deal.agency, number=deal.number, amount_fen=8_000_000, reason="合同撤销")
    outside.send_refund(rest.pk, gateway=till.gateway)
    assert Invoice.objects.get().state == InvoiceState.REFUNDED
    assert reads.paid_fen(deal.contract) == 0
    assert list(Refund.objects.order_by("pk").values_list("number", flat=True)) == [
        "ZX-HT-2026-0001-P1-R1",
        "ZX-HT-2026-0001-P1-R2",
    ]


def test_a_refund_that_is_on_its_way_is_asked_after_and_not_sent_again(till, monkeypatch) -> None:
    deal = make.an_invoiced_contract()
    till.send(make.a_prepared_payment(deal))
    refund = prepare_refund(actor=deal.agency, number=deal.number, amount_fen=260_000, reason="少做一期监测")
    give = till.gateway.refund
    monkeypatch.setattr(till.gateway, "refund", lambda *a, **w: replace(give(*a, **w), status=RefundStatus.PENDING))
    assert outside.send_refund(refund.pk, gateway=till.gateway).state == RefundState.PENDING
    posted = till.posted("/refunds")
    monkeypatch.setattr(outside, "the_gateway", lambda: till.gateway)
    assert due.reconcile_due() == 1
    assert reads.refund(refund.pk).state == RefundState.SUCCEEDED
    assert (till.posted("/refunds"), due.reconcile_due()) == (posted, 0)


def test_the_database_refuses_refunds_over_the_payment(till) -> None:
    deal = make.an_invoiced_contract()
    payment = till.send(make.a_prepared_payment(deal))
    with pytest.raises(IntegrityError, match="would pass the payment"), transaction.atomic():
        Refund.objects.create(payment=payment, number="R", key="k", amount_fen=8_260_001, reason="x", prepared_at=clock.now())


def test_the_buyer_does_not_take_money_back_alone(till) -> None:
    deal = make.an_invoiced_contract()
    till.send(make.a_prepared_payment(deal))
    with pytest.raises(NotForYou):
        prepare_refund(actor=deal.buyer, number=deal.number, amount_fen=1, reason="不满意")
