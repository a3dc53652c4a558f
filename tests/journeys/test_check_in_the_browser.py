"""Anybody checks an export in the browser: a true one is green, a falsified one is named by line, a receipt proves either way."""

import base64
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bidding.models import Bid
from bidding.reads.results import receipt_of
from ledger.export import export_record
from ledger.sequencer import sequence_all
from sealing.suites import SUITES
from tests.ledger.falsifications import CATALOGUE
from tests.makers import bids as make
from tests.makers.history import History
from tests.makers.ledger import ORIGIN, PUBLIC, an_export
from tests.makers.market_day import a_market

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("at_ten")]
WITHOUT_ED25519 = """
    const { importKey } = SubtleCrypto.prototype;
    SubtleCrypto.prototype.importKey = async function (format, key, how, ...more) {
      if (how.name === "Ed25519") throw new DOMException("Unrecognized name.", "NotSupportedError");
      return importKey.call(this, format, key, how, ...more);
    };
"""
NAMES = ("entries.jsonl", "checkpoint", "trust.json")


def files(folder: Path) -> list[Path]:
    return [folder / name for name in NAMES]


def without_ed25519(route) -> None:
    """The thread that checks, in a browser whose WebCrypto has no Ed25519."""
    script = route.fetch()
    route.fulfill(response=script, body=WITHOUT_ED25519 + script.text())


def told(page) -> str:
    """What the page says when it has done."""
    said = page.locator("[data-check-said]")
    expect(said).not_to_have_text(re.compile("还没有|正在"), timeout=60_000)
    expect(page.locator("[data-check][inert]")).to_have_count(0)
    return said.inner_text()


def test_a_real_export_holds_a_falsified_one_is_named_and_a_receipt_proves_a_bid_that_was_kept_off_the_record(
    reader, tmp_path
) -> None:
    need = make.a_confirmed_award(80_000, 81_000, 90_000).need
    sequence_all()
    size = export_record(tmp_path / "true")
    bid = Bid.objects.filter(need=need).first()
    receipt = tmp_path / "receipt.json"
    receipt.write_text(json.dumps(receipt_of(bid)), encoding="utf-8")

    anybody, threads = reader(), []
    anybody.page.on("worker", lambda worker: threads.append(worker.url.rpartition("/")[2]))
    page = anybody.open("/record/check/")
    anybody.press("核验本站的记录")
    assert told(page).startswith(f"全部相符，共 {size} 条，重算中选 1 次")

    assert threads == ["worker.js"], "the page itself stays free"
    expect(page.locator(".zx-note.is-ok [data-check-said]")).to_be_visible()

    page.get_by_text("我手里还有回执").click()
    page.locator("[name=export]").set_input_files(files(tmp_path / "true"))
    page.locator("[name=receipts]").set_input_files(receipt)
    anybody.press("核验所选的导出")
    assert told(page).startswith(f"全部相符，共 {size} 条，重算中选 1 次")
    lines = (tmp_path / "true" / "entries.jsonl").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if '"bid.sealed"' in text and bid.envelope_hash in text)
    assert page.locator("[data-check-proven] li").all_inner_texts() == [
        f"回执 receipt.json：这份投标在公开记录第 {line} 行（第 {line - 1} 条）"
    ]
    anybody.shot("check")

    kept = [text for text in lines if bid.envelope_hash not in text and '"decision.made"' not in text]
    (tmp_path / "true" / "entries.jsonl").write_text("\n".join(kept) + "\n", encoding="utf-8")
    page.locator("[name=export]").set_input_files(files(tmp_path / "true"))
    anybody.press("核验所选的导出")
    assert told(page).endswith("请保存这份导出，向监管部门反映")
    expect(page.locator(".zx-note.is-bad [data-check-said]")).to_be_visible()
    assert "receipt.json：平台收下了这份投标，公开记录里却没有" in page.locator("[data-check-found]").inner_text()


@pytest.mark.parametrize("suite", SUITES)
def test_a_falsified_export_that_is_signed_again_is_named_with_its_line_under_each_suite(
    suite, reader, monkeypatch, tmp_path
) -> None:
    monkeypatch.setattr(History, "suite", SUITES[suite])
    true = a_market().events
    anybody = reader()
    page = anybody.open("/record/check/")
    page.locator("[name=export]").set_input_files(files(an_export(tmp_path / "true", true, verifier=False)))
    anybody.press("核验所选的导出")
    assert "重开无效标书 1 份，重算信用分 1 次" in told(page)
    for name, kind, sentence in (
        ("a_void_bid_gets_another_reason", "bid.void", "写明无效的原因是 commitment，重算：ciphertext"),
        ("a_score_is_raised", "score.published", "信用分应当是 8857（B，1 次评价）"),
    ):
        CATALOGUE[name].plant(true, tmp_path / name)
        page.locator("[name=export]").set_input_files(files(tmp_path / name))
        anybody.press("核验所选的导出")
        assert told(page).startswith("发现 ")
        line = next(n for n, e in enumerate(true, 1) if e["type"] == kind)
        assert f"entries.jsonl 第 {line} 行：{sentence}" in page.locator("[data-check-found] li").all_inner_texts()
    anybody.shot("check-red")
    assert json.loads((tmp_path / "true" / "trust.json").read_text()) == {"origin": ORIGIN, "key": PUBLIC}


def test_a_browser_without_ed25519_fetches_a_library_and_checks_the_same(reader, tmp_path) -> None:
    true, forged = (an_export(tmp_path / name, a_market().events, verifier=False) for name in ("true", "forged"))
    head, _, signature = (true / "checkpoint").read_text(encoding="utf-8").rpartition(" ")
    raw = bytearray(base64.b64decode(signature))
    raw[40] ^= 1
    (forged / "checkpoint").write_text(f"{head} {base64.b64encode(raw).decode()}\n", encoding="utf-8")
    said = {}
    for has_it in (True, False):
        anybody = reader()
        if not has_it:
            anybody.page.route("**/check/worker.js", without_ed25519)
        fetched: list[str] = []
        anybody.page.on("request", lambda request, fetched=fetched: fetched.append(request.url))
        page = anybody.open("/record/check/")
        for name, folder in (("true", true), ("forged", forged)):
            page.locator("[name=export]").set_input_files(files(folder))
            anybody.press("核验所选的导出")
            said[name, has_it] = told(page), page.locator("[data-check-found]").inner_text()
        assert any(url.endswith("/ledger/noble.js") for url in fetched) is not has_it
    assert said["true", True] == said["true", False]
    assert said["forged", True] == said["forged", False]
    assert said["true", False][0].startswith("全部相符")
    assert "checkpoint：应当是由 trust.json 的公钥签名的检查点（没有平台的签名）" in said["forged", False][1]
