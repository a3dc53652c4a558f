"""Which files a notice takes: told by their content, not by their name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from bidding.rules.publication import PLAN
from kernel.rulebook import Kind, rule

LARGEST = 10 * 1024 * 1024
MOST_FILES = 10
KINDS = {
    "pdf": (("pdf",), "application/pdf"),
    "png": (("png",), "image/png"),
    "jpeg": (("jpg", "jpeg"), "image/jpeg"),
    "docx": (("docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@dataclass(frozen=True)
class FileFacts:
    """A file about to be attached. `kind` is what its content is, empty if none of the accepted."""

    name: str
    size: int
    kind: str
    already: int


def kind_of(data: bytes) -> str:
    """What a file is by its first bytes, and for a DOCX by what is inside; empty if it is none of the accepted kinds."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"PK\x03\x04"):
        try:
            names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        except zipfile.BadZipFile:
            return ""
        return "docx" if "word/document.xml" in names else ""
    return ""


def ending(name: str) -> str:
    """The ending of a file's name, in lower case."""
    return name.rpartition(".")[2].lower()


@rule(
    "本站规则：附件格式",
    law="N6",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda file: (
        f"“{file.name}”的内容" + (f"是 {file.kind.upper()}，与扩展名不符" if file.kind else "不是 PDF、DOCX、PNG 或 JPG")
    ),
)
def file_is_what_its_name_says(file: FileFacts) -> bool:
    """An attachment is a PDF, DOCX, PNG or JPG by its content, and its name's ending says the same."""
    return file.kind in KINDS and ending(file.name) in KINDS[file.kind][0]


@rule(
    "本站规则：附件大小",
    law="N6",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda file: "文件是空的" if not file.size else f"文件有 {file.size / 1_048_576:.1f} MB，最大 10 MB",
)
def file_has_a_fair_size(file: FileFacts) -> bool:
    """An attachment is not empty and no larger than 10 MB."""
    return 0 < file.size <= LARGEST


@rule("本站规则：附件数量", law="N6", since=PLAN, kind=Kind.DEFAULT, explain=lambda file: f"已有 {file.already} 个附件")
def notice_has_few_files(file: FileFacts) -> bool:
    """A notice has at most ten attachments."""
    return file.already < MOST_FILES


TO_ATTACH_A_FILE = (file_has_a_fair_size, file_is_what_its_name_says, notice_has_few_files)
