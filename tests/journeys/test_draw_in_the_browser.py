"""Anybody derives a draw again in the browser; a changed datum is said aloud."""

import json

import pytest

from tests.makers.bids import a_decided_need
from tests.makers.rooms import a_drawn_need

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("at_ten")]


def test_the_browser_derives_the_draw_again_and_finds_what_was_changed(reader, tmp_path) -> None:
    need = a_drawn_need(5)
    anybody = reader()
    page = anybody.open(f"/needs/{need.number}/draw/")
    good, bad = page.locator("[data-draw-good]"), page.locator("[data-draw-bad]")
    assert not good.is_visible()
    anybody.press("在本机重新计算")
    good.wait_for(state="visible")
    assert "名单、种子、5 个次序全部相符" in good.inner_text()
    assert not bad.is_visible()
    anybody.shot("draw")

    told = json.loads(page.locator("#draw-data").inner_text())
    sheet = told["draws"][0]
    sheet["order"][0], sheet["order"][1] = sheet["order"][1], sheet["order"][0]
    page.evaluate("told => { document.querySelector('#draw-data').textContent = told }", json.dumps(told))
    anybody.press("在本机重新计算")
    bad.wait_for(state="visible")
    assert "第 1 位应当是" in bad.inner_text()
    assert not good.is_visible()

    sheet["order"][0], sheet["order"][1] = sheet["order"][1], sheet["order"][0]
    sheet["contributions"][0][1] = "00" * 32
    file = tmp_path / "draw.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    page.get_by_text("核对手里的一份数据").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("种子不符").wait_for(state="visible")
    anybody.check()


@pytest.mark.parametrize(("method", "said"), [("F", "方法 F（洗牌）"), ("RFC3797", "RFC 3797（逐个抽出）")])
def test_the_browser_derives_a_draw_by_the_way_that_its_notice_names(settings, reader, method, said) -> None:
    settings.DRAW_METHOD = method
    need = a_drawn_need(5)
    anybody = reader()
    page = anybody.open(f"/needs/{need.number}/draw/")
    assert f"算法 draw/1，{said}，SHA-256" in page.inner_text("main")
    anybody.press("在本机重新计算")
    page.get_by_text("5 个次序全部相符").wait_for(state="visible")
    anybody.shot(f"draw-{method}")
    anybody.check()


def test_the_browser_derives_each_draw_among_equals_again(reader) -> None:
    need = a_decided_need(80_000, 80_000, 90_000, 90_000, 90_000)
    anybody = reader()
    page = anybody.open(f"/results/{need.number}/")
    anybody.press("核验抽取")
    assert "有 2 组并列，由抽签定先后" in page.inner_text("main")
    anybody.press("在本机重新计算")
    page.get_by_text("5 个次序全部相符").wait_for(state="visible")
    anybody.shot("draw-ties")
