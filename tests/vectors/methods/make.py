"""Writes the vectors of average price, credit shortlist, direct choice and random draw: worked cases, and what `bidding.methods` decides on them.

Run by hand when a case is added; the tests compare, and the expectations that matter stand in the tests in their own words.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from bidding.methods import WAYS

NEED, ROOT = "ZX-2026-0001", "aa" * 32
BOUNDS = {"ceiling_fen": 100_000, "floor_fen": 1, "floor_rate_bp": None, "ceiling_rate_bp": None}


def a_case(
    method: str, values: list[int | None], *, mode: str = "amount", scores: list[int | None] | None = None, **more: Any
) -> dict:
    """A case with one offer for each value; `struck` names the places of those that can't count."""
    struck = more.pop("struck", ())
    offers = []
    for i, value in enumerate(values):
        named = {name: hashlib.sha256(f"{name} {i}".encode()).hexdigest() for name in ("bid", "r")}
        price = {"amount_fen": value if mode == "amount" else None, "rate_bp": value if mode == "discount" else None}
        why = ["信用主体被暂停参与"] if i in struck else []
        score = scores[i] if scores else None
        offers.append({"bidder": f"91410100M{i:07d}A"[:18], **named, **price, "score_centi": score, "struck": why})
    case = {"v": f"{method}/1", "need": NEED, "mode": mode, "list_root": ROOT, "offers": offers, **BOUNDS}
    return {**case, **more}


FIRST, PICKED = 2, 3  # places in the case
TABLE = [[9000, 9], [8000, 8], [6000, 6], [0, 1]]


def a_shortlist(scores: list[int | None], *, pick: dict | None = None, length: int = 3, drop: int = 20, **more: Any) -> dict:
    """A credit shortlist with one entry for each score."""
    case = a_case("credit_shortlist", [None] * len(scores), mode="fixed", scores=scores, **more)
    return {**case, "shortlist": {"length": length, "drop_percent": drop, "numbers": TABLE, "unrated": 8}, "pick": pick}


def picked(at: int, why: str = "方案最清楚", *, silent: bool = False) -> dict:
    """The pick of the entry in that place of the case."""
    return {"bidder": f"91410100M{at:07d}A"[:18], "reason": "" if silent else why, "silent": silent}


CASES = {
    "credit_shortlist": {
        "ten, the two worst stay out": a_shortlist([9500, 9100, 8800, 8200, 8000, 7600, 7000, 6400, 5900, 5100]),
        "ten, level at the line: drawn who stays out": a_shortlist([9500, 9100, 8800, 8200, 8000, 7600, 6400, 6400, 6400, 5100]),
        "no record is not the worst": a_shortlist([None, None, None, 9100, 9000], drop=40),
        "nobody has a record": a_shortlist([None] * 6, drop=50),
        "two are always left": a_shortlist([9000, 5000, 4000], drop=90),
        "the buyer picks the third": a_shortlist([9500, 9100, 8800, 8200, 8000], pick=picked(PICKED)),
        "a reason that ends with a full stop": a_shortlist([9500, 9100, 8800, 8200, 8000], pick=picked(PICKED, "方案最清楚。")),
        "silence takes the first": a_shortlist([9500, 9100, 8800, 8200, 8000], pick=picked(FIRST, silent=True)),
        "one valid, one struck": a_shortlist([9000, 8000], struck=(1,)),
        "nobody valid": a_shortlist([9000, 8000], struck=(0, 1)),
        "the list is longer than the field": a_shortlist([9000, None], length=5),
        "contributions of others and a beacon": a_shortlist(
            [9000, 8000, None], contributions=[["operator", "bb" * 32]], beacon=["notary", "2026-06-08", "7"]
        ),
    },
    "average_price": {
        "three quotes whose mean is not a whole fen": a_case("average_price", [100, 200, 400]),
        "two equally near: the lower price first": a_case("average_price", [100, 200, 300]),
        "two equal lowest": a_case("average_price", [100, 100, 400, 200]),
        "all equal, no scores": a_case("average_price", [500, 500, 500]),
        "all equal, by score": a_case("average_price", [500, 500, 500], scores=[8000, 9000, 9000]),
        "one bid": a_case("average_price", [700]),
        "at floor and at ceiling, and one fen beyond each": a_case(
            "average_price", [99, 100, 900, 901], floor_fen=100, ceiling_fen=900
        ),
        "five quotes where the dropped highest ties the kept": a_case("average_price", [1, 100, 110, 120, 120]),
        "equal discount rates": a_case("average_price", [1000, 1000, 2000], mode="discount"),
        "one struck": a_case("average_price", [100, 200, 300, 400, 500], struck=(4,)),
        "nobody valid": a_case("average_price", [100, 200], struck=(0, 1)),
    },
    "direct_choice": {
        name: {"v": "direct_choice/1", "need": NEED, "ceiling_fen": fen, "chosen": {"bidder": who, "reason": why}, "gone": gone}
        for name, fen, who, why, gone in (
            ("social money, no reason", 10_000_000, "91410100M0000001A", "", []),
            ("a reason is published", 1, "91410100M0000001A", "熟悉本流域资料", []),
            ("the second one chosen", 123_456_789, "91410100M0000002A", "前一家放弃", ["91410100M0000001A"]),
        )
    },
    "random_draw": {f"{n} sign-ups": a_case("random_draw", [None] * n, mode="fixed") for n in (1, 2, 3, 12)}
    | {
        "one struck is not drawn": a_case("random_draw", [None] * 4, mode="fixed", struck=(2,)),
        "nobody valid": a_case("random_draw", [None] * 2, mode="fixed", struck=(0, 1)),
        "scores change nothing": a_case("random_draw", [None] * 3, mode="fixed", scores=[9000, 5000, None]),
    },
}

if __name__ == "__main__":
    for method, cases in CASES.items():
        rows = [{"name": name, "case": case, "decision": WAYS[method].decide_json(case)} for name, case in cases.items()]
        text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
        (Path(__file__).parent / f"{method}.json").write_text(text)
