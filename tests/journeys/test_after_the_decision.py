"""After a decision, by the pages: a low price is explained and judged, a loser objects, the buyer answers, the award follows."""

from __future__ import annotations

import pytest

from bidding import due
from bidding.models import Need
from kernel import clock
from ledger.sequencer import sequence_all
from market.models import Organisation, Person
from tests.conftest import WEDNESDAY
from tests.makers import bids as make
from tests.makers import market

pytestmark = pytest.mark.django_db(transaction=True)


def seated(reader, actor):
    """A reader who has signed in as an actor of the makers."""
    somebody = reader()
    somebody.sign_in(Person.objects.get(pk=actor.person_id).username)
    return somebody


def main_text(reader) -> str:
    return reader.page.locator("main").inner_text()


def name_of(actor) -> str:
    return Organisation.objects.get(pk=actor.organisation_id).name


def test_a_low_price_is_explained_and_rejected_and_an_objection_is_answered(reader) -> None:
    clock.set_to(WEDNESDAY)
    buying, bidding = market.a_firm(), [make.a_bidder() for _ in range(4)]
    need = make.a_decided_need(10_000, 90_000, 91_000, 92_000, buyer=buying, bidders=bidding)
    sequence_all()
    low, buyer, second = (seated(reader, each) for each in (bidding[0], buying, bidding[2]))

    low.open("/my/")
    low.press(f"说明异常低价：{need.number}")
    assert "10,000.00 元" in main_text(low)
    low.shot("low-price-to-explain")
    low.press("提交说明")
    assert "报价为什么合理" in low.page.locator("[role=alert]").inner_text()
    low.fill(text="已有同一地块去年的监测数据，\n人员和设备都在现场。")
    low.press("提交说明")
    assert "委托方审查期间，暂停确定中选" in main_text(low)
    low.shot("low-price-explained")

    buyer.open("/my/")
    buyer.press(f"审查低价说明：{need.number}")
    assert "人员和设备都在现场" in main_text(buyer)
    buyer.shot("low-price-to-judge")
    buyer.page.get_by_label("不采纳，该报价无效").check()
    buyer.press("提交结论")
    assert buyer.page.locator("[role=alert]").count() == 1
    buyer.shot("low-price-without-reason")
    buyer.fill(reason="说明没有给出人工费的依据。")
    buyer.press("提交结论")
    assert "该报价无效，次序重新公示" in main_text(buyer)
    buyer.shot("low-price-judged")

    sequence_all()
    second.open(f"/results/{need.number}/")
    assert "说明没有给出人工费的依据" in main_text(second)
    second.shot("result-after-a-strike")
    second.press("提出异议")
    second.shot("objection")
    second.press("提出异议")
    assert second.page.locator("[role=alert]").count() == 1
    second.fill(text="第一名的证书已经过期。")
    second.press("提出异议")
    assert second.page.url.endswith(f"/results/{need.number}/")
    assert "答复之前，暂停确定中选" in main_text(second)
    second.shot("objection-filed")

    clock.set_to(Need.objects.get(pk=need.pk).publicity_ends_at)
    assert due.award_due() == 0
    buyer.open("/my/")
    buyer.press(f"答复异议：{need.number}")
    assert "第一名的证书已经过期" in main_text(buyer)
    buyer.shot("objection-to-answer")
    buyer.page.get_by_label("不成立，维持结果").check()
    buyer.press("答复", exact=True)
    assert buyer.page.locator("[role=alert]").count() == 1
    buyer.fill(answer="证书有效期到 2028 年，附核验编号。")
    buyer.press("答复", exact=True)
    buyer.shot("objection-answered")
    buyer.press("看结果公告")

    assert due.award_due() == 1
    sequence_all()
    second.open(f"/results/{need.number}/")
    assert name_of(bidding[1]) in main_text(second)
    second.shot("result-after-an-objection")
