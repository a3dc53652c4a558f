"""The pages of a direct choice, for its buyer and for everybody."""

import pytest
from django.test import Client

from bidding import due
from bidding.models import Need
from tests.makers import bids as make
from tests.makers import choices
from tests.makers.market import acting_for
from tests.pages.test_live_room import signed_in


@pytest.fixture
def need(at_ten) -> Need:
    return choices.a_need_to_choose_for()


def browser_of(need: Need) -> Client:
    return signed_in(acting_for(need.buyer))


def text(response) -> str:
    return response.content.decode()


def test_a_buyer_looks_checks_and_chooses(need) -> None:
    good, other = make.a_bidder("澄川环境"), make.a_bidder("别家咨询", item_code="B99")
    browser, address = browser_of(need), f"/my/needs/{need.number}/choose/"
    page = text(browser.get(address))
    assert "澄川环境" in page
    assert "别家咨询" not in page  # does not offer the item
    assert "没有找到" in text(browser.get(address, {"q": "无此机构"}))
    assert "选定这家机构" in text(browser.get(address, {"agency": good.uscc}))
    refused = text(browser.get(address, {"agency": other.uscc}))
    assert "尚未登记提供" in refused
    assert "选定这家机构" not in refused
    assert browser.post(address, {"agency": other.uscc}).status_code == 422
    chosen = browser.post(address, {"agency": good.uscc, "reason": "熟悉本流域"}, follow=True)
    assert "已选定，结果已公开" in text(chosen)
    result = text(Client().get(f"/results/{need.number}/"))
    assert "由委托方直接选取，按公告价 100,000.00 元；理由：熟悉本流域" in result
    assert "提出异议" not in result
    assert "现在不待选定" in text(browser.get(address))


def test_nothing_named_is_asked_for_again(need) -> None:
    response = browser_of(need).post(f"/my/needs/{need.number}/choose/", {"reason": "好"})
    assert response.status_code == 422
    assert "先从名单里选一家机构" in text(response)


def test_everybody_reads_that_the_buyer_chooses(need) -> None:
    page = text(Client().get(f"/needs/{need.number}/"))
    assert "直接选取，不接受报名" in page
    assert "报名参加" not in page
    assert "公开问答" not in page
    assert need.number in text(Client().get("/needs/", {"state": "deciding"}))


def test_the_buyers_home_says_what_waits(need) -> None:
    assert f"选定机构：{need.number}" in text(browser_of(need).get("/my/"))


def test_the_chosen_agency_confirms_on_its_page(need) -> None:
    agency = make.a_bidder()
    choices.a_choice(need, agency)
    due.award_due()
    page = text(signed_in(agency).get(f"/needs/{need.number}/award/"))
    assert "委托方直接选定" in page
    assert "由委托方另行选定" in page


def test_an_agency_can_not_sign_up(need) -> None:
    agency = make.a_bidder()
    page = signed_in(agency).get(f"/needs/{need.number}/eligibility/")
    assert "该需求已不接受报名" in text(page)
    refused = signed_in(agency).post(f"/needs/{need.number}/bid/", {"envelope": "{}"})
    assert refused.status_code == 422
