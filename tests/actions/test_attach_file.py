"""Attachments are what they say they are."""

import hashlib
import io
import zipfile

import pytest

from bidding import reads
from bidding.actions.drafting.attach_file import attach_file
from bidding.actions.drafting.remove_file import remove_file
from bidding.rules.files import LARGEST
from kernel.access import NotFound
from kernel.rulebook import RulesBroken
from tests.makers import bidding as need_makers
from tests.makers import market as make

PDF = b"%PDF-1.7\n" + b"0" * 100
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


@pytest.fixture
def buyer(at_ten, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make.a_firm()


def a_docx(inside: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(inside, "<w/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"), [("批复.pdf", PDF), ("图.PNG", PNG), ("照片.jpeg", b"\xff\xd8\xff\xe0" + b"0" * 9), ("范本.docx", a_docx())]
)
def test_the_four_kinds_are_taken(buyer, name: str, data: bytes) -> None:
    need = need_makers.a_draft_need(buyer)
    file = attach_file(actor=buyer, number=need.number, name=name, data=data)
    assert (file.name, file.size, file.sha256) == (name, len(data), hashlib.sha256(data).hexdigest())
    with file.file.open("rb") as kept:
        assert kept.read() == data


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("病毒.pdf", b"MZ" + b"0" * 100, "file_is_what_its_name_says"),
        ("图.pdf", PNG, "file_is_what_its_name_says"),
        ("假.docx", a_docx("evil.xml"), "file_is_what_its_name_says"),
        ("坏.docx", b"PK\x03\x04oops", "file_is_what_its_name_says"),
        ("大.pdf", PDF + b"0" * LARGEST, "file_has_a_fair_size"),
    ],
)
def test_anything_else_is_refused_and_nothing_is_kept(buyer, name: str, data: bytes, rule: str) -> None:
    need = need_makers.a_draft_need(buyer)
    with pytest.raises(RulesBroken) as refused:
        attach_file(actor=buyer, number=need.number, name=name, data=data)
    assert refused.value.names == (f"bidding.{rule}",)
    assert not reads.draft_of(need).attachments.exists()


def test_an_empty_file_and_the_eleventh_are_refused(buyer) -> None:
    need = need_makers.a_draft_need(buyer)
    with pytest.raises(RulesBroken) as refused:
        attach_file(actor=buyer, number=need.number, name="空.pdf", data=b"")
    assert "文件是空的" in refused.value.broken[0].because
    for n in range(10):
        attach_file(actor=buyer, number=need.number, name=f"{n}.pdf", data=PDF)
    with pytest.raises(RulesBroken) as refused:
        attach_file(actor=buyer, number=need.number, name="11.pdf", data=PDF)
    assert refused.value.names == ("bidding.notice_has_few_files",)


def test_a_path_in_the_name_is_cut_off_and_a_file_can_be_taken_off(buyer) -> None:
    need = need_makers.a_draft_need(buyer)
    file = attach_file(actor=buyer, number=need.number, name="..\\..\\etc/批复.pdf", data=PDF)
    assert file.name == "批复.pdf"
    with pytest.raises(NotFound):
        remove_file(actor=buyer, number=need.number, file=file.pk + 1)
    remove_file(actor=buyer, number=need.number, file=file.pk)
    assert not reads.draft_of(need).attachments.exists()
