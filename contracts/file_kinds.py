"""What a file is by its content, whatever its name says. Plain Python."""

from __future__ import annotations

import io
import zipfile

_STARTS = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
_INSIDE = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))


def kind_of(content: bytes) -> str:
    """The kind of a file ("pdf", "docx", …), or "" when it is none that we know."""
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    return "txt" if _is_text(content) else ""


def _kind_of_archive(content: bytes) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except zipfile.BadZipFile:
        return ""
    if "[Content_Types].xml" not in names:
        return "zip"
    return next((kind for folder, kind in _INSIDE if any(name.startswith(folder) for name in names)), "")


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(ord(c) < 32 and c not in "\t\n\r" for c in text) and not text.lstrip().lower().startswith(("<", "#!"))
