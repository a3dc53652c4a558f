"""J3: an agency learns whether it may bid, seals its price in the browser, and is told in public why it won or lost."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.core.management import call_command

from bidding.models import Bid, Need
from bidding.states import BidState
from kernel import clock, outbox
from ledger.sequencer import sequence_all
from market.models import Person
from tests.conftest import WEDNESDAY
from tests.makers import bidding as need_makers
from tests.makers import bids as make_bids
from tests.makers import market as make

pytestmark = pytest.mark.django_db(transaction=True)
FIRST, SECOND = "76,543.21", "74321.98"
PLAIN = ("76,543.21", "76543.21", "7654321", "74321.98", "74,321.98", "7432198")


@pytest.fixture
def need(db: None) -> Need:
    clock.set_to(WEDNESDAY)
    call_command("seed", verbosity=0)
    return need_makers.an_open_need(make.a_firm("栖梧新材料有限公司"), item_code="B02")


def seated(reader, actor):
    """A reader who has signed in as an actor of the makers."""
    somebody = reader()
    somebody.sign_in(Person.objects.get(pk=actor.person_id).username)
    return somebody


def main_text(reader) -> str:
    """What stands in the page's main part."""
    return reader.page.locator("main").inner_text()


def type_and_seal(bidder, yuan: str) -> None:
    """Type an amount and let the browser seal it; nothing is sent yet."""
    bidder.page.get_by_label("报价（元）").fill(yuan)
    bidder.page.get_by_role("button", name="密封并核对").click()
    bidder.page.locator("[data-seal-check]").wait_for(state="visible")
    bidder.check()


def test_an_agency_that_lacks_something_reads_what_and_by_which_rule(reader, need) -> None:
    other = make_bids.a_bidder("北辰造价咨询有限公司", item_code="B25")
    bidder = seated(reader, other)
    bidder.open(f"/needs/{need.number}/eligibility/")
    assert "还差 1 项，暂时不能报名" in main_text(bidder)
    refusal = bidder.page.locator(".zx-refuse").first.inner_text()
    assert "尚未登记提供“生产建设项目水土保持方案编制”" in refusal
    assert "河南省 2018 年“一网通办”实施方案第 23 项" in refusal
    bidder.shot("j3-refusal")
    bidder.open(f"/needs/{need.number}/bid/")
    assert bidder.page.locator("[data-seal-form]").count() == 0


def test_a_price_sealed_in_the_browser_is_opened_on_time_and_everybody_learns_why(reader, need) -> None:
    ours, dearer, late = (make_bids.a_bidder(f"{name}有限公司") for name in ("澄川环境技术", "砚溪水务技术", "临渊安全科技"))
    make_bids.a_sealed_bid(need, dearer, 81_000)
    make_bids.a_sealed_bid(need, make_bids.a_bidder("衡初工程咨询有限公司"), 88_000)
    bidder = seated(reader, ours)
    sent: list[str] = []
    bidder.page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    bidder.open(f"/needs/{need.number}/eligibility/")
    assert "可以报名" in main_text(bidder)
    assert bidder.page.locator(".zx-refuse").count() == 0
    bidder.press("去密封报价")
    bidder.page.get_by_label("报价（元）").fill("990000")
    bidder.page.get_by_role("button", name="密封并核对").click()
    assert "高于公告上限" in bidder.page.locator("[data-seal-error]").inner_text()
    type_and_seal(bidder, FIRST)
    assert "柒万陆仟伍佰肆拾叁元贰角壹分" in main_text(bidder)
    bidder.shot("j3-sealed")
    bidder.press("提交密封投标")
    first = Bid.objects.get(agency=make_bids.agency_of(ours))
    assert first.envelope_hash[:16] in main_text(bidder)
    assert need.number in main_text(bidder)
    assert "密钥目前由平台保管" in main_text(bidder)

    clock.forward(timedelta(hours=1))
    bidder.press("重新报价")
    type_and_seal(bidder, SECOND)
    bidder.press("提交密封投标")
    sequence_all()
    bidder.page.reload()
    assert "第 2 份" in main_text(bidder)
    with bidder.page.expect_download() as download:
        bidder.page.get_by_role("link", name="下载信封").click()
    fetched = download.value.path().read_bytes()
    assert hashlib.sha256(fetched).hexdigest() in main_text(bidder)
    bidder.shot("bid-receipt")
    first.refresh_from_db()
    assert first.state == BidState.REPLACED
    assert any('"ct"' in each or "%22ct%22" in each for each in sent), "an envelope was sent"
    assert not [plain for plain in PLAIN for each in sent if plain in each], "the price left the browser"

    tardy = seated(reader, late)
    tardy.open(f"/needs/{need.number}/bid/")
    type_and_seal(tardy, "70000")
    make_bids.pass_the_deadline(need)
    outbox.deliver_all()
    sequence_all()
    tardy.press("提交密封投标")
    assert "截止" in tardy.page.locator(".zx-refuse").first.inner_text()
    assert not Bid.objects.filter(agency=make_bids.agency_of(late)).exists()

    visitor = reader()
    visitor.open(f"/results/{need.number}/")
    said = main_text(visitor)
    assert "74,321.98" in said
    assert "81,000.00" in said
    assert "88,000.00" in said
    assert "76,543.21" not in visitor.page.content(), "a replaced price is never opened"
    reasons = visitor.page.locator("tr", has_text="砚溪水务技术").inner_text()
    assert "候补第 1 位：比最低价高 6,678.02 元" in reasons
    visitor.shot("j3-result")

    loser = seated(reader, dearer)
    lost = Bid.objects.get(agency=make_bids.agency_of(dearer))
    loser.open(f"/my/bids/{lost.envelope_hash}/")
    assert "第 2 名" in main_text(loser)
    assert "理由" in main_text(loser)

    make_bids.pass_the_publicity(need)
    outbox.deliver_all()
    bidder.open(f"/needs/{need.number}/award/")
    bidder.shot("j3-award")
    bidder.press("确认中选", exact=True)
    assert "已确认中选" in main_text(bidder)
