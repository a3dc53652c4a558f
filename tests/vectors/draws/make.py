"""Writes the vectors of draw/1: whole sheets, as the public data of a draw holds them, with what `draws.ways` derives.

Run by hand when a case is added; `tests/draws/test_five_derivations.py` holds five programs to them.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from draws.ways import RFC3797, Way, drawn

NEED = "ZX-2026-0001"
SUITS = {"plain": Way(), "weighted": Way(), "method_f": Way("F"), "sm3": Way("R", "sm3"), "method_f_sm3": Way("F", "sm3")}
SUITS |= {"rfc3797": Way(RFC3797), "rfc3797_sm3": Way(RFC3797, "sm3")}
NOTARY = ["notary", "2026-06-08", "摇出 7 号球"]


def codes(many: int) -> list[str]:
    """Codes of agencies."""
    return [f"91410100M{n:08d}A" for n in range(many)]


def a_sheet(entrants: list[str], **more: Any) -> dict[str, Any]:
    """A sheet without its outcome: everybody contributes, and the frozen list does."""
    given = [[who, hashlib.sha256(who.encode()).hexdigest()] for who in [*entrants, "list"]]
    said = {"draw": f"{NEED}/order", "entrants": entrants, "contributions": given, "beacon": ["none", "", ""], "places": None}
    return {**said, **more}


CASES: dict[str, dict[str, dict[str, Any]]] = {
    "plain": {
        "nobody but one": a_sheet(codes(1)),
        "two level at a place": a_sheet(codes(2), draw=f"{NEED}/tie-2"),
        "five with what the operator put in": a_sheet(codes(5), contributions=[["operator", "bb" * 32], ["list", "aa" * 32]]),
        "a beacon in words": a_sheet(codes(4), beacon=NOTARY),
        "fewer places than entrants": a_sheet(codes(9), places=3),
        "nothing put in": a_sheet(codes(3), contributions=[]),
        "one party gave twice": a_sheet(codes(3), contributions=[["list", "ff" * 32], ["list", "00" * 32], ["a", "11" * 32]]),
        "names that begin alike, and beyond ASCII": a_sheet(["a", "ab", "a#1", "示例单位", "\ufffd", "\U0001f600", "Ａ"]),
        "three hundred": a_sheet(codes(300)),
    },
    "weighted": {
        "nine numbers, eight and one": a_sheet(codes(3), numbers=dict(zip(codes(3), (9, 8, 1), strict=True))),
        "one number each": a_sheet(codes(4), numbers=dict.fromkeys(codes(4), 1)),
        "one alone holds many": a_sheet(codes(1), numbers={codes(1)[0]: 12}),
        "a name with the mark of numbers": a_sheet(["a#1", "b"], numbers={"a#1": 3, "b": 2}),
        "thirty, with a beacon": a_sheet(codes(30), numbers={who: 1 + n % 9 for n, who in enumerate(codes(30))}, beacon=NOTARY),
    },
}
EVERY = {**CASES["plain"], "by numbers: nine, eight and one": CASES["weighted"]["nine numbers, eight and one"]}
SOURCES = {
    "the close of the index": a_sheet(codes(6), beacon=["sh000001", "2026-06-08", "3905.20"]),
    "the balls of the lottery": a_sheet(codes(6), beacon=["ssq", "2026-06-09", "2026065:33,05,12,08,10,02+07"]),
    "a round of drand": a_sheet(codes(6), beacon=["drand-quicknet", "29500000", "0a" * 48]),
}
BY_NUMBERS_ALONE = {name: sheet for name, sheet in CASES["plain"].items() if sheet["beacon"] != NOTARY} | SOURCES
CASES |= {name: BY_NUMBERS_ALONE if way.is_by_rfc_3797 else EVERY for name, way in SUITS.items() if name not in CASES}


def vector(name: str, sheet: dict[str, Any], way: Way) -> dict[str, Any]:
    """A sheet with its outcome. The usual way is not named, as in sheets from before there were others."""
    numbers = sheet.get("numbers")
    places = sheet["places"] or (sum(numbers.values()) if numbers else len(sheet["entrants"]))
    given = [(party, value) for party, value in sheet["contributions"]]
    source, period, value = sheet["beacon"]
    came = drawn(sheet["draw"], sheet["entrants"], given, (source, period, value), places=places, numbers=numbers, way=way)
    named = {} if way == Way() else way.to_json()
    outcome = {"root": came.root.hex(), "seed": came.seed, "order": came.order}
    return {"name": name, "sheet": {**sheet, **named, "places": places, **outcome}}


if __name__ == "__main__":
    for suit, way in SUITS.items():
        told = [vector(name, sheet, way) for name, sheet in CASES[suit].items()]
        text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
        (Path(__file__).parent / f"{suit}.json").write_text(text + "\n", encoding="utf-8")
