"""An export of the record: what anybody needs to check it, on any machine, without this site."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from ledger import keys
from ledger.models import Entry
from ledger.notes import verifier_key
from ledger.reads import cosigned_note, newest_cosigned_checkpoint, origin

VERIFIER = Path(__file__).parent / "verifier"
README = """# 公开记录的导出 / An export of the public record

entries.jsonl   第 n 行是第 n-1 条记录（规范 JSON，RFC 8785） / line n is entry n-1, canonical JSON (RFC 8785)
checkpoint      平台签名的条数与根哈希（C2SP 签名文本） / the signed size and Merkle root (RFC 6962, C2SP signed note)
trust.json      记录名，平台、见证方和密钥方的公钥（Ed25519，十六进制） / the log's name, the public keys of platform, witnesses and trustees (Ed25519, hex)
*.py            核验程序，只用 Python 标准库；fetch.py 从网站另取一份 / the verifier, Python's standard library only; fetch.py takes a copy from the site

核验 / to check:    python3 verify.py .

请从另一处（报纸、公证处、去年的导出）核对 trust.json 里的公钥，并保留旧的 checkpoint：
python3 verify.py . --checkpoint 旧文件 会证明历史没有改写。投标人另有回执：python3 verify.py . --receipt 回执文件
"""


class NothingToExport(Exception):
    """The record has no checkpoint yet that is signed, and cosigned by as many witnesses as the settings ask for."""


def copy_verifier(folder: Path) -> None:
    """Put the verifier beside the entries: whoever receives the folder can read it and run it."""
    for script in sorted(VERIFIER.rglob("*.py")):
        target = folder / script.relative_to(VERIFIER)
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(script, target)


def trustees_told() -> list[dict[str, str]]:
    """The trustees on machines of their own, those of the past too: under whose keys the keys of needs are signed."""
    told = [each for each in settings.TRUSTEES.get("set", []) if "url" in each] + settings.TRUSTEES.get("former", [])
    return [{"name": each["name"], "key": each["key"]} for each in told]


def trust_told() -> dict[str, Any]:
    """trust.json: whose keys sign the record. Whoever checks compares them with another place."""
    name = origin() or ""
    trust: dict[str, Any] = {"origin": name, "key": keys.public_key(), "vkey": verifier_key(name)}
    if settings.WITNESSES:
        trust["witnesses"] = [{"name": name, "key": key} for name, key in sorted(settings.WITNESSES.items())]
        trust["quorum"] = settings.WITNESS_QUORUM
    if trustees := trustees_told():
        trust["trustees"] = trustees
    return trust


@cache
def verifier_archive() -> bytes:
    """The verifier as a zip file, the same bytes each time."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for script in sorted(VERIFIER.rglob("*.py")):
            out.writestr(zipfile.ZipInfo(script.relative_to(VERIFIER).as_posix()), script.read_bytes())
    return archive.getvalue()


def export_record(folder: Path) -> int:
    """Write the record up to its newest checkpoint that enough witnesses have cosigned into a folder; returns the number of entries.

    Raises:
        NothingToExport: while nothing has been sequenced.
    """
    point = newest_cosigned_checkpoint(settings.WITNESS_QUORUM)
    if point is None:
        raise NothingToExport
    folder.mkdir(parents=True, exist_ok=True)
    bodies = Entry.objects.filter(idx__lt=point.size).order_by("idx").values_list("body", flat=True)
    with (folder / "entries.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{body}\n" for body in bodies.iterator(chunk_size=5_000))
    (folder / "trust.json").write_text(json.dumps(trust_told(), indent=1) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(README, encoding="utf-8")
    copy_verifier(folder)
    (folder / "checkpoint").write_text(cosigned_note(point), encoding="utf-8")
    return point.size
