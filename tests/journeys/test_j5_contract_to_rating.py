"""J5: from a contract that both sides confirm to a delivery, its return, its acceptance, one payment, a rating and a score."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from contracts.states import ContractState
from kernel import clock, outbox
from market.models import Person
from payments.models import Payment
from payments.states import PaymentState
from ratings.models import Evaluation
from tests.conftest import WEDNESDAY
from tests.makers import contracts as make
from tests.makers import market

pytestmark = pytest.mark.django_db(transaction=True)
PDF = {"name": "水土保持方案（送审稿）.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n% sample result\n%%EOF\n"}
NOT_A_PDF = {"name": "方案.pdf", "mimeType": "application/pdf", "buffer": b"GIF89a not a pdf"}
CRITERIA = {"quality": "2", "timeliness": "4", "attitude": "5", "fee": "5", "conduct": "5"}


def seated(reader, actor):
    """A reader who has signed in as an actor of the makers."""
    somebody = reader()
    somebody.sign_in(Person.objects.get(pk=actor.person_id).username)
    return somebody


def main_text(reader) -> str:
    """What stands in the page's main part."""
    return reader.page.locator("main").inner_text()


def test_a_contract_is_signed_delivered_mended_accepted_paid_once_and_rated(reader) -> None:
    clock.set_to(WEDNESDAY)
    call_command("seed", verbosity=0)
    deal = make.a_drawn_up_contract(
        buyer=market.an_organisation("firm", "栖梧新材料有限公司"), agency=make.an_agency_row("澄川环境技术有限公司")
    )
    buyer, agency = seated(reader, deal.buyer), seated(reader, deal.agency)
    sign(buyer, agency, deal)
    deliver_twice(buyer, agency, deal)
    pay_once(buyer, deal)
    rate(buyer, agency, deal)
    visitor = reader()
    visitor.open(f"/agencies/{deal.agency.uscc}/score/")
    said = main_text(visitor)
    assert "质量" in said
    assert "信用分" in said
    visitor.shot("j5-score")


def sign(buyer, agency, deal) -> None:
    """Both sides confirm the terms that they read."""
    for side in (buyer, agency):
        side.open(f"/my/contracts/{deal.number}/")
        side.press("确认条款")
        assert "请勾选" in side.page.locator(".zx-errsum").inner_text()
        side.page.locator("[name=agreed]").check()
        side.press("确认条款")
    assert deal.now().state == ContractState.SIGNED
    agency.open(f"/contracts/{deal.number}/")


def deliver_twice(buyer, agency, deal) -> None:
    """A wrong file is refused; the first delivery is returned with reasons; the second is accepted."""
    agency.open(f"/my/contracts/{deal.number}/")
    agency.page.locator("[name=results]").set_input_files(NOT_A_PDF)
    agency.press("交付", exact=True)
    assert agency.page.locator(".zx-errsum").count() == 1
    agency.page.locator("[name=results]").set_input_files(PDF)
    agency.fill(note="送审稿")
    agency.press("交付", exact=True)
    assert deal.now().state == ContractState.DELIVERED

    buyer.open(f"/my/contracts/{deal.number}/")
    buyer.page.get_by_text("退回，写明理由").click()
    buyer.press("退回整改")
    assert buyer.page.locator(".zx-errsum").count() == 1
    buyer.fill(reasons="缺少防治责任范围图，请补充。")
    buyer.press("退回整改")
    agency.open(f"/my/contracts/{deal.number}/")
    assert "缺少防治责任范围图" in main_text(agency)
    agency.shot("j5-returned")
    agency.page.locator("[name=results]").set_input_files(PDF)
    agency.press("交付", exact=True)
    buyer.open(f"/my/contracts/{deal.number}/")
    assert "第 2 次交付" in main_text(buyer)
    buyer.press("验收通过")
    assert deal.now().state == ContractState.ACCEPTED
    outbox.deliver_all()


def pay_once(buyer, deal) -> None:
    """The page of one invoice open twice, pressed in both: one payment."""
    address = f"/my/contracts/{deal.number}/pay/"
    buyer.open(address)
    buyer.shot("j5-pay")
    second = buyer.page.context.new_page()
    second.goto(buyer.base + address)
    for page in (buyer.page, second):
        page.locator("[name=method][value=card]").check()
        page.locator("[name=card]").select_option("pm_card_visa")
        page.locator("main form button.zx-btn--big").click()
        page.wait_for_load_state("load")
    second.close()
    outbox.deliver_all()
    buyer.open(address)
    assert "已付款" in main_text(buyer)
    assert [payment.state for payment in Payment.objects.all()] == [PaymentState.SUCCEEDED]
    assert Payment.objects.get().amount_fen == deal.contract.amount_fen
    assert deal.now().state == ContractState.COMPLETED


def rate(buyer, agency, deal) -> None:
    """Five scores; a low one asks for its reason; the agency replies."""
    buyer.open("/my/ratings/")
    buyer.press("澄川环境技术有限公司")
    for name, score in CRITERIA.items():
        buyer.page.locator(f"[name={name}]").select_option(score)
    buyer.press("提交评价")
    assert "理由" in buyer.page.locator(".zx-errsum").inner_text()
    buyer.shot("j5-rate")
    buyer.fill(reasons="第一次交付缺图，补正后合格。")
    buyer.press("提交评价")
    outbox.deliver_all()
    given = Evaluation.objects.get()
    agency.open(f"/my/evaluations/{given.pk}/")
    assert "第一次交付缺图" in main_text(agency)
    agency.page.locator("[name=reply-text]").fill("已补齐防治责任范围图，感谢指正。")
    agency.press("提交答复")
    assert "已补齐防治责任范围图" in main_text(agency)
    outbox.deliver_all()
