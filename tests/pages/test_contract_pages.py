"""The pages of a contract and its payment, played as both sides would."""

import io
import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from contracts import due as contracts_due
from contracts.actions.answer_change import answer_change
from contracts.actions.propose_change import propose_change
from contracts.states import ContractState
from kernel import clock, outbox
from kernel.actors import Actor
from market.models import Person
from payments import due
from payments.gateways import choice
from payments.models import Payment
from tests.makers import contracts as make
from tests.makers import market
from tests.makers import payments as pay_make
from tests.makers.contracts import Deal
from tests.makers.ventures import a_joint_contract, signed_by

pytestmark = pytest.mark.usefixtures("at_ten", "own_files")


@pytest.fixture
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT, settings.STANDIN_FILE = tmp_path, tmp_path / "standin.sqlite3"
    settings.STRIPE_SECRET_KEY = settings.STRIPE_API_BASE = settings.STRIPE_WEBHOOK_SECRET = ""
    choice.gateway.cache_clear()
    choice.standin.cache_clear()
    yield
    choice.gateway.cache_clear()
    choice.standin.cache_clear()


def as_(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


def at(deal: Deal, name: str = "contract") -> str:
    return reverse(name, args=[deal.number])


def test_both_sides_play_a_contract_from_terms_to_payment_in_their_browsers() -> None:
    deal = make.a_drawn_up_contract()
    buyer, agency = as_(deal.buyer), as_(deal.agency)
    page = buyer.get(at(deal)).content.decode()
    assert "捌万贰仟陆佰元整" in page
    assert deal.contract.terms_hash in page
    for side in (buyer, agency):
        assert (
            side.post(at(deal, "confirm_contract"), {"terms_hash": deal.contract.terms_hash, "agreed": "on"}).status_code == 302
        )
    assert deal.now().state == ContractState.SIGNED
    file = SimpleUploadedFile("方案.pdf", b"%PDF-1.7 result")
    assert agency.post(at(deal, "deliver"), {"results": [file], "note": "送审稿"}).status_code == 302
    assert buyer.post(at(deal, "return_delivery"), {"reasons": "缺图"}).status_code == 302
    assert agency.post(at(deal, "deliver"), {"results": [SimpleUploadedFile("方案.pdf", b"%PDF-1.7 again")]}).status_code == 302
    assert buyer.post(at(deal, "accept_delivery")).status_code == 302
    outbox.deliver_all()
    page = buyer.get(at(deal, "pay")).content.decode()
    assert "示例支付通道" in page
    form = {"method": "card", "card": "pm_card_visa", "attempts_seen": "0"}
    assert buyer.post(at(deal, "pay"), form).status_code == 302
    assert buyer.post(at(deal, "pay"), form).status_code == 302
    assert Payment.objects.count() == 1
    assert deal.now().state == ContractState.COMPLETED
    assert "已付款" in buyer.get(at(deal, "pay")).content.decode()
    assert due.deliver_sample_messages() == 2


def test_a_confirmation_without_the_declaration_shows_its_error_and_changes_nothing() -> None:
    deal = make.a_drawn_up_contract()
    answer = as_(deal.buyer).post(at(deal, "confirm_contract"), {"terms_hash": deal.contract.terms_hash})
    assert answer.status_code == 422
    assert "确认前请勾选" in answer.content.decode()
    assert deal.now().buyer_confirmed_at is None


def test_a_stale_text_is_refused_with_its_rule() -> None:
    deal = make.a_drawn_up_contract()
    answer = as_(deal.buyer).post(at(deal, "confirm_contract"), {"terms_hash": "0" * 64, "agreed": "on"})
    assert answer.status_code == 422
    assert "电子签名法§13" in answer.content.decode()


@pytest.mark.parametrize(("name", "content"), [("报告.pdf", b"MZ\x90\x00"), ("空.pdf", b"")])
def test_a_wrong_file_is_refused_beside_its_field(name: str, content: bytes) -> None:
    deal = make.a_signed_contract()
    answer = as_(deal.agency).post(at(deal, "deliver"), {"results": [SimpleUploadedFile(name, content)]})
    assert answer.status_code == 422
    assert name in answer.content.decode()
    assert deal.now().state == ContractState.SIGNED


def test_a_contract_is_public_from_its_signing_and_not_before() -> None:
    deal = make.a_drawn_up_contract()
    visitor = Client()
    assert visitor.get(at(deal, "contract_notice")).status_code == 404
    assert visitor.get(at(deal, "contract_pdf")).status_code == 404
    signed = make.a_signed_contract()
    assert "条款摘要" in visitor.get(at(signed, "contract_notice")).content.decode()
    paper = visitor.get(at(signed, "contract_pdf"))
    assert paper["Content-Type"] == "application/pdf"
    (inside,) = PdfReader(io.BytesIO(paper.content)).attachments["terms.json"]
    assert json.loads(inside)["number"] == signed.number


def test_a_stranger_does_not_learn_of_an_unsigned_contract_and_is_refused_a_signed_one() -> None:
    stranger = as_(market.a_firm())
    assert stranger.get(at(make.a_drawn_up_contract())).status_code == 404
    signed = make.a_signed_contract()
    assert stranger.get(at(signed)).status_code == 403
    assert stranger.post(at(signed, "accept_delivery")).status_code == 403
    assert stranger.get(at(signed, "pay")).status_code == 403


def test_a_result_is_downloaded_by_the_two_sides_only() -> None:
    deal = make.a_delivered_contract()
    file = deal.contract.deliveries.get().files.get()
    address = reverse("result_file", args=[deal.number, file.pk])
    got = as_(deal.buyer).get(address)
    assert got.content == make.A_PDF.content
    assert got["Content-Disposition"].startswith("attachment")
    assert as_(market.a_firm()).get(address).status_code == 403


def test_a_member_of_a_joint_venture_reads_all_of_its_contract_and_signs_and_every_other_door_is_closed() -> None:
    deal = a_joint_contract()
    member, other = (as_(each) for each in deal.members)
    page = member.get(at(deal)).content.decode()
    for said in (
        "牵头的联合体承担",
        f"牵头方：{deal.agency.name}<br>",
        f"成员：{deal.members[0].name}（本单位）<br>",
        "份额 33.33%",
    ):
        assert said in page
    assert page.count("尚未确认") == 4
    for paper in ("contract_draft_pdf", "award_notice_pdf"):
        assert member.get(at(deal, paper))["Content-Type"] == "application/pdf"
    for client in (member, other, as_(deal.agency), as_(deal.buyer)):
        client.post(at(deal, "confirm_contract"), {"terms_hash": deal.contract.terms_hash, "agreed": "on"})
    assert deal.now().state == ContractState.SIGNED
    refused = ("deliver", "accept_delivery", "return_delivery", "propose_change", "answer_change", "terminate_contract")
    said = {"reasons": "缺图", "reason": "停工", "new_due_on": "2026-09-01", "answer": "yes"}
    for name in refused:
        form = said | ({"results": [SimpleUploadedFile("方案.pdf", b"%PDF-1.7")]} if name == "deliver" else {})
        assert member.post(at(deal, name), form).status_code == 403, name
    assert "等待牵头方交付" in member.get(at(deal)).content.decode()
    as_(deal.agency).post(at(deal, "deliver"), {"results": [SimpleUploadedFile("方案.pdf", b"%PDF-1.7 result")]})
    file = deal.contract.deliveries.get().files.get()
    assert member.get(reverse("result_file", args=[deal.number, file.pk])).content == b"%PDF-1.7 result"
    as_(deal.buyer).post(at(deal, "accept_delivery"))
    outbox.deliver_all()
    page = member.get(at(deal, "pay"))
    assert (page.status_code, "多次点击" in page.content.decode()) == (200, False)
    assert member.post(at(deal, "pay"), {"method": "alipay", "attempts_seen": "0"}).status_code == 403
    assert not Payment.objects.exists()


def test_the_other_side_of_a_change_is_the_lead_for_its_members() -> None:
    deal = a_joint_contract(members=1)
    signed_by(deal, *deal.everybody)
    propose_change(actor=deal.agency, number=deal.number, reason="汛期", new_due_on=date(2027, 1, 1))
    page = as_(deal.members[0]).get(at(deal)).content.decode()
    assert "等待对方答复" in page
    assert 'value="yes"' not in page
    answer_change(actor=deal.buyer, number=deal.number, agree=False)
    propose_change(actor=deal.buyer, number=deal.number, reason="场地", new_due_on=date(2027, 1, 1))
    page = as_(deal.members[0]).get(at(deal)).content.decode()
    assert "对方提出变更" in page
    assert 'value="yes"' not in page


def test_a_contract_that_lapsed_says_to_each_party_who_did_not_sign() -> None:
    deal = a_joint_contract()
    signed_by(deal, deal.buyer, deal.agency, deal.members[0])
    clock.set_to(deal.contract.sign_by)
    assert contracts_due.lapse_due() == 1
    for party in deal.everybody:
        assert f"期限内没有确认：成员 {deal.members[1].name}</p>" in as_(party).get(at(deal)).content.decode()


def test_alipay_leads_to_the_payers_page_and_back() -> None:
    deal = pay_make.an_invoiced_contract()
    buyer = as_(deal.buyer)
    answer = buyer.post(at(deal, "pay"), {"method": "alipay", "attempts_seen": "0"})
    intent = Payment.objects.get().intent
    assert answer["Location"].endswith(f"/payments/standin/{intent}/")
    payers_page = reverse("standin_payer", args=[intent])
    assert "同意付款" in buyer.get(payers_page).content.decode()
    back = buyer.post(payers_page, {"answer": "yes"})
    assert back["Location"].endswith(at(deal, "pay_back"))
    assert buyer.get(at(deal, "pay_back")).status_code == 302
    assert deal.now().state == ContractState.COMPLETED


def test_a_declined_card_says_so_and_offers_another_try() -> None:
    deal = pay_make.an_invoiced_contract()
    buyer = as_(deal.buyer)
    buyer.post(at(deal, "pay"), {"method": "card", "card": "pm_card_visa_chargeDeclinedInsufficientFunds", "attempts_seen": "0"})
    page = buyer.get(at(deal, "pay")).content.decode()
    assert "余额不足" in page
    assert "再付一次" in page


def test_the_payers_page_does_not_exist_on_a_site_with_real_payments(settings) -> None:
    settings.STRIPE_SECRET_KEY = "sk_live_x"
    assert Client().get(reverse("standin_payer", args=["pi_1"])).status_code == 404


def test_a_forged_message_is_answered_400_and_a_genuine_one_twice_200() -> None:
    client = Client()
    message = {"id": "evt_1", "type": "charge.updated", "data": {"object": {"id": "ch_1", "object": "charge"}}}
    body, signature = choice.standin().signed(message)
    hook = reverse("stripe_webhook")
    send = {"data": body, "content_type": "application/json"}
    assert client.post(hook, **send, headers={"Stripe-Signature": "t=1,v1=00"}).status_code == 400
    answers = [client.post(hook, **send, headers={"Stripe-Signature": signature}) for _ in range(2)]
    assert [(a.status_code, a.json()["new"]) for a in answers] == [(200, True), (200, False)]


@pytest.mark.parametrize("many", [1, 20])
def test_the_list_asks_the_same_number_of_questions_for_one_and_for_twenty(many: int, django_assert_max_num_queries) -> None:
    buyer = market.an_organisation()
    for _ in range(many):
        deal = make.a_drawn_up_contract(buyer=buyer)
    client = as_(deal.buyer)
    with django_assert_max_num_queries(10):
        page = client.get(reverse("contracts")).content.decode()
    assert page.count("zx-item zx-item--side") == many
