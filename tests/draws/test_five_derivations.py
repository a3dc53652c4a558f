"""The site's engine, the script to download, the Python verifier, the record's check in the browser and the page of a draw
derive one set of vectors alike: plain, by numbers, by method F, by RFC 3797 and by SM3."""

import copy
import hashlib
import importlib
import importlib.util
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from draws.ways import Way, drawn
from ledger.export import VERIFIER
from tests.node import NODE, needs_node

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SUITS = ("plain", "weighted", "method_f", "sm3", "method_f_sm3", "rfc3797", "rfc3797_sm3")
type Sheet = dict[str, Any]


def vectors(suit: str) -> list[dict[str, Any]]:
    return json.loads((ROOT / "tests" / "vectors" / "draws" / f"{suit}.json").read_text(encoding="utf-8"))


def of_experts(vector: dict[str, Any]) -> dict[str, Any]:
    """A draw of experts as a sheet; the record holds no root of it."""
    said = vector["drawn"]
    names = ("draw", "entrants", "contributions", "beacon", "seed", "order")
    return {"name": vector["name"], "sheet": {**{name: said[name] for name in names}, "places": said["seats"]}}


VECTORS = [(suit, v["name"], v["sheet"]) for suit in SUITS for v in vectors(suit)]
VECTORS += [("experts", v["name"], v["sheet"]) for v in map(of_experts, vectors("experts"))]
SHEETS = [sheet for _, _, sheet in VECTORS]

sys.path.insert(0, str(VERIFIER))
verifier = importlib.import_module("draw")
spec = importlib.util.spec_from_file_location("check_draw", ROOT / "draws" / "static" / "draws" / "check_draw.py")
assert spec
assert spec.loader
script = importlib.util.module_from_spec(spec)
spec.loader.exec_module(script)


def by_the_engine(sheet: Sheet) -> Sheet:
    given = [(party, value) for party, value in sheet["contributions"]]
    source, period, value = sheet["beacon"]
    more: dict[str, Any] = {"places": sheet["places"], "numbers": sheet.get("numbers"), "way": Way.from_json(sheet)}
    came = drawn(sheet["draw"], sheet["entrants"], given, (source, period, value), **more)
    return {"root": came.root.hex(), "seed": came.seed, "order": came.order}


def by_the_verifier(sheet: Sheet) -> Sheet:
    way = {"method": sheet.get("method", "R"), "digest": sheet.get("digest", "sha256")}
    held = sheet.get("numbers")
    derive = verifier.drawn_by_numbers if held else verifier.draw
    told = derive(sheet["draw"], held or sheet["entrants"], sheet["contributions"], sheet["beacon"], sheet["places"], way)
    return {"seed": told["seed"], "order": told["order"]}


HERE_IN_PYTHON: dict[str, Callable[[Sheet], Sheet]] = {
    "engine": by_the_engine,
    "script": script.derived,
    "verifier": by_the_verifier,
}


