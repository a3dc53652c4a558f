"""Papers: one Typst template each, filled from JSON that the paper carries inside as a file, as PDF/A-3."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import segno
import typst

ROOT = Path(__file__).resolve().parent.parent
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent


def qr_svg(address: str) -> str:
    """A QR code of an address as SVG."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", xmldecl=False, border=0, unit="mm", scale=1)
    return out.getvalue().decode()


def make_paper(template: Path, shown: dict[str, Any], *, inside: bytes, address: str, at: datetime) -> bytes:
    """A paper as PDF/A-3b.

    Args:
        template: the `.typ` file, somewhere in the project.
        shown: what the template shows (`data`).
        inside: the bytes of the JSON file that the paper carries, exactly as hashed.
        address: the public page to which the QR code leads.
        at: the paper's own date; the same input gives the same paper.
    """
    return typst.compile(
        str(template),
        root=str(ROOT),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-3b"],
        timestamp=int(at.timestamp()),
        sys_inputs={
            "data": json.dumps(shown, ensure_ascii=False),
            "inside": inside.decode(),
            "qr": qr_svg(address),
            "address": address,
        },
    )
