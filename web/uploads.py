"""What an uploaded file is, by its content: its name and the browser's word for it prove nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core.files.base import File

SIGNATURES = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
)


@dataclass(frozen=True)
class Upload:
    """A file as it came: `media` and `ending` by its first bytes ("" if it is none of ours), size in bytes, SHA-256."""

    name: str
    media: str
    ending: str
    size: int
    sha256: str


def look_at(file: File) -> Upload:
    """Read an uploaded file once and say what it is; the file is left at its start."""
    digest, size, head = hashlib.sha256(), 0, b""
    file.seek(0)
    for chunk in file.chunks():
        head = head or chunk[:16]
        digest.update(chunk)
        size += len(chunk)
    file.seek(0)
    media, ending = next(((m, e) for start, m, e in SIGNATURES if head.startswith(start)), ("", ""))
    name = (file.name or "").replace("\\", "/").rsplit("/", 1)[-1]
    return Upload(name[-200:] or "file", media, ending, size, digest.hexdigest())
