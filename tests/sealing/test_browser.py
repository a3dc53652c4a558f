"""Sealing in a real browser, under the site's content security policy: what leaves the page is the envelope and nothing else."""

import json
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from django.template.loader import render_to_string

from sealing.envelope import check_shape, envelope_hash
from sealing.opening import open_envelope
from sealing.programs import script_for
from sealing.seed_file import unlock_seed
from sealing.suites import DEFAULT, SUITES
from tests.makers.sealing import BIDDER, NEED, trustee_keys, trustees_of

ROOT = Path(__file__).parents[2]
TRUSTEES = trustees_of(1, 1, datetime(2026, 6, 9, 9, tzinfo=UTC))
PASSPHRASE = "一句只有自己知道的话"
CSP = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; form-action 'self'"


@pytest.fixture
def browser(chromium):
    return chromium


class Page:
    """The sealing form on a page of its own, its posts kept instead of sent."""

    def __init__(self, browser, *, script=True, trustees_=TRUSTEES, **context):
        self.posts, self.faults = [], []
        self.script = script_for(trustees_["suite"])
        self.page = browser.new_context(java_script_enabled=script).new_page()
        self.page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        fields = render_to_string("sealing/parts/seal_fields.html", {"bounds": "93,000.00 至 186,000.00 元", **context})
        trustees = json.dumps(trustees_).replace('"', "&quot;")
        self.html = (
            '<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>密封</title>'
            '<link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/look.css"><main>'
            f'<form method="post" action="/bid/" data-seal-form data-need="{NEED}" data-bidder="{BIDDER}" data-seq="1" '
            f'data-floor="9300000" data-ceiling="18600000" data-trustees="{trustees}">{fields}</form>'
            '</main><script src="/seal.js" defer></script></html>'
        )
        self.page.route("**/*", self.serve)
        self.page.goto("http://localhost/")

    def serve(self, route):
        name, files = route.request.url.rsplit("/", 1)[-1], ROOT / "web/static/web"
        if route.request.method == "POST":
            self.posts.append(route.request.post_data)
            route.fulfill(status=200, content_type="text/html", body="<!doctype html><title>ok</title>")
        elif name == "seal.js":
            route.fulfill(path=ROOT / "sealing/static/sealing" / self.script, content_type="text/javascript")
        elif name.endswith(".css"):
            route.fulfill(path=files / name, content_type="text/css")
        else:
            headers = {"content-security-policy": CSP, "content-type": "text/html"}
            route.fulfill(status=200 if name == "" else 204, headers=headers, body=self.html if name == "" else "")

    def press(self, words):
        self.page.get_by_role("button", name=words).click()

    def shown(self, part):
        return self.page.locator(f"[data-seal-{part}]").first


@pytest.fixture
def sealing(browser):
    return Page(browser)


def test_two_presses_send_the_envelope_and_no_byte_of_what_was_typed(sealing):
    assert not sealing.shown("error").is_visible()
    sealing.page.fill("#seal_price", "１３８，５００．25")
    sealing.page.fill("#seal_note", "含税一口价")
    sealing.press("密封并核对")
    sealing.shown("check").wait_for(state="visible")
    assert not sealing.posts
    assert sealing.shown("price").inner_text() == "138,500.25 元"
    assert sealing.shown("capitals").inner_text() == "壹拾叁万捌仟伍佰元贰角伍分"
    assert not sealing.shown("write").is_visible()
    sealing.press("提交密封投标")
    sealing.page.wait_for_load_state()
    assert len(sealing.posts) == 1
    sent = parse_qs(sealing.posts[0])
    assert set(sent) == {"envelope"}
    envelope = json.loads(sent["envelope"][0])
    check_shape(envelope, need=NEED, bidder=BIDDER, trustees=TRUSTEES)
    opened = open_envelope(envelope, trustee_keys(1))
    assert opened.plain == {"v": "bid/1", "amount_fen": 13_850_025, "note": "含税一口价"}
    assert sealing.faults == []


def test_the_seed_file_that_the_browser_offers_opens_the_envelope_alone(sealing):
    sealing.page.fill("#seal_price", "138500")
    sealing.press("密封并核对")
    sealing.page.get_by_text("保存种子文件").click()
    sealing.page.fill("#seal_passphrase", "too short")
    sealing.press("下载种子文件")
    assert "至少 10 个字符" in sealing.shown("kept").inner_text()
    sealing.page.fill("#seal_passphrase", PASSPHRASE)
    with sealing.page.expect_download() as download:
        sealing.page.press("#seal_passphrase", "Enter")
    assert not sealing.posts, "a passphrase sends nothing"
    assert sealing.page.locator("#seal_passphrase").input_value() == ""
    kept = Path(download.value.path()).read_text(encoding="utf-8")
    assert download.value.suggested_filename == f"{NEED}-1-seed.json"
    envelope = json.loads(sealing.page.locator("[name=envelope]").input_value())
    seed = open_envelope(envelope, trustee_keys(1)).seed
    assert unlock_seed(kept, PASSPHRASE) == seed
    assert seed not in sealing.page.content()
    assert {name: json.loads(kept)[name] for name in ("need", "bidder", "seq", "bid")} == {
        "need": NEED,
        "bidder": BIDDER,
        "seq": 1,
        "bid": envelope_hash(envelope),
    }
    assert sealing.faults == []


