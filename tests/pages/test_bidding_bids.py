"""A bidder's pages: may I, seal, receipt, take back, answer an award, object."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from bidding import due, reads
from bidding.models import Bid, Need, Objection
from bidding.rules.award import bidders_have_no_controller_in_common
from bidding.views.api import refused_as_problem
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import Broken, RulesBroken
from market.models import Person
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import experts, market, reveals
from web.templatetags.zx import moment, short_moment


def browser(actor: Actor) -> Client:
    """A browser in which the actor has signed in."""
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def need(at_ten) -> Need:
    return needs.an_open_need()


def test_eligibility_names_what_is_kept_and_what_is_broken(need) -> None:
    agency = make.a_bidder(item_code="B03")
    page = browser(agency).get(f"/needs/{need.number}/eligibility/").content.decode()
    assert "还差 1 项" in page
    assert "尚未登记提供" in page
    assert "已满足 7 项" in page
    assert "已公示该服务的条件" not in page
    assert "机构状态：正常" in page


def test_an_eligible_agency_is_shown_the_way_to_the_form(need) -> None:
    page = browser(make.a_bidder()).get(f"/needs/{need.number}/eligibility/").content.decode()
    assert "符合全部 9 项" in page
    assert f"/needs/{need.number}/bid/" in page


def test_the_form_seals_in_the_browser_and_says_what_it_guards_against(need) -> None:
    agency = make.a_bidder()
    page = browser(agency).get(f"/needs/{need.number}/bid/").content.decode()
    assert f'data-need="{need.number}"' in page
    assert f'data-bidder="{agency.uscc}"' in page
    assert 'data-seq="1"' in page
    assert "不能防平台自己" in page
    assert "以平台收到的时间为准" in page
    assert 'name="amount"' not in page


def test_the_form_of_an_ineligible_agency_is_its_list_of_reasons(need) -> None:
    page = browser(make.a_bidder(item_code="B03")).get(f"/needs/{need.number}/bid/").content.decode()
    assert "暂时不能报名" in page


def test_sending_the_envelope_leads_to_a_receipt_without_an_amount(need) -> None:
    agency = make.a_bidder()
    envelope = make.an_envelope(need, agency, 80_000)
    client = browser(agency)
    sent = client.post(f"/needs/{need.number}/bid/", {"envelope": json.dumps(envelope)})
    bid = Bid.objects.get()
    assert (sent.status_code, sent.headers["Location"]) == (302, f"/my/bids/{bid.envelope_hash}/")
    page = client.get(f"/my/bids/{bid.envelope_hash}/").content.decode()
    assert bid.envelope_hash in page
    assert "80,000" not in page
    assert "截止前不开启（密钥目前由平台保管）" in page
    need.trustees["t"] = 2
    need.save(update_fields=["trustees"])
    assert "平台不知道金额" in client.get(f"/my/bids/{bid.envelope_hash}/").content.decode()
    receipt = client.get(f"/my/bids/{bid.envelope_hash}/receipt.json").json()
    assert receipt["receipt"] == reads.receipt_of(bid)
    assert receipt["envelope"] == envelope
    assert receipt["v"] == "receipt-file/1"
    assert any("verify.py" in each for each in receipt["how"])


@pytest.mark.parametrize("envelope", ["", "not json", "{}", "[]", '{"v":"bid-seal/1"}'])
def test_what_is_no_envelope_comes_back_with_the_reason(need, envelope) -> None:
    answer = browser(make.a_bidder()).post(f"/needs/{need.number}/bid/", {"envelope": envelope})
    assert answer.status_code == 422
    assert "什么都没有改动" in answer.content.decode()
    assert not Bid.objects.exists()


def test_a_late_bid_comes_back_with_the_rule(need) -> None:
    agency = make.a_bidder()
    envelope = make.an_envelope(need, agency)
    clock.set_to(need.closes_at)
    answer = browser(agency).post(f"/needs/{need.number}/bid/", {"envelope": json.dumps(envelope)})
    assert answer.status_code == 422
    assert "晚一微秒也不例外" in answer.content.decode()


def test_programs_send_an_envelope_and_get_a_receipt(need) -> None:
    agency = make.a_bidder()
    envelope = make.an_envelope(need, agency)
    answer = browser(agency).post(f"/needs/{need.number}/bids/", json.dumps(envelope), content_type="application/json")
    assert answer.status_code == 201
    assert answer.json()["receipt"] == reads.receipt_of(Bid.objects.get())


def test_programs_get_every_broken_rule_with_its_source(need) -> None:
    agency = make.a_bidder()
    envelope = make.an_envelope(need, agency)
    clock.set_to(need.closes_at)
    answer = browser(agency).post(f"/needs/{need.number}/bids/", json.dumps(envelope), content_type="application/json")
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    (said,) = answer.json()["broken"]
    assert (said["rule"], said["source"]) == ("bidding.bid_arrives_before_closing", "招标投标法第 28 条")


def test_programs_read_a_source_without_notes_of_the_house_and_find_the_rule_on_its_page() -> None:
    rule = bidders_have_no_controller_in_common
    (said,) = json.loads(refused_as_problem(RulesBroken((Broken(rule, "同一控制人"),))).content)["broken"]
    assert said["source"].startswith("本站默认：参照《招标投标法实施条例》第三十四条")
    assert rule.source_told in Broken(rule, "").sentence
    page, _, anchor = said["href"].partition("#")
    assert f'id="{anchor}"' in Client().get(page).content.decode()


def test_programs_without_a_right_are_told_so(need) -> None:
    address = f"/needs/{need.number}/bids/"
    assert Client().post(address, "{}", content_type="application/json").status_code == 401
    assert browser(market.a_firm()).post(address, "{}", content_type="application/json").status_code == 403
    nowhere = browser(make.a_bidder()).post("/needs/ZX-1999-0001/bids/", "{}", content_type="application/json")
    assert nowhere.status_code == 404


def test_my_bids_cost_the_same_for_one_and_for_many(need, django_assert_num_queries) -> None:
    agency = make.a_bidder()
    client = browser(agency)
    make.a_sealed_bid(need, agency)
    client.get("/my/bids/")
    with django_assert_num_queries(7) as one:
        assert client.get("/my/bids/").status_code == 200
    for seq in range(2, 12):
        make.a_sealed_bid(need, agency, seq=seq)
    with django_assert_num_queries(len(one)):
        client.get("/my/bids/")


def test_my_bids_say_who_won_with_the_same_few_questions(at_ten, django_assert_num_queries) -> None:
    agencies = [make.a_bidder() for _ in range(4)]
    need = make.a_decided_need(80_000, 81_000, 82_000, 200_000, bidders=agencies)
    first, second, _, fourth = (browser(each) for each in agencies)
    assert "拟中选" in first.get("/my/bids/").content.decode()
    second.get("/my/bids/")
    with django_assert_num_queries(9):
        page = second.get("/my/bids/").content.decode()
    assert "候补第 1 位" in page
    assert f'href="/results/{need.number}/"' in page
    void = fourth.get("/my/bids/").content.decode()
    assert "无效" in void
    assert "高于" in void
    make.pass_the_publicity(need)
    first.post(f"/needs/{need.number}/award/", {"do": "confirm"})
    assert "中选" in first.get("/my/bids/").content.decode()
    make.a_decided_need(80_000, 81_000, 82_000, bidders=agencies)
    with django_assert_num_queries(9):
        page = second.get("/my/bids/").content.decode()
    assert "未中选" in page


def test_a_bid_is_withdrawn_after_asking_once_more(need) -> None:
    agency = make.a_bidder()
    bid = make.a_sealed_bid(need, agency)
    client = browser(agency)
    assert "确认撤回" in client.get(f"/my/bids/{bid.envelope_hash}/withdraw/").content.decode()
    client.post(f"/my/bids/{bid.envelope_hash}/withdraw/")
    assert "这份投标已撤回" in client.get(f"/my/bids/{bid.envelope_hash}/").content.decode()


def test_each_loser_reads_its_place_and_reason(at_ten) -> None:
    agencies = [make.a_bidder() for _ in range(3)]
    need = make.a_decided_need(80_000, 81_000, 82_000, bidders=agencies)
    bid = need.bids.get(amount_fen=8_200_000)
    page = browser(agencies[2]).get(f"/my/bids/{bid.envelope_hash}/").content.decode()
    assert "第 3 名" in page
    assert "比最低价高 2,000.00 元" in page
    assert "提出异议" in page


def test_the_winner_confirms_on_its_page(at_ten) -> None:
    agencies = [make.a_bidder() for _ in range(3)]
    need = make.an_awarded_need(80_000, 81_000, 82_000, bidders=agencies)
    client = browser(agencies[0])
    assert "捌万元整" in client.get(f"/needs/{need.number}/award/").content.decode()
    client.post(f"/needs/{need.number}/award/", {"do": "confirm"})
    assert "已确认中选" in client.get(f"/needs/{need.number}/award/").content.decode()
    assert need.awards.get().state == "confirmed"


def test_a_low_price_is_explained_on_its_page_and_judged_on_the_buyers(at_ten) -> None:
    buyer, agencies = market.a_firm(), [make.a_bidder() for _ in range(4)]
    need = make.a_decided_need(10_000, 90_000, 91_000, 92_000, buyer=buyer, bidders=agencies)
    client, page = browser(agencies[0]), f"/needs/{need.number}/explanation/"
    asks = client.get(page).content.decode()
    assert "低于有效报价平均值的 50%" in asks
    assert "低于最高限价的 45%" in asks
    assert client.post(page, {"text": " "}).status_code == 422
    assert client.post(page, {"text": "已有同一地块的监测数据"}).status_code == 302
    assert "已有同一地块的监测数据" in client.get(page).content.decode()
    desk = f"/my/needs/{need.number}/explanations/{need.explanations.get().pk}/"
    owner = browser(buyer)
    assert "已有同一地块的监测数据" in owner.get(desk).content.decode()
    assert owner.post(desk, {"accepts": "no", "reason": ""}).status_code == 422
    assert owner.post(desk, {"accepts": "no", "reason": "没有写明人工成本"}).status_code == 302
    shown = browser(agencies[1]).get(f"/results/{need.number}/").content.decode()
    assert "未采纳：没有写明人工成本" in shown
    assert "这是第 2 次公布的次序" in shown
    assert "已有同一地块的监测数据" not in shown


def test_the_winner_gives_up_on_its_page(at_ten) -> None:
    agencies = [make.a_bidder() for _ in range(3)]
    need = make.an_awarded_need(80_000, 81_000, 82_000, bidders=agencies)
    client = browser(agencies[0])
    assert client.post(f"/needs/{need.number}/award/", {"do": "decline"}).status_code == 422
    client.post(f"/needs/{need.number}/award/", {"do": "decline", "decline-reason": "人手不足"})
    assert [a.state for a in need.awards.order_by("pk")] == ["declined", "offered"]


def test_an_objection_is_filed_and_answered(at_ten) -> None:
    buyer = market.a_firm()
    agencies = [make.a_bidder() for _ in range(3)]
    need = make.a_decided_need(80_000, 81_000, 82_000, bidders=agencies, buyer=buyer)
    client = browser(agencies[1])
    assert client.post(f"/needs/{need.number}/objection/", {"text": ""}).status_code == 422
    assert "异议内容会在结果公告中公开" in client.get(f"/needs/{need.number}/objection/").content.decode()
    filed = client.post(f"/needs/{need.number}/objection/", {"text": "第一名的证书已过期"}, follow=True).content.decode()
    objection = Objection.objects.get()
    assert f"委托方最迟 {moment(objection.answer_by)} 答复" in filed
    assert f"委托方最迟 {short_moment(objection.answer_by)} 答复" in filed
    clock.forward(timedelta(hours=1))
    address = f"/my/needs/{need.number}/objections/{objection.pk}/"
    desk = browser(buyer).get(address).content.decode()
    assert "第一名的证书已过期" in desk
    assert "无论是否成立，答复和理由都在结果公告中公布" in desk
    browser(buyer).post(address, {"upheld": "no", "answer": "证书有效期至明年"})
    objection.refresh_from_db()
    assert objection.state == "dismissed"


def test_before_a_seed_is_handed_in_its_bidder_reads_what_that_means(at_ten, monkeypatch) -> None:
    need, ((agency, bid, _), *_) = reveals.a_delayed_need(monkeypatch)
    client, address = browser(agency), f"/my/bids/{bid.envelope_hash}/reveal/"
    above = client.get(address).content.decode().split("<form class=")[0]
    assert "平台技术上读得出您的报价" in above
    assert "忘了口令，就无法揭示" in above
    clock.set_to(need.reveal_until)
    due.open_due()
    late = client.get(address).content.decode()
    assert "这项需求已取消：开启密钥在期限内无法取得" in late
    assert "已撤回、已替换" not in late


def test_the_receipt_file_of_a_bid_with_a_plan_holds_both_envelopes(at_ten) -> None:
    need, (bidder,) = experts.a_need_with_plans(80_000)
    bid = Bid.objects.get(need=need)
    held = browser(bidder).get(f"/my/bids/{bid.envelope_hash}/receipt.json").json()
    assert (held["envelope"], held["plan"]) == (bid.envelope, bid.plan.envelope)
