"""A bid's words in every writing in which they could have leaked, and the search for them in files."""

from __future__ import annotations

import base64
import json
import mmap
import struct
from collections.abc import Iterable
from pathlib import Path

from kernel.money import in_capitals

NOTE = "寒泉七号渠首段 canary-7f3e9"


def needles(fen: int, secrets: Iterable[bytes] = ()) -> dict[str, bytes]:
    """The amount as fen and yuan, with and without separators, in capitals, in hex, as numbers of the machine and of
    PostgreSQL, in JSON, base64 and UTF-16; the note; and the secrets of the envelope, raw, in hex and in base64."""
    yuan = f"{fen // 100}.{fen % 100:02d}"
    grouped = f"{fen // 100:,}.{fen % 100:02d}"
    texts = {"fen": str(fen), "fen grouped": f"{fen:,}", "yuan": yuan, "yuan grouped": grouped, "capitals": in_capitals(fen)}
    texts |= {
        "note": NOTE,
        "json": f'"amount_fen":{fen}',
        "json spaced": f'"amount_fen": {fen}',
        "note escaped": json.dumps(NOTE)[1:-1],
    }
    found = {name: text.encode() for name, text in texts.items()}
    found |= {f"{name} in UTF-16": text.encode("utf-16-le") for name, text in texts.items()}
    found |= {"hex": f"{fen:08x}".encode(), "HEX": f"{fen:08X}".encode()}
    found |= {"bigint": struct.pack("<q", fen), "bigint, network order": struct.pack(">q", fen)}
    found |= {"hex of the digits": str(fen).encode().hex().encode(), "numeric": _numeric(fen)}
    for name in ("json", "note"):
        found |= {f"{name} in base64, {shift}": each for shift, each in enumerate(_in_base64(found[name]))}
    for number, secret in enumerate(secrets):
        found |= {
            f"secret {number}": secret,
            f"secret {number} in hex": secret.hex().encode(),
            f"secret {number} in base64": base64.b64encode(secret).rstrip(b"="),
            f"secret {number} in base64url": base64.urlsafe_b64encode(secret).rstrip(b"="),
        }
    return found


def _numeric(fen: int) -> bytes:
    """The digits of PostgreSQL's numeric: base 10,000, each an int16."""
    digits = []
    while fen:
        fen, digit = divmod(fen, 10_000)
        digits.append(struct.pack("<h", digit))
    return b"".join(reversed(digits))


def _in_base64(raw: bytes) -> list[bytes]:
    """What of a text is the same in base64 wherever it begins: one piece for each of the three shifts."""
    return [base64.b64encode(b"\0" * shift + raw)[(0, 2, 3)[shift] : -4] for shift in range(3)]


def found_in(paths: Iterable[Path], wanted: dict[str, bytes]) -> set[tuple[str, str]]:
    """Each needle with the name of a file in which it stands."""
    found = set()
    for path in paths:
        if path.is_file() and path.stat().st_size:
            with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                found |= {(name, path.name) for name, needle in wanted.items() if content.find(needle) >= 0}
    return found
