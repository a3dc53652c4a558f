"""A joint venture, by the pages: proposed by its lead, agreed to by its member, bid for, named in the result; its contract signed by all."""

from __future__ import annotations

import pytest

from bidding.models import Bid, Venture
from contracts.models import Contract
from kernel import clock, outbox
from ledger.sequencer import sequence_all
from tests.conftest import WEDNESDAY
from tests.journeys.test_after_the_decision import main_text, seated
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_agencies_bid_as_one_and_are_named_together(reader) -> None:
    clock.set_to(WEDNESDAY)
    leading = make.a_bidder("示例水保咨询有限公司", certificate="示例资质证书")
    joining = make.a_bidder("示例监测技术有限公司")
    buying = market.a_firm()
    need = needs.an_open_need(buying, admits_ventures=True, certificate_kinds=["示例资质证书"])
    lead, member = seated(reader, leading), seated(reader, joining)

    lead.open(f"/needs/{need.number}/")
    assert "接受。各方签共同投标协议" in main_text(lead)
    lead.shot("venture-need")
    lead.press("牵头组成联合体")
    lead.fill(work_0="编制水土保持方案", share_0="60", org_1=joining.uscc, work_1="现场监测与测量", share_1="30")
    lead.press("发给成员")
    assert "合计 90.00%" in main_text(lead)
    assert "示例资质证书：没有成员承担" in main_text(lead)
    lead.shot("venture-refused")
    lead.fill(share_1="40")
    lead.page.locator("[name=kinds_0]").first.check()
    lead.press("发给成员")
    assert "等待成员同意" in main_text(lead)

    member.open("/my/")
    member.press(f"答复联合体：{need.number}")
    assert "示例水保咨询有限公司邀请您组成联合体" in main_text(member)
    member.shot("venture-to-answer")
    member.press("同意这份协议")
    assert "联合体已成立" in main_text(member)
    member.open("/my/ventures/")
    member.shot("my-ventures")

    lead.open("/my/bids/")
    lead.press("我的联合体")
    lead.press(need.notices.get().title)
    lead.shot("venture-agreed")
    lead.press("代表联合体报名")
    assert "成员：示例水保咨询有限公司、示例监测技术有限公司" in main_text(lead)
    lead.shot("venture-bid")
    make.a_sealed_bid(need, leading, 80_000)
    lead.open(f"/my/bids/{Bid.objects.get().envelope_hash}/")
    lead.shot("venture-receipt")

    for yuan in (81_000, 82_000):
        make.a_sealed_bid(need, make.a_bidder(certificate="示例资质证书"), yuan)
    make.pass_the_deadline(need)
    sequence_all()
    member.open(f"/results/{need.number}/")
    assert main_text(member).count("联合体牵头方，成员：示例监测技术有限公司") == 2
    member.shot("venture-result")
    make.pass_the_publicity(need)
    lead.open(f"/needs/{need.number}/award/")
    assert "各方对委托方承担连带责任" in main_text(lead)
    lead.shot("venture-award")
    assert Venture.objects.get().state == "agreed"

    lead.press("确认中选", exact=True)
    outbox.deliver_all()
    contract = Contract.objects.get()
    lead.press("去看合同")
    lead.press(contract.terms["title"])
    confirm(lead)
    assert "等待其他各方确认" in main_text(lead)
    lead.shot("venture-contract-waits")

    buyer = seated(reader, buying)
    buyer.open("/my/")
    buyer.press("确认合同条款")
    confirm(buyer)
    assert "成员：示例监测技术有限公司\n尚未确认" in main_text(buyer)

    member.open("/my/")
    member.shot("venture-member-home")
    member.press("确认合同条款")
    said = main_text(member)
    assert "成员：示例监测技术有限公司（本单位）\n尚未确认" in said
    assert "各方共同与甲方签订本合同" in said
    member.shot("venture-contract-to-sign")
    member.press("确认条款", exact=True)
    assert "确认前请勾选已阅读全部条款" in main_text(member)
    confirm(member)
    assert "等待牵头方交付" in main_text(member)
    member.shot("venture-contract-in-force")
    assert not member.page.get_by_role("button", name="交付", exact=True).count()
    for title in ("提出变更", "终止合同"):
        assert not member.page.get_by_text(title, exact=True).count()
    member.open("/my/contracts/")
    assert "牵头方：示例水保咨询有限公司" in main_text(member)
    member.shot("venture-contracts")
    contract.refresh_from_db()
    assert contract.state == "signed"
    member.open(f"/contracts/{contract.number}/")
    assert "各方共同签订，承担连带责任" in main_text(member)
    member.shot("venture-contract-notice")


def confirm(party) -> None:
    """Tick that all was read, and confirm."""
    party.page.get_by_label("我已阅读全部条款").check()
    party.press("确认条款", exact=True)
