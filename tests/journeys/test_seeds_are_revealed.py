"""Keys stay away: a bidder keeps its seed file when it seals, hands the seed in on a page, and the award follows."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command

from bidding import due
from bidding.actions.opening.reveal_seed import reveal_seed
from bidding.models import Bid, Need, Reveal
from bidding.states import Method
from kernel import clock
from ledger.reads import recorded_facts
from market.models import Person
from sealing.suites import encode
from tests.conftest import WEDNESDAY
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import experts, market, reveals

pytestmark = pytest.mark.django_db(transaction=True)
PASSPHRASE = "一句只有自己知道的话"


def seated(reader, actor):
    somebody = reader()
    somebody.sign_in(Person.objects.get(pk=actor.person_id).username)
    return somebody


def seal_and_keep(bidder, need: Need, yuan: str, folder: Path, *, plan: str = "") -> Path:
    """Seal a price, or a plan beside it, and download the seed file, then send the envelopes."""
    bidder.open(f"/needs/{need.number}/bid/")
    if plan:
        bidder.page.get_by_label("方案", exact=True).fill(plan)
    bidder.page.get_by_label("报价（元）").fill(yuan)
    bidder.page.get_by_role("button", name="密封并核对").click()
    bidder.page.locator("[data-seal-check]").wait_for(state="visible")
    bidder.page.get_by_text("保存种子文件").click()
    bidder.page.get_by_label("给种子文件设一个口令").fill(PASSPHRASE)
    bidder.check()
    bidder.shot("seed-file")
    with bidder.page.expect_download() as download:
        bidder.page.get_by_role("button", name="下载种子文件").click()
    kept = folder / download.value.suggested_filename
    download.value.save_as(kept)
    bidder.press("提交密封投标")
    return kept


def test_a_seed_file_opens_the_bid_when_the_trustees_keep_silent(reader, db, tmp_path, monkeypatch) -> None:
    clock.set_to(WEDNESDAY)
    call_command("seed", verbosity=0)
    need = needs.an_open_need(market.a_firm("栖梧新材料有限公司"), item_code="B02")
    others = [reveals.a_bid_with_its_seed(need, make.a_bidder(), yuan) for yuan in (81_000, 88_000)]
    ours = make.a_bidder("澄川环境技术有限公司")
    bidder = seated(reader, ours)
    kept = seal_and_keep(bidder, need, "74321.98", tmp_path)
    bid = Bid.objects.get(agency=make.agency_of(ours))

    reveals.silence(monkeypatch)
    make.pass_the_deadline(need)
    clock.forward(timedelta(minutes=30))
    due.open_due()
    bidder.open("/my/")
    bidder.press(f"揭示种子：{need.number}")
    sent: list[str] = []
    bidder.page.on("request", lambda request: sent.append(request.post_data or ""))
    bidder.shot("reveal")
    choose, passphrase = bidder.page.get_by_label("种子文件"), bidder.page.get_by_label("口令")
    bidder.page.get_by_role("button", name="揭示种子").click()
    assert "请选择种子文件" in bidder.page.locator("[data-reveal-error]").inner_text()
    choose.set_input_files(kept)
    passphrase.fill("not this one")
    bidder.page.get_by_role("button", name="揭示种子").click()
    bidder.page.get_by_text("口令不对").wait_for()
    assert not any(sent), "nothing is sent with a wrong passphrase"
    passphrase.fill(PASSPHRASE)
    bidder.page.get_by_role("button", name="揭示种子").click()
    bidder.page.get_by_role("heading", name="您的种子已收下").wait_for()
    bidder.check()
    bidder.shot("revealed")
    assert not [each for each in sent if PASSPHRASE in each or "box" in each or "passphrase" in each]
    assert Reveal.objects.get(bid=bid).at == clock.now()

    for agency, other, seed in others:
        reveal_seed(actor=agency, envelope_hash=other.envelope_hash, seed=seed)
    assert [due.open_due(), due.decide_due()] == [1, 1]
    visitor = reader()
    visitor.open(f"/results/{need.number}/")
    assert "74,321.98" in visitor.page.locator("main").inner_text()
    assert not recorded_facts("trustee.released", need.number)


def test_a_seed_file_opens_the_plan_and_later_the_price(reader, db, tmp_path) -> None:
    clock.set_to(WEDNESDAY)
    call_command("seed", verbosity=0)
    for _ in range(3):
        experts.an_expert()
    need = needs.an_open_need(market.a_firm("栖梧新材料有限公司"), item_code="B02", method=Method.QUALITY_AND_PRICE)
    need.refresh_from_db()
    other, other_bid, other_seed = reveals.a_plan_with_its_seed(need, make.a_bidder(), 81_000)
    ours = make.a_bidder("澄川环境技术有限公司")
    bidder = seated(reader, ours)
    kept = seal_and_keep(bidder, need, "74321.98", tmp_path, plan="踏勘三次，布点六处。")
    bid = Bid.objects.get(agency=make.agency_of(ours))
    with pytest.MonkeyPatch.context() as silent:
        reveals.silence(silent)
        make.reach_the_deadline(need)
        due.close_due()
        clock.forward(timedelta(minutes=30))
        due.open_plans_due()
        reveal_seed(actor=other, envelope_hash=other_bid.envelope_hash, seed=other_seed)
        hand_in(bidder, need, kept, shot="reveal-plan")
        assert due.open_plans_due() == 1
        bid.plan.refresh_from_db()
        assert bid.plan.plain["text"] == "踏勘三次，布点六处。"
        for seat in experts.seats_of(need):
            experts.score_all(seat, experts.points([other, ours], (20, 15), (38, 28)))
        due.close_scores_due()
        clock.forward(timedelta(minutes=30))
        due.open_due()
        reveal_seed(actor=other, envelope_hash=other_bid.envelope_hash, seed=encode(reveals.PRICE_SEED))
        hand_in(bidder, need, kept, shot="reveal-price-after-plan")
        assert due.open_due() == 1
    due.decide_due()
    bid.refresh_from_db()
    assert bid.amount_fen == 7_432_198
    assert not recorded_facts("trustee.released", need.number)


def hand_in(bidder, need: Need, kept: Path, *, shot: str) -> None:
    """Find the task on the home page, and hand in the seed file."""
    bidder.open("/my/")
    bidder.press(f"揭示种子：{need.number}")
    bidder.shot(shot)
    bidder.page.get_by_label("种子文件").set_input_files(kept)
    bidder.page.get_by_label("口令").fill(PASSPHRASE)
    bidder.page.get_by_role("button", name="揭示种子").click()
    bidder.page.get_by_role("heading", name="您的种子已收下").wait_for()
    bidder.check()


def test_after_the_second_deadline_the_page_refuses_and_the_buyer_publishes_again(reader, db, monkeypatch) -> None:
    clock.set_to(WEDNESDAY)
    call_command("seed", verbosity=0)
    need, kept = reveals.a_delayed_need(monkeypatch)
    visitor = reader()
    visitor.open(f"/needs/{need.number}/")
    assert "开启密钥没有到齐" in visitor.page.locator("main").inner_text()
    visitor.shot("delayed-need")
    clock.set_to(need.reveal_until)
    due.open_due()
    bidder = seated(reader, kept[0][0])
    bidder.open(f"/my/bids/{kept[0][1].envelope_hash}/reveal/")
    said = bidder.page.locator("main").inner_text()
    assert "现在不收种子" in said
    assert "揭示截止于" in said
    assert bidder.page.locator("[data-reveal-form]").count() == 0
    bidder.shot("reveal-late")
    buyer = seated(reader, market.acting_for(need.buyer))
    buyer.open(f"/my/needs/{need.number}/")
    buyer.shot("publish-again")
    buyer.press("重新发布")
    draft = Need.objects.get(again_of=need)
    assert draft.number in buyer.page.url
