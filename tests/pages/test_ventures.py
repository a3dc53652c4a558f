"""The pages of joint ventures: the notice says so, the lead proposes, the member answers, the lead bids for all."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bidding.actions.awards.confirm_award import confirm_award
from bidding.models import Need, Venture
from contracts.actions.draw_up_contract import draw_up_contract
from kernel import clock
from kernel.actors import SCHEDULER
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market
from tests.makers.ventures import a_proposal, a_venture
from tests.pages.test_bidding_bids import browser


@pytest.fixture
def need(at_ten) -> Need:
    return needs.an_open_need(admits_ventures=True)


def words(html: str) -> str:
    """The text of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_the_notice_says_whether_joint_ventures_are_admitted(need) -> None:
    admitting = Client().get(f"/needs/{need.number}/")
    assert "接受。各方签共同投标协议" in admitting.text
    assert Client().get(f"/needs/{need.number}/data.json").json()["joint_ventures"] is True
    plain = needs.an_open_need()
    assert "联合体 不接受" in words(Client().get(f"/needs/{plain.number}/").text.replace("</dt>", " "))
    assert Client().get(f"/needs/{plain.number}/data.json").json()["joint_ventures"] is False


def test_the_buyer_ticks_it_among_the_conditions(at_ten) -> None:
    buyer = market.a_firm()
    draft = needs.a_draft_need(buyer)
    page = reverse("my_need_part", args=[draft.number, "conditions"])
    said = {"certificate_kinds": "", "practitioner_kind": "", "practitioner_count": "0", "requirements": ""}
    assert browser(buyer).post(page, {**said, "admits_ventures": "on"}).status_code == 302
    assert draft.notices.get().admits_ventures
    assert 'name="admits_ventures" id="id_admits_ventures" checked' in re.sub(r" aria-\S+", "", browser(buyer).get(page).text)
    assert "接受联合体" in browser(buyer).get(reverse("my_need_check", args=[draft.number])).text
    browser(buyer).post(page, said)
    assert not draft.notices.get().admits_ventures


def test_the_lead_proposes_and_the_member_finds_it_at_home_and_agrees(need) -> None:
    lead, member = make.a_bidder("示例牵头所"), make.a_bidder("示例成员所")
    page = reverse("propose_venture", args=[need.number])
    assert page in browser(lead).get(f"/needs/{need.number}/").text
    said = {"work_0": "编制报告", "share_0": "60", "org_1": f" {member.uscc.lower()} ", "work_1": "现场监测", "share_1": "40"}
    sent = browser(lead).post(page, said)
    venture = Venture.objects.get()
    assert sent.url == reverse("venture", args=[venture.agreement])
    assert "等待成员同意" in browser(lead).get(sent.url).text
    assert sent.url in browser(member).get("/my/").text
    asked = browser(member).get(sent.url).text
    assert "示例牵头所邀请您组成联合体" in asked
    assert "现场监测" in asked
    assert "40.00%" in asked
    assert browser(member).post(sent.url, {"answer": "agree"}).url == sent.url
    assert "联合体已成立" in browser(member).get(sent.url).text
    assert sent.url not in browser(member).get("/my/").text
    assert "代表联合体报名" in browser(lead).get(sent.url).text
    listed = browser(member).get(reverse("my_ventures")).text
    assert "示例牵头所（牵头）" in listed
    assert need.notices.get().title in listed


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"org_1": "91410300MA9PRNT0XX"}, "不是已入驻的机构"),
        ({"share_1": "39.99"}, "合计 99.99%"),
        ({"share_1": "四成"}, "填写比例，例如 51 或 33.34"),
        ({"work_1": ""}, "写明承担的工作"),
        ({"org_1": ""}, "填写统一社会信用代码"),
        ({"share_0": ""}, "填写份额"),
        ({"org_2": "91410300MA9PRNT0XX"}, "没有写明承担的工作"),
    ],
)
def test_a_refused_agreement_says_why_and_keeps_nothing(need, changed, said) -> None:
    lead, member = make.a_bidder(), make.a_bidder()
    whole = {"work_0": "编制报告", "share_0": "60", "org_1": member.uscc, "work_1": "现场监测", "share_1": "40"}
    page = browser(lead).post(reverse("propose_venture", args=[need.number]), {**whole, **changed})
    assert page.status_code == 422
    assert said in page.text
    assert not Venture.objects.exists()


def test_further_members_are_folded_away_until_something_is_written_of_them(need) -> None:
    lead, member = make.a_bidder(), make.a_bidder()
    page = reverse("propose_venture", args=[need.number])
    assert browser(lead).get(page).text.count("再写一家：") == 3
    said = {"work_0": "编制报告", "share_0": "60", "org_1": member.uscc, "work_1": "现场监测", "share_1": "40", "work_3": "制图"}
    refused = browser(lead).post(page, said).text
    assert "再写一家：成员 2" in refused
    assert "再写一家：成员 3" not in refused


