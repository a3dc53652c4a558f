"""Files of a plan in a real browser: only ciphertext leaves the page, what no plan takes is refused by name, and a cut line hangs nothing."""

import json
import re
from datetime import UTC, datetime

import pytest

from sealing.opening import open_envelope
from sealing.plan import file_name_of, outcome_of
from tests.makers.sealing import trustee_keys, trustees_of
from tests.sealing.test_browser import Page

LOT = {**trustees_of(1, 1, datetime(2026, 6, 9, 9, tzinfo=UTC)), "lot": "technical"}
PDF = b"%PDF-1.7 " + bytes(range(256)) * 20_000  # 5 MB
PNG = b"\x89PNG\r\n\x1a\n" + bytes(500)


def chosen(name: str, content: bytes) -> dict:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


class PlanPage(Page):
    """The sealing form with a plan; uploads are answered as `answers` says, one after the other, and kept."""

    def __init__(self, browser):
        self.uploads, self.answers = [], []
        super().__init__(browser, plans=True)

    def serve(self, route):
        if route.request.url.endswith("/bid/files/"):
            answer = self.answers.pop(0) if self.answers else 201
            if answer == "cut":
                return route.abort()
            self.uploads.append(route.request.post_data_buffer)
            said = {"broken": [{"because": "文件超过 20 MB"}]} if answer == 422 else {}
            return route.fulfill(status=answer, content_type="application/json", body=json.dumps(said))
        self.html = re.sub(
            r"data-seal-form( data-need)",
            lambda found: f"data-seal-form data-files-url='/bid/files/' data-plan-trustees='{json.dumps(LOT)}'{found[1]}",
            self.html,
        )
        return super().serve(route)

    def seal(self, *files: dict) -> None:
        self.page.fill("#seal_price", "138500")
        self.page.set_input_files("#seal_files", list(files))
        self.press("密封并核对")

    def sealed_plan(self) -> dict:
        self.shown("check").wait_for(state="visible")
        return open_envelope(json.loads(self.page.locator("[name=plan]").input_value()), trustee_keys(1)).plain


@pytest.fixture
def sealing(chromium):
    return PlanPage(chromium)


def ciphers(page: PlanPage, wanted: list[dict]) -> list[bytes]:
    """The part of each upload that is the ciphertext."""
    found = [body.split(b"\r\n\r\n")[-1].rsplit(b"\r\n--", 1)[0] for body in page.uploads]
    assert [file_name_of(each) for each in found] == [line["sha256"] for line in wanted]
    return found


def test_each_file_is_uploaded_as_ciphertext_that_its_line_in_the_plan_opens(sealing):
    sealing.seal(chosen("澄川标书.pdf", PDF), chosen("点位.png", PNG))
    plain = sealing.sealed_plan()
    assert [(line["name"], line["type"], line["size"]) for line in plain["files"]] == [
        ("文件1.pdf", "application/pdf", len(PDF)),
        ("文件2.png", "image/png", len(PNG)),
    ]
    opened = [
        outcome_of(cipher, line, handed_in=True)
        for cipher, line in zip(ciphers(sealing, plain["files"]), plain["files"], strict=True)
    ]
    assert opened == [("read", PDF), ("read", PNG)]
    assert json.loads(sealing.page.locator("[name=plan_files]").input_value()) == sorted(
        line["sha256"] for line in plain["files"]
    )
    assert not any("澄川".encode() in body or PDF[:40] in body for body in sealing.uploads)
    assert "澄川标书.pdf（4.9 MB）、点位.png（1 KB）" in sealing.shown("files-chosen").inner_text()
    assert sealing.faults == []


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([chosen("a.pdf", b"MZ is no PDF")], "“a.pdf”的内容不是 PDF、JPG 或 PNG"),
        ([chosen("a.pdf", b"")], "“a.pdf”是空的"),
        ([chosen(f"{n}.png", PNG) for n in range(11)], "最多 10 个文件，您选了 11 个"),
    ],
    ids=["type", "empty", "many"],
)
def test_what_no_plan_takes_is_refused_by_name_before_anything_is_sent(sealing, files, said):
    sealing.seal(*files)
    sealing.page.get_by_text(said).wait_for()
    assert not sealing.uploads
    assert sealing.page.locator("[name=plan]").input_value() == ""
    assert sealing.page.locator("#seal_files").get_attribute("aria-invalid") == "true"


def test_a_file_of_a_byte_too_much_is_refused_by_its_size(sealing, tmp_path):
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.write(b"%PDF-")
        file.truncate(20 * 1024 * 1024 + 1)
    sealing.page.set_input_files("#seal_files", large)
    sealing.page.fill("#seal_price", "138500")
    sealing.press("密封并核对")
    sealing.page.get_by_text("“large.pdf”有 20.0 MB，每个文件不超过 20 MB").wait_for()
    assert not sealing.uploads


def test_a_line_that_is_cut_is_said_and_the_second_press_sends_only_what_is_missing(sealing):
    sealing.answers = [201, "cut"]
    files = chosen("one.pdf", PDF), chosen("two.png", PNG)
    sealing.seal(*files)
    sealing.page.get_by_text("没有传完，请检查网络后再按一次").wait_for()
    assert sealing.page.get_by_role("button", name="密封并核对").is_enabled()
    sealing.press("密封并核对")
    plain = sealing.sealed_plan()
    ciphers(sealing, plain["files"])


def test_a_refusal_of_the_platform_is_shown_with_its_reason(sealing):
    sealing.answers = [422]
    sealing.seal(chosen("one.pdf", PDF))
    sealing.page.get_by_text("文件超过 20 MB").wait_for()
    assert sealing.page.locator("[name=envelope]").input_value() == ""


def test_a_plan_of_files_alone_needs_no_text_and_one_of_neither_is_refused(sealing):
    sealing.seal()
    assert "写明方案" in sealing.shown("error").inner_text()
    sealing.seal(chosen("one.png", PNG))
    assert sealing.sealed_plan()["text"] == ""
