"""A price sealed on the offline page, opened as a file without a network: its envelope is taken in, opened and ranked."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from bidding.models import Bid, Plan, SealedFile
from bidding.reads import plan_files
from kernel import clock
from ledger.reads import recorded_facts
from market.models import Person
from sealing.due import publish_changed_pages
from sealing.programs import OFFLINE, digest_of, program
from sealing.seed_file import unlock_seed
from tests.conftest import WEDNESDAY
from tests.journeys.conftest import AXE
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import experts, market

pytestmark = pytest.mark.django_db(transaction=True)
PASSPHRASE = "一句只有自己知道的话"


def saved(page, press: str, folder: Path) -> Path:
    """What a press makes the browser save."""
    with page.expect_download() as download:
        page.get_by_role("button", name=press).or_(page.get_by_role("link", name=press)).first.click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


class WithoutANetwork:
    """The saved page in a browser that is offline, opened from the disk. Remembers every fault and every request."""

    def __init__(self, chromium, file: Path):
        self.context = chromium.new_context(offline=True, locale="zh-CN", viewport={"width": 1280, "height": 900})
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.faults: list[str] = []
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda sent: None if sent.url.startswith(("file:", "blob:")) else self.faults.append(sent.url))
        self.page.goto(file.as_uri())


def seal_offline(chromium, page: Path, params: Path, yuan: str, folder: Path) -> tuple[Path, Path]:
    """The envelope's and the seed's file."""
    offline = WithoutANetwork(chromium, page)
    offline.page.get_by_label("密封参数").set_input_files(params)
    offline.page.get_by_label("报价（元）").fill("990000")
    offline.page.get_by_role("button", name="密封并核对").click()
    assert "高于公告上限" in offline.page.locator("[data-seal-error]").inner_text()
    offline.page.get_by_label("报价（元）").fill(yuan)
    offline.page.get_by_role("button", name="密封并核对").click()
    offline.page.get_by_label("给种子文件设一个口令").fill(PASSPHRASE)
    found = Axe().run(offline.page, options=AXE).response["violations"]
    assert not found, [each["id"] for each in found]
    seed = saved(offline.page, "下载种子文件", folder)
    envelope = saved(offline.page, "下载信封", folder)
    assert "信封已下载" in offline.page.locator("[data-offline-done]").inner_text()
    assert offline.faults == []
    offline.context.close()
    return envelope, seed


def test_an_envelope_sealed_without_a_network_is_taken_in_opened_and_ranked(reader, chromium, db, tmp_path) -> None:
    clock.set_to(WEDNESDAY)
    call_command("seed", verbosity=0)
    assert publish_changed_pages() == 3
    assert publish_changed_pages() == 0
    need = needs.an_open_need(market.a_firm("栖梧新材料有限公司"), item_code="B02")
    for yuan in (81_000, 88_000):
        make.a_sealed_bid(need, make.a_bidder(), yuan)
    ours = make.a_bidder("澄川环境技术有限公司")
    bidder = reader()
    bidder.sign_in(Person.objects.get(pk=ours.person_id).username)
    bidder.open("/sealing/")
    bidder.shot("offline-programs")
    assert digest_of(OFFLINE) in bidder.page.locator("main").inner_text()
    page = saved(bidder.page, "下载离线密封页", tmp_path)
    assert hashlib.sha256(page.read_bytes()).hexdigest() == digest_of(OFFLINE)
    bidder.open(f"/needs/{need.number}/bid/")
    bidder.page.get_by_text("在不联网的电脑上密封").click()
    bidder.check()
    params = saved(bidder.page, "下载密封参数", tmp_path)
    envelope, seed = seal_offline(chromium, page, params, "74321.98", tmp_path)
    sent = json.loads(envelope.read_text(encoding="utf-8"))
    assert sent["tset"] == make.an_envelope(need, ours)["tset"]

    bidder.page.get_by_label("交离线密封的信封").set_input_files(seed)
    bidder.press("交信封")
    assert "没有收下这份投标" in bidder.page.locator("main").inner_text()
    bidder.open(f"/needs/{need.number}/bid/")
    bidder.page.get_by_text("在不联网的电脑上密封").click()
    bidder.page.get_by_label("交离线密封的信封").set_input_files(envelope)
    bidder.press("交信封")
    assert "密封投标已收下" in bidder.page.locator("main").inner_text()
    bid = Bid.objects.get(agency=make.agency_of(ours))
    assert bid.envelope == sent

    make.pass_the_deadline(need)
    bid.refresh_from_db()
    assert bid.amount_fen == 7_432_198
    assert recorded_facts("decision.made", need.number)[0]["ranking"][0]["bidder"] == ours.uscc
    assert unlock_seed(seed.read_text(encoding="utf-8"), PASSPHRASE) == bid.opening["seed"]


def test_a_file_that_holds_no_parameters_is_named(chromium, tmp_path) -> None:
    (tmp_path / "other.json").write_text("{}")
    (tmp_path / "page.html").write_bytes(program(OFFLINE))
    offline = WithoutANetwork(chromium, tmp_path / "page.html")
    offline.page.get_by_label("密封参数").set_input_files(tmp_path / "other.json")
    offline.page.get_by_text("这不是密封参数文件").wait_for()
    offline.context.close()


FILE = b"%PDF-1.7 " + bytes(range(256)) * 4_000


def seal_a_plan_offline(chromium, page: Path, params: Path, folder: Path) -> Path:
    """A plan with a file and a price, in one file to hand in."""
    offline = WithoutANetwork(chromium, page)
    offline.page.get_by_label("密封参数").set_input_files(params)
    offline.page.get_by_label("方案", exact=True).fill("踏勘三次，布点六处。")
    offline.page.get_by_label("方案文件").set_input_files({"name": "澄川.pdf", "mimeType": "application/pdf", "buffer": FILE})
    offline.page.get_by_label("报价（元）").fill("74321.98")
    offline.page.get_by_role("button", name="密封并核对").click()
    offline.page.locator("[data-seal-check]").wait_for(state="visible")
    found = Axe().run(offline.page, options=AXE).response["violations"]
    assert not found, [each["id"] for each in found]
    assert "踏勘三次" in offline.page.locator("main").inner_text()
    for width in (360, 1280):
        offline.page.set_viewport_size({"width": width, "height": 900})
        assert offline.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    whole = saved(offline.page, "下载信封", folder)
    assert offline.faults == []
    offline.context.close()
    return whole


def test_a_plan_with_a_file_and_its_price_are_sealed_without_a_network_and_handed_in_as_one_file(
    reader, chromium, db, tmp_path
) -> None:
    clock.set_to(WEDNESDAY)
    call_command("seed", verbosity=0)
    need, _ = experts.a_need_with_plans(81_000, 88_000, buyer=market.a_firm("栖梧新材料有限公司"))
    ours = make.a_bidder("澄川环境技术有限公司")
    bidder = reader()
    bidder.sign_in(Person.objects.get(pk=ours.person_id).username)
    bidder.open(f"/needs/{need.number}/bid/")
    bidder.page.get_by_text("在不联网的电脑上密封").click()
    bidder.check()
    params = saved(bidder.page, "下载密封参数", tmp_path)
    page = tmp_path / "page.html"
    page.write_bytes(program(OFFLINE))
    whole = seal_a_plan_offline(chromium, page, params, tmp_path)
    assert whole.name == f"{need.number}-1-envelopes.zx"
    assert FILE[9:60] not in whole.read_bytes()

    chooser = bidder.page.locator("[data-handin-file]")
    for content, said in ((b"{}", "这不是离线密封页保存的信封文件"), (whole.read_bytes()[:-1], "文件不完整")):
        chooser.set_input_files({"name": "x.zx", "mimeType": "application/octet-stream", "buffer": content})
        bidder.page.get_by_role("button", name="交信封").click()
        bidder.page.get_by_text(said).wait_for()
    assert not SealedFile.objects.exists()
    chooser.set_input_files(whole)
    bidder.page.get_by_role("button", name="交信封").click()
    bidder.page.get_by_role("heading", name="密封投标已收下").wait_for()
    bidder.check()
    bid = Bid.objects.get(agency=make.agency_of(ours))
    experts.closed_and_drawn(need)
    plan = Plan.objects.get(bid=bid)
    assert plan.plain["text"] == "踏勘三次，布点六处。"
    assert plan_files.read_file(plan, plan.plain["files"][0]) == ("read", FILE)
