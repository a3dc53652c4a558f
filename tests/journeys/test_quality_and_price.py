"""Quality and price in the browser: criteria in the form, plan and price sealed apart, experts score and lock, reasons in public."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from bidding import due
from bidding.models import Need, Plan, SealedFile, Seat
from bidding.states import NeedState
from kernel import clock, outbox
from ledger.sequencer import sequence_all
from market.models import Person
from tests.conftest import WEDNESDAY
from tests.makers import bidding as needs
from tests.makers import bids as make_bids
from tests.makers import experts as make
from tests.makers import market

pytestmark = pytest.mark.django_db(transaction=True)
PLAN = "踏勘现场两次，布设监测点六处。\n四十五天交付报告书，七天内修改到位。"
FILE = b"%PDF-1.7 " + bytes(range(256)) * 12_288
WORDS = ("澄川标书", "踏勘现场两次", "监测点六处", "76,543.21", "7654321", "76543.21")


@pytest.fixture
def pool(db: None) -> None:
    clock.set_to(WEDNESDAY)
    call_command("seed", verbosity=0)
    for _ in range(5):
        make.an_expert()


def seated(reader, actor):
    """A reader who has signed in as an actor of the makers."""
    somebody = reader()
    somebody.sign_in(Person.objects.get(pk=actor.person_id).username)
    return somebody


def main_text(reader) -> str:
    return reader.page.locator("main").inner_text()


def publish(buyer) -> Need:
    """A buyer turns a finished draft to quality and price by the form's pages, and publishes it."""
    need = needs.a_draft_need(buyer.actor, item_code="B02")
    buyer.open(f"/my/needs/{need.number}/price/")
    buyer.page.get_by_label("择优（方案）").check()
    buyer.press("保存并继续")
    assert buyer.page.url.endswith("/scoring/")
    buyer.fill(name_1="技术路线", points_1="40", name_2="进度安排", points_2="31", price_points="30", expert_count="3")
    buyer.press("保存并继续")
    assert "评审因素 71 分，价格 30 分，合计 101 分" in main_text(buyer)
    buyer.fill(points_2="30")
    buyer.shot("quality-scoring-form")
    buyer.press("保存并继续")
    buyer.open(f"/my/needs/{need.number}/check/")
    assert "技术路线 40 分，进度安排 30 分，价格 30 分；从“水土保持”专家库抽 3 位专家" in main_text(buyer)
    for box in buyer.page.locator("input[type=checkbox]").all():
        box.check()
    buyer.page.get_by_role("button", name="发布").last.click()
    buyer.page.wait_for_load_state("load")
    need.refresh_from_db()
    assert need.state == NeedState.OPEN
    return need


def seal_both(bidder, need: Need) -> None:
    """Plan and price are sealed in the browser; what is sent holds neither."""
    sent: list[bytes] = []
    bidder.page.on("request", lambda request: sent.append(request.url.encode() + (request.post_data_buffer or b"")))
    bidder.open(f"/needs/{need.number}/bid/")
    bidder.shot("quality-bid-form")
    bidder.page.get_by_label("报价（元）").fill("76,543.21")
    bidder.page.get_by_role("button", name="密封并核对").click()
    assert "写明方案" in bidder.page.locator("[data-seal-error]").inner_text()
    bidder.page.get_by_label("方案", exact=True).fill(PLAN)
    chooser = bidder.page.locator("[data-seal-files]")
    chooser.set_input_files({"name": "web.pdf", "mimeType": "application/pdf", "buffer": b"<html>"})
    bidder.page.get_by_role("button", name="密封并核对").click()
    bidder.page.get_by_text("“web.pdf”的内容不是 PDF、JPG 或 PNG").wait_for()
    chooser.set_input_files([{"name": "澄川标书.pdf", "mimeType": "application/pdf", "buffer": FILE}, picture()])
    bidder.page.get_by_role("button", name="密封并核对").click()
    bidder.page.locator("[data-seal-check]").wait_for(state="visible")
    bidder.check()
    assert "踏勘现场两次" in main_text(bidder)
    assert "澄川标书.pdf（3.0 MB）" in main_text(bidder)
    assert {bytes(each.cipher)[:5] for each in SealedFile.objects.all()}.isdisjoint({FILE[:5]})
    bidder.shot("quality-sealed")
    bidder.press("提交密封投标")
    assert need.number in main_text(bidder)
    bidder.page.wait_for_load_state("networkidle")
    assert [word for word in WORDS if any(word.encode() in each for each in sent)] == []
    assert len([each for each in sent if b"/bid/files/" in each]) == 2
    assert not any(FILE[9:100] in each for each in sent)


def picture() -> dict:
    """A small picture, as a browser chooses it."""
    return {"name": "点位图.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(100)}


def read_the_file(expert) -> None:
    """What an expert saves is what the bidder chose, under a name that says nothing."""
    assert "澄川" not in main_text(expert)
    with expert.page.expect_download() as download:
        expert.page.get_by_role("link", name="文件 1", exact=True).click()
    assert Path(download.value.path()).read_bytes() == FILE
    assert download.value.suggested_filename.endswith("-file-1.pdf")


def score(expert, need: Need, plans: int) -> None:
    """An expert finds the review, scores every plan by its number, and locks."""
    expert.open("/my/reviews/")
    expert.press(need.number)
    expert.shot("quality-review")
    for place in range(1, plans + 1):
        expert.press(f"方案 {place}", exact=True)
        ours = "监测点六处" in main_text(expert)
        if ours:
            read_the_file(expert)
        expert.fill(points_c1="37.5" if ours else "20", points_c2="28" if ours else "16")
        if place == 1:
            expert.fill(reason_c1="")
        if not ours:
            expert.press("保存评分")
            assert "应写明理由" in main_text(expert)
            expert.fill(reason_c1="没有写监测方法")
        else:
            expert.fill(reason_c1="路线完整，点位合理")
        expert.shot(f"quality-score-{place}")
        expert.press("保存评分")
    assert "已评 65.50 分（满分 70 分，不含价格）" in main_text(expert)
    expert.press("锁定评分表")
    assert "不能再改" in main_text(expert)


def test_a_plan_is_sealed_scored_and_wins_with_every_reason_in_public(reader, pool) -> None:
    firm = market.a_firm("栖梧新材料有限公司")
    buyer = seated(reader, firm)
    buyer.actor = firm
    need = publish(buyer)
    ours = make_bids.a_bidder("澄川环境技术有限公司")
    make.a_bid_with_its_plan(need, make_bids.a_bidder("砚溪水务技术有限公司"), 60_000, text="按期完成。")
    seal_both(seated(reader, ours), need)
    assert Plan.objects.count() == 2

    make_bids.reach_the_deadline(need)
    due.close_due()
    due.open_plans_due()
    for seat in Seat.objects.filter(panel__need=need).select_related("expert"):
        score(seated(reader, make.acting(seat.expert)), need, 2)
    due.close_scores_due()
    due.open_due()
    due.decide_due()
    sequence_all()
    outbox.deliver_all()
    anybody = reader()
    anybody.open(f"/results/{need.number}/")
    told = main_text(anybody)
    assert "澄川环境技术有限公司：89.02 分" in told
    assert "路线完整，点位合理" in told
    assert "没有写监测方法" in told
    assert "综合得分最高" in told
    anybody.shot("quality-result")
    anybody.open(f"/needs/{need.number}/")
    anybody.shot("quality-need")