@pytest.fixture(scope="module")
def static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static files of both rooms in one folder, as the site serves them."""
    folder = tmp_path_factory.mktemp("static")
    for room in ("draws", "ledger"):
        shutil.copytree(ROOT / room / "static", folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


def in_node(static: Path, sheets: list[Sheet]) -> list[dict[str, Any]]:
    assert NODE
    asked = [str(NODE), str(HERE / "derive_in_node.mjs"), str(static)]
    done = subprocess.run(asked, input=json.dumps(sheets), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def agrees(derived: Sheet, sheet: Sheet) -> bool:
    """Whether what was derived is what the sheet says, as far as both say it."""
    return all(derived[name] == sheet[name] for name in ("root", "seed", "order") if name in derived and name in sheet)


def test_the_vectors_reach_every_way() -> None:
    ways = Counter((s.get("method", "R"), s.get("digest", "sha256"), "numbers" in s) for s in SHEETS)
    assert len(ways) == 10
    assert min(ways.values()) >= 1
    assert len(SHEETS) >= 66


@pytest.mark.parametrize("program", HERE_IN_PYTHON)
@pytest.mark.parametrize(("suit", "name", "sheet"), VECTORS, ids=[f"{suit}: {name}" for suit, name, _ in VECTORS])
def test_each_program_in_python_derives_each_vector(program: str, suit: str, name: str, sheet: Sheet) -> None:
    derived = HERE_IN_PYTHON[program](sheet)
    assert {name: sheet[name] for name in derived if name in sheet} == {name: derived[name] for name in derived if name in sheet}


@needs_node
def test_both_programs_in_the_browser_derive_each_vector(static: Path) -> None:
    told = in_node(static, SHEETS)
    for program in ("page", "record"):
        wrong = [(s, n) for (s, n, sheet), each in zip(VECTORS, told, strict=True) if not agrees(each[program], sheet)]
        assert wrong == []
    whole = [each["found"] for sheet, each in zip(SHEETS, told, strict=True) if "root" in sheet]
    assert whole == [[]] * len(whole)


def changed(sheet: Sheet, **change: Any) -> Sheet:
    return {**copy.deepcopy(sheet), **change}


@needs_node
def test_all_five_move_together_when_a_fact_moves(static: Path) -> None:
    plain = vectors("plain")[2]["sheet"]
    moved = [
        changed(plain, method="F"),
        changed(plain, digest="sm3"),
        changed(plain, method="RFC3797"),
        changed(plain, method="RFC3797", digest="sm3"),
        changed(plain, method="RFC3797", beacon=["sh000001", "2026-06-08", "3905.20"]),
        changed(plain, method="RFC3797", contributions=[["operator", "bc" * 32], ["list", "aa" * 32]]),
        changed(plain, places=1),
        changed(plain, draw="ZX-2026-0002/order"),
        changed(plain, beacon=["ssq", "2026-06-07", "2026061:01,02,03,04,05,06+07"]),
        changed(plain, contributions=[["operator", "bc" * 32], ["list", "aa" * 32]]),
        changed(plain, entrants=plain["entrants"][1:]),
        changed(plain, numbers=dict.fromkeys(plain["entrants"], 2)),
    ]
    told = in_node(static, moved)
    outcomes = set()
    for sheet, each in zip(moved, told, strict=True):
        every = [*(derive(sheet) for derive in HERE_IN_PYTHON.values()), each["page"], each["record"]]
        assert len({json.dumps([one["seed"], one["order"]]) for one in every}) == 1
        assert every[0]["order"] != plain["order"]
        assert each["found"], "the page says what does not follow"
        outcomes.add(json.dumps(every[0]["order"]))
    assert len(outcomes) == len(moved)


@needs_node
def test_all_five_refuse_what_draw_1_does_not_know(static: Path) -> None:
    plain = vectors("plain")[2]["sheet"]
    doubled = [*plain["entrants"], plain["entrants"][0]]
    bad = [changed(plain, method="Q"), changed(plain, digest="md5"), changed(plain, entrants=doubled)]
    bad += [
        changed(plain, method="RFC3797", entrants=doubled),
        changed(plain, method="RFC3797", beacon=["notary", "2026-06-08", "7"]),
    ]
    bad += [changed(plain, method="RFC3797", numbers=dict.fromkeys(plain["entrants"], 2))]
    for sheet, each in zip(bad, in_node(static, bad), strict=True):
        for derive in HERE_IN_PYTHON.values():
            with pytest.raises((ValueError, KeyError)):
                derive(sheet)
        assert [list(each[program]) for program in ("page", "record", "found")] == [["refused"]] * 3


@needs_node
def test_the_md5_of_the_browser_is_that_of_the_rfc(static: Path) -> None:
    """The test suite of RFC 1321, annex A.5, of which the last fills more than one block, and lengths around a block."""
    texts = ["", "a", "abc", "message digest", "abcdefghijklmnopqrstuvwxyz", "1234567890" * 8, *("é" * n for n in range(20, 40))]
    ask = f"""
      import {{ md5 }} from "{static}/ledger/check/md5.js";
      for (const text of {json.dumps(texts)}) console.log(Buffer.from(md5(new TextEncoder().encode(text))).toString("hex"));
    """
    done = subprocess.run([str(NODE), "--input-type=module", "-e", ask], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [hashlib.md5(text.encode(), usedforsecurity=False).hexdigest() for text in texts]
    assert done.stdout.split()[5] == "57edf4a22be3c955ac49da2e2107b67a"


@needs_node
def test_the_sm3_of_the_browser_is_that_of_the_standard(static: Path) -> None:
    """The two examples of GB/T 32905-2016, annex A."""
    ask = f"""
      import {{ sm3 }} from "{static}/ledger/check/sm3.js";
      const hex = (raw) => Buffer.from(raw).toString("hex"), utf8 = (text) => new TextEncoder().encode(text);
      console.log(hex(sm3(utf8("abc"))), hex(sm3(utf8("abcd".repeat(16)))), hex(sm3()));
    """
    done = subprocess.run([str(NODE), "--input-type=module", "-e", ask], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
        "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b",
    ]


def test_the_script_derives_draws_by_sm3_where_openssl_brings_none_along(tmp_path: Path) -> None:
    sheets = [sheet for suit, _, sheet in VECTORS if suit in {"sm3", "method_f_sm3", "rfc3797_sm3"}]
    told = tmp_path / "draws.json"
    told.write_text(json.dumps({"draws": sheets}), encoding="utf-8")
    without = f"""
import hashlib, hmac, runpy, sys
def lacking(ask):
    def asked(*given, **more):
        if "sm3" in (*given, *more.values()):
            raise ValueError("unsupported hash type sm3")
        return ask(*given, **more)
    return asked
hashlib.new, hmac.new, hmac.digest = map(lacking, (hashlib.new, hmac.new, hmac.digest))
for ask in (lambda: hashlib.new("sm3"), lambda: hmac.new(b"", b"", "sm3"), lambda: hmac.digest(b"", b"", "sm3")):
    try:
        ask()
    except ValueError:
        continue
    sys.exit("sm3 is there")
sys.argv = ["check_draw.py", {str(told)!r}]
runpy.run_path({str(script.__file__)!r}, run_name="__main__")
"""
    done = subprocess.run([sys.executable, "-I", "-c", without], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1:]) == (0, [f"全部相符，共 {len(sheets)} 次抽取"]), done.stderr
    assert len(sheets) >= 3


@pytest.mark.parametrize("size", [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])
def test_the_sm3_of_the_script_is_that_of_openssl(size: int) -> None:
    said = bytes(n % 251 for n in range(size))
    assert script.SM3(said).digest() == hashlib.new("sm3", said).digest()