def test_certificates_and_people_are_asked_for_where_the_notice_does(at_ten) -> None:
    need = needs.an_open_need(admits_ventures=True, certificate_kinds=["甲级资质"], practitioner_count=2)
    lead, member = make.a_bidder(), make.a_bidder()
    page = reverse("propose_venture", args=[need.number])
    said = {"work_0": "编制报告", "share_0": "60", "org_1": member.uscc, "work_1": "现场监测", "share_1": "40"}
    refused = browser(lead).post(page, said)
    assert "甲级资质：没有成员承担" in refused.text
    assert "合计 0 人，公告要求 2 人" in refused.text
    said |= {"kinds_1": "甲级资质", "people_0": "1", "people_1": "1"}
    assert browser(lead).post(page, said).status_code == 302
    assert [(each.certificate_kinds, each.practitioner_count) for each in Venture.objects.get().parties.order_by("place")] == [
        ([], 1),
        (["甲级资质"], 1),
    ]


def test_where_the_notice_admits_none_there_is_no_such_page(at_ten) -> None:
    need, agency = needs.an_open_need(), make.a_bidder()
    assert browser(agency).get(reverse("propose_venture", args=[need.number])).status_code == 404
    assert "组成联合体" not in browser(agency).get(f"/needs/{need.number}/").text


def test_a_member_is_warned_before_it_bids_alone_and_told_when_it_has(need) -> None:
    lead, member = make.a_bidder("示例牵头所"), make.a_bidder()
    venture = a_venture(need, lead, member)
    warned = "贵机构已参加示例牵头所牵头的联合体。"
    for page in (f"/needs/{need.number}/", f"/needs/{need.number}/eligibility/", f"/needs/{need.number}/bid/"):
        assert warned in browser(member).get(page).text
    page = reverse("venture", args=[venture.agreement])
    assert "相关投标全部无效" not in browser(member).get(page).text
    make.a_sealed_bid(need, member)
    assert "贵机构在这项需求里还有另一份投标或另一个联合体。" in browser(member).get(page).text


def test_the_lead_bids_for_all_and_nobody_leaves_under_its_bid(need) -> None:
    lead, member = make.a_bidder(), make.a_bidder("示例成员所")
    venture = a_venture(need, lead, member)
    assert "代表联合体报名" in browser(lead).get(f"/needs/{need.number}/bid/").text
    make.a_sealed_bid(need, lead)
    page = reverse("venture", args=[venture.agreement])
    assert "牵头方的密封投标已于" in browser(member).get(page).text
    refused = browser(member).post(page, {"answer": "leave"})
    assert "请先由牵头方撤回" in refused.text
    assert Venture.objects.get().state == "agreed"


def test_what_has_ended_meanwhile_is_left_as_it_is(need) -> None:
    lead, member = make.a_bidder(), make.a_bidder()
    page = reverse("venture", args=[a_proposal(need, lead, member).agreement])
    assert "已回复不同意" in browser(member).post(page, {"answer": "decline"}, follow=True).text
    assert "这个联合体的状态已经改变，没有改动。" in browser(lead).post(page, {"answer": "leave"}, follow=True).text
    assert browser(member).post(page, {"answer": "?"}).url == page
    assert Venture.objects.get().state == "declined"


def test_from_the_result_to_the_contract_the_members_are_named(need) -> None:
    lead, member = make.a_bidder("示例牵头所"), make.a_bidder("示例成员所")
    venture = a_venture(need, lead, member)
    for yuan, bidder in enumerate([lead, make.a_bidder(), make.a_bidder()], start=80_000):
        bid = make.a_sealed_bid(need, bidder, yuan)
        if bidder is lead:
            assert reverse("venture", args=[venture.agreement]) in browser(lead).get(f"/my/bids/{bid.envelope_hash}/").text
    decided = make.pass_the_deadline(need)
    result = Client().get(f"/results/{need.number}/").text
    assert result.count("联合体牵头方，成员：示例成员所") == 2
    places = Client().get(f"/results/{need.number}/data.json").json()["places"]
    assert [each["members"] for each in places] == [["示例成员所"], [], []]
    assert "拟中选：示例牵头所（联合体牵头方，成员：示例成员所）" in Client().get("/results/").text
    (listed,) = Client().get(reverse("results_json")).json()["results"]
    assert listed["winner"]["members"] == ["示例成员所"]
    make.pass_the_publicity(decided)
    assert "示例成员所。确认之后，各方对委托方承担连带责任" in browser(lead).get(f"/needs/{need.number}/award/").text
    clock.forward(timedelta(minutes=5))
    contract = draw_up_contract(actor=SCHEDULER, award=confirm_award(actor=lead, number=need.number).pk)
    assert contract.terms["joint_venture"] == {
        "agreement": venture.agreement,
        "parties": [
            {"name": "示例牵头所", "uscc": lead.uscc, "work": "牵头，编制报告", "share_bp": 5_000},
            {"name": "示例成员所", "uscc": member.uscc, "work": "第 1 项专题", "share_bp": 5_000},
        ],
    }
    (clause,) = [each for each in contract.terms["clauses"] if each["title"] == "联合体"]
    assert "联合体各方就本合同向甲方承担连带责任" in "".join(clause["text"])
    assert "各方共同签订，承担连带责任" in browser(lead).get(reverse("contract", args=[contract.number])).text
