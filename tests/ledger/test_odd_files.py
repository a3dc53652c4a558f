"""Files of an export, receipts, kept checkpoints and second exports that are missing, empty, unreadable or odd: a sentence of both verifiers."""

import json
import shutil
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from ledger.canonical import canonical
from tests.ledger.browser import Options, disagreements, in_the_browser, verify
from tests.ledger.falsifications.catalogue import find
from tests.ledger.falsifications.outside import a_receipt, signed
from tests.ledger.mangled import export_of
from tests.makers.ledger import an_export
from tests.makers.market_day import a_market
from tests.node import needs_node

TRUE = a_market().events
NAMES = ("entries.jsonl", "checkpoint", "trust.json")
type Change = Callable[[bytes], bytes | None]

ODD: dict[str, Change] = {
    "missing": lambda raw: None,
    "empty": lambda raw: b"",
    "not-UTF-8": lambda raw: raw[:10] + b"\xff\xc0" + raw[10:],
    "UTF-16": lambda raw: raw.decode().encode("utf-16"),
    "with-a-byte-order-mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "with-the-line-ends-of-another-system": lambda raw: raw.replace(b"\n", b"\r\n"),
    "a-blank-line-more": lambda raw: raw + b"\n",
    "a-blank-line-before": lambda raw: b"\n" + raw,
    "without-its-last-byte": lambda raw: raw[:-1],
    "without-its-first-line": lambda raw: raw.partition(b"\n")[2],
    "half-of-it": lambda raw: raw[: len(raw) // 2],
    "twice": lambda raw: raw + raw,
    "null": lambda raw: b"null\n",
    "a-list": lambda raw: b"[]\n",
    "an-object": lambda raw: b"{}\n",
    "a-number": lambda raw: b"1\n",
    "nested-a-hundred-thousand-deep": lambda raw: b"[" * 100_000,
    "of-NUL": lambda raw: b"\x00" * 100,
}
SAME_JSON = {"a-blank-line-more", "a-blank-line-before", "with-the-line-ends-of-another-system"}  # spaces beside a value
TRUST: dict[str, dict] = {
    "no-key": {"key": None},
    "a-key-that-is-no-hex": {"key": "zz"},
    "a-short-key": {"key": "11"},
    "a-key-with-spaces": {"key": " " + "11" * 32},
    "a-number-as-origin": {"origin": 1},
    "witnesses-that-are-no-list": {"witnesses": 1},
    "a-witness-without-a-key": {"witnesses": [{"name": "w"}]},
    "a-quorum-that-nobody-fills": {"quorum": 2},
    "a-quorum-in-words": {"quorum": "2"},
    "a-negative-quorum": {"quorum": -1},
    "trustees-that-are-no-list": {"trustees": {"a": 1}},
    "trustees-that-are-numbers": {"trustees": [1, None, "a"]},
}


@pytest.fixture(scope="module")
def true(tmp_path_factory) -> Path:
    return an_export(tmp_path_factory.mktemp("true") / "true", TRUE, verifier=False)


def changed(true: Path, folder: Path, name: str, change: Change) -> Path:
    """A copy of an export with one file changed, or without it."""
    shutil.copytree(true, folder)
    raw = change((folder / name).read_bytes())
    (folder / name).unlink()
    if raw is not None:
        (folder / name).write_bytes(raw)
    return folder


def the_same_places(exports: dict[str, tuple[Path, Options]], *, sound: Collection[str] = ()) -> None:
    """Both verifiers name the same places, and something in each export but the sound ones."""
    assert disagreements(exports) == {}
    silent = {name for name, (folder, options) in exports.items() if not verify.check(folder, **options).findings}
    assert silent == set(sound)


@needs_node
@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_the_export(true: Path, tmp_path: Path, name: str) -> None:
    exports: dict[str, tuple[Path, Options]] = {
        odd: (changed(true, tmp_path / odd, name, change), {}) for odd, change in ODD.items()
    }
    the_same_places(exports, sound=SAME_JSON if name == "trust.json" else set())


@needs_node
@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_the_second_export(true: Path, tmp_path: Path, name: str) -> None:
    second = {odd: changed(true, tmp_path / odd / "other", name, change) for odd, change in ODD.items()}
    exports: dict[str, tuple[Path, Options]] = {odd: (true, {"consistent": [folder]}) for odd, folder in second.items()}
    the_same_places(exports, sound=SAME_JSON if name == "trust.json" else set())


@needs_node
def test_what_trust_says(true: Path, tmp_path: Path) -> None:
    exports: dict[str, tuple[Path, Options]] = {}
    for odd, said in TRUST.items():
        spoilt = changed(true, tmp_path / odd, "trust.json", lambda raw, said=said: json.dumps(json.loads(raw) | said).encode())
        exports[odd] = (spoilt, {})
    the_same_places(exports, sound={"trustees-that-are-no-list", "trustees-that-are-numbers"})


@needs_node
def test_a_kept_checkpoint(true: Path, tmp_path: Path) -> None:
    exports: dict[str, tuple[Path, Options]] = {}
    for odd, change in ODD.items():
        kept = tmp_path / odd / "kept"
        kept.parent.mkdir()
        if (raw := change((true / "checkpoint").read_bytes())) is not None:
            kept.write_bytes(raw)
        exports[odd] = (true, {"checkpoints": [kept]})
    the_same_places(exports)


@needs_node
def test_a_receipt(true: Path, tmp_path: Path) -> None:
    genuine = a_receipt(tmp_path / "receipts", find(TRUE, "bid.sealed")).read_bytes()
    exports: dict[str, tuple[Path, Options]] = {}
    for odd, change in ODD.items():
        receipt = tmp_path / odd / "receipt.json"
        receipt.parent.mkdir()
        if (raw := change(genuine)) is not None:
            receipt.write_bytes(raw)
        exports[odd] = (true, {"receipts": [receipt]})
    the_same_places(exports, sound=SAME_JSON)


SIGNED: dict[str, dict] = {
    "an-hour-in-words": {"at": "soon"},
    "a-number-as-its-time": {"at": 7},
    "a-list-as-its-entry": {"entry": []},
    "a-number-as-its-bid": {"bid": 7},
}
BESIDE = {"a-fraction": 0.5, "half-a-letter": "\ud800", "a-nest": json.loads("[" * 90 + "]" * 90), "nothing": None}


@needs_node
def test_a_signed_receipt_with_odd_words_or_beside_what_is_no_envelope(true: Path, tmp_path: Path) -> None:
    exports: dict[str, tuple[Path, Options]] = {}
    for odd, said in SIGNED.items():
        exports[odd] = (true, {"receipts": [signed(tmp_path / odd / "export", {"bid": "", "entry": "", **said})]})
    for odd, value in BESIDE.items():
        file = a_receipt(tmp_path / odd / "export", find(TRUE, "bid.sealed"))
        file.write_text(json.dumps({"receipt": json.loads(file.read_bytes()), "envelope": {"ct": value}}))
        exports[odd] = (true, {"receipts": [file]})
    the_same_places(exports)


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "cut-off": lambda line: line[:-1],
    "spelt-otherwise": lambda line: line.replace(b",", b", ", 1),
    "in-a-list": lambda line: b"[" + line + b"]",
    "in-a-text": lambda line: json.dumps(line.decode()).encode().replace(b'\\"', b'"'),
    "with-a-nest": lambda line: line[:-1] + b',"x":' + b"[" * 5000 + b"]" * 5000 + b"}",
    "with-a-fraction": lambda line: line[:-1] + b',"x":0.1}',
}


@needs_node
def test_a_sound_receipt_of_a_bid_whose_line_is_misspelt(true: Path, tmp_path: Path) -> None:
    sealed = find(TRUE, "bid.sealed")
    receipt = a_receipt(tmp_path / "receipts", sealed)
    exports: dict[str, tuple[Path, Options]] = {}
    for odd, change in SPOILT.items():
        lines = [change(line) if event is sealed else line for event, line in zip(TRUE, map(canonical, TRUE), strict=True)]
        exports[odd] = (export_of(tmp_path / odd, lines), {"receipts": [receipt]})
    the_same_places(exports)
    by_python = [verify.check(folder, **options).findings[-1] for folder, options in exports.values()]
    assert by_python == [f"{receipt}: the platform took this bid in, and it is not on the record"] * len(SPOILT)
    by_browser = [found[-1] for found in in_the_browser(list(exports.values()))]
    assert by_browser == [("receipt.json", 0, "平台收下了这份投标，公开记录里却没有")] * len(SPOILT)
