"""The pages of a direct choice and of a short list, for the buyer and for everybody."""

import pytest
from django.test import Client

from bidding import due
from bidding.actions.awards.decline_award import decline_award
from bidding.models import Need
from bidding.rules.submission import agency_offers_the_service
from draws.static.draws.check_draw import derived
from kernel import clock
from tests.makers import bids as make
from tests.makers import choices
from tests.makers import shortlists as lists
from tests.makers.market import acting_for
from tests.pages.test_live_room import signed_in
from web.templatetags.zx import ground


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
    one = text(browser.get(address, {"agency": good.uscc}))
    assert "选定这家机构" in one
    assert "财政资金" not in one
    refused = text(browser.get(address, {"agency": other.uscc}))
    assert "尚未登记提供" in refused
    assert "选定这家机构" not in refused
    assert agency_offers_the_service.kind_word in refused
    assert ground(agency_offers_the_service) in refused
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
    assert "入驻并公示本事项的机构都可以被选定" in page
    assert "报名参加" not in page
    assert "公开问答" not in page
    assert need.number in text(Client().get("/needs/", {"state": "deciding"}))


def test_the_buyers_home_says_what_waits(need) -> None:
    assert f"选定机构：{need.number}" in text(browser_of(need).get("/my/"))


def test_the_chosen_agency_confirms_on_its_page(need) -> None:
    agency = make.a_bidder()
    choices.a_choice(need, agency)
    page = text(signed_in(agency).get(f"/needs/{need.number}/award/"))
    assert "委托方直接选定" in page
    assert "由委托方另行选定" in page


def test_an_agency_can_not_sign_up(need) -> None:
    agency = make.a_bidder()
    page = signed_in(agency).get(f"/needs/{need.number}/eligibility/")
    assert "该需求已不接受报名" in text(page)
    refused = signed_in(agency).post(f"/needs/{need.number}/bid/", {"envelope": "{}"})
    assert refused.status_code == 422


def test_the_notice_shows_the_table_before_anybody_enters(at_ten) -> None:
    page = text(Client().get(f"/needs/{lists.an_open_shortlist().number}/"))
    assert "签号表" in page
    assert "90.00 分以上" in page
    assert "暂无信用记录" in page


def test_a_buyer_picks_from_the_list_with_a_reason(at_ten) -> None:
    need, bidders = lists.a_drawn_shortlist(7)
    order = lists.the_list(need)
    browser, address = browser_of(need), f"/my/needs/{need.number}/pick/"
    assert f"从入围名单择定：{need.number}" in text(browser.get("/my/"))
    page = text(browser.get(address))
    assert page.count('type="radio"') == 5
    assert all(code in page for code in order)
    without = browser.post(address, {"agency": order[1]})
    assert without.status_code == 422
    assert "写明择定理由" in text(without)
    out = next(bidder.uscc for bidder in bidders if bidder.uscc not in order)
    assert "不在入围名单" in text(browser.post(address, {"agency": out, "reason": "好"}))
    assert "已择定，结果进入公示" in text(browser.post(address, {"agency": order[1], "reason": "方案最清楚"}, follow=True))
    result = text(Client().get(f"/results/{need.number}/"))
    assert "委托方从入围名单中择定，理由：方案最清楚" in result
    assert result.count("未入围：") == 2
    assert "公告价（元）" in result
    assert "未报价" not in result
    make.pass_the_publicity(need)
    chosen = next(bidder for bidder in bidders if bidder.uscc == order[1])
    award = text(signed_in(chosen).get(f"/needs/{need.number}/award/"))
    assert "委托方从入围名单择定" in award
    assert "第 1 名" not in award
    assert "您的报价" not in award
    assert "现在不待择定" in text(browser.get(address))


def test_where_the_clock_took_the_first_no_page_says_that_the_buyer_picked(at_ten) -> None:
    need, bidders = lists.a_drawn_shortlist(5)
    order = lists.the_list(need)
    clock.set_to(need.choose_by)
    assert due.pick_for_the_silent() == 1
    need.refresh_from_db()
    result = text(Client().get(f"/results/{need.number}/"))
    assert "抽签入围，委托方逾期未择定，取抽签首位" in result
    assert "委托方择定" not in result
    make.pass_the_publicity(need)
    by_code = {bidder.uscc: bidder for bidder in bidders}
    award = text(signed_in(by_code[order[0]]).get(f"/needs/{need.number}/award/"))
    assert "委托方逾期未择定，按抽签次序取首位" in award
    assert "委托方从入围名单择定" not in award
    decline_award(actor=by_code[order[0]], number=need.number, reason="人手不足")
    assert "入围名单递补" in text(signed_in(by_code[order[1]]).get(f"/needs/{need.number}/award/"))


def test_everybody_sees_the_list_and_its_draw_before_the_pick(at_ten) -> None:
    need, _ = lists.a_drawn_shortlist(4, scores=(9_500,))
    assert "看入围名单和抽取" in text(Client().get(f"/needs/{need.number}/"))
    page = text(Client().get(f"/needs/{need.number}/draw/"))
    assert "4 家入围" in page
    assert "签号（个）" in page
    assert "委托方择定" in page
    assert f"/results/{need.number}/" not in page  # there is no result yet
    plain = Client().get(f"/needs/{need.number}/draw/data.json").json()["draws"][0]
    assert sorted(plain["numbers"].values()) == [8, 8, 8, 9]
    assert plain["places"] == 33


def test_the_script_and_the_browsers_module_derive_the_weighted_draw_again(at_ten, tmp_path) -> None:
    need, _ = lists.a_drawn_shortlist(6, scores=(9_500, 3_000))
    told = Client().get(f"/needs/{need.number}/draw/data.json").json()
    assert [derived(sheet)["order"] == sheet["order"] for sheet in told["draws"]] == [True]
    told["draws"][0]["numbers"][told["draws"][0]["entrants"][0]] += 1
    assert derived(told["draws"][0])["root"] != told["draws"][0]["root"]