def test_a_bid_without_a_note_is_shown_without_a_row_for_it_and_with_one_again(sealing):
    rows = sealing.page.locator("[data-seal-check] dt:visible")
    sealing.page.fill("#seal_price", "138500")
    sealing.press("密封并核对")
    sealing.shown("check").wait_for(state="visible")
    assert rows.all_inner_texts() == ["报价", "信封指纹"]
    sealing.press("修改")
    sealing.page.fill("#seal_note", "含税一口价")
    sealing.press("密封并核对")
    sealing.shown("check").wait_for(state="visible")
    assert rows.all_inner_texts() == ["报价", "说明", "信封指纹"]


def test_a_form_of_a_lot_seals_for_that_lot(browser):
    sealing = Page(browser)
    sealing.page.evaluate("document.forms[0].dataset.lot = 'price'")
    sealing.page.fill("#seal_price", "138500")
    sealing.press("密封并核对")
    envelope = json.loads(sealing.page.locator("[name=envelope]").input_value())
    check_shape(envelope, need=NEED, bidder=BIDDER, trustees=TRUSTEES, lot="price")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "填写金额"),
        ("13万", "填写金额"),
        ("138500.001", "填写金额"),
        ("92999.99", "低于公告下限 93,000.00 元"),
        ("186000.01", "高于公告上限 186,000.00 元"),
    ],
)
def test_what_can_not_count_is_refused_before_it_is_sealed(sealing, typed, said):
    sealing.page.fill("#seal_price", typed)
    sealing.press("密封并核对")
    assert said in sealing.shown("error").inner_text()
    assert sealing.page.locator("#seal_price").get_attribute("aria-invalid") == "true"
    assert not sealing.posts
    assert sealing.page.locator("[name=envelope]").input_value() == ""


def test_going_back_to_change_a_word_throws_the_envelope_away(sealing):
    sealing.page.fill("#seal_price", "138500")
    sealing.press("密封并核对")
    sealing.press("修改")
    assert sealing.page.locator("[name=envelope]").input_value() == ""
    assert sealing.shown("write").is_visible()


def test_without_script_nothing_that_was_typed_can_be_sent(browser):
    plain = Page(browser, script=False)
    plain.page.fill("#seal_price", "138500")
    plain.press("密封并核对")
    plain.page.wait_for_load_state()
    assert plain.posts == ["envelope="]


def test_a_rate_is_sealed_as_basis_points(browser):
    sealing = Page(browser, discount=True)
    sealing.page.evaluate("document.forms[0].dataset.floor = document.forms[0].dataset.ceiling = ''")
    sealing.page.fill("#seal_price", "12.5%")
    sealing.press("密封并核对")
    envelope = json.loads(sealing.page.locator("[name=envelope]").input_value())
    assert open_envelope(envelope, trustee_keys(1)).plain == {"v": "bid/1", "rate_bp": 1250}
    assert sealing.shown("price").inner_text() == "12.50%"


@pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)
def test_the_page_seals_under_every_suite_and_any_three_of_four_trustees_open_it(browser, suite):
    trustees = trustees_of(3, 4, datetime(2026, 6, 9, 9, tzinfo=UTC), suite)
    sealing = Page(browser, trustees_=trustees)
    sealing.page.fill("#seal_price", "138500")
    sealing.press("密封并核对")
    sealing.shown("check").wait_for(state="visible")
    envelope = json.loads(sealing.page.locator("[name=envelope]").input_value())
    check_shape(envelope, need=NEED, bidder=BIDDER, trustees=trustees)
    keys = trustee_keys(4, suite)
    for some in combinations(keys, 3):
        assert open_envelope(envelope, {i: keys[i] for i in some}).plain == {"v": "bid/1", "amount_fen": 13_850_000}
    assert sealing.shown("bid").inner_text() == envelope_hash(envelope)
    assert sealing.faults == []


def test_the_page_seals_nothing_under_an_unknown_suite(browser):
    trustees = trustees_of(1, 1, datetime(2026, 6, 9, 9, tzinfo=UTC), SUITES["SM2-SM3-SM4GCM"])
    sealing = Page(browser, trustees_={**trustees, "suite": DEFAULT.name + "2"})
    sealing.page.fill("#seal_price", "138500")
    sealing.press("密封并核对")
    assert "没有密封成功" in sealing.shown("error").inner_text()
    assert sealing.page.locator("[name=envelope]").input_value() == ""
