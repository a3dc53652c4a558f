"""Site, Python verifier and the check in the browser decide one set of vectors alike, word for word."""

import importlib
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bidding.methods import WAYS
from draws.ways import DIGESTS
from draws.ways import METHODS as WAYS_OF_DRAWING
from ledger.export import VERIFIER
from tests.node import NODE, needs_node
from tests.vectors.methods.make import a_case

HERE = Path(__file__).parent
METHODS = (
    "average_price",
    "random_draw",
    "live_rounds",
    "sealed_price",
    "direct_choice",
    "credit_shortlist",
    "quality_and_price",
)
VECTORS = [
    (method, vector) for method in METHODS for vector in json.loads((HERE.parent / f"vectors/methods/{method}.json").read_text())
]

sys.path.insert(0, str(VERIFIER))
verifier = importlib.import_module("decision")


def in_node(cases: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    """What the browser's check decides on these."""
    assert NODE
    script = HERE / "decide_in_node.mjs"
    done = subprocess.run([NODE, str(script)], input=json.dumps(cases), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize(("method", "vector"), VECTORS, ids=[f"{m}: {v['name']}" for m, v in VECTORS])
def test_the_python_verifier_decides_as_the_vector_says(method, vector) -> None:
    assert verifier.WAYS[method](vector["case"]) == vector["decision"]


@needs_node
def test_the_browsers_check_decides_as_each_vector_says() -> None:
    found = in_node([(method, vector["case"]) for method, vector in VECTORS])
    assert len(found) == len(VECTORS) >= 40
    assert [v["name"] for (_, v), said in zip(VECTORS, found, strict=True) if said != v["decision"]] == []


def random_cases(chance: random.Random, many: int) -> list[tuple[str, dict[str, Any]]]:
    """Cases full of equals, strikes, prices out of bounds, and prices whose sums are near 2⁵³."""
    cases = []
    for number in range(many):
        method, size = METHODS[number % 2], chance.randint(1, 9)
        mode = "fixed" if method == "random_draw" else chance.choice(("amount", "discount"))
        top = chance.choice((5, 120_000, 2**50)) if mode == "amount" else chance.choice((5, 10_500))
        values = [None if mode == "fixed" or chance.random() < 0.05 else chance.randint(0, top) for _ in range(size)]
        scores = [chance.choice((None, 8_000, 9_000)) if number % 3 else 9_000 for _ in range(size)]
        struck = tuple(i for i in range(size) if chance.random() < 0.2)
        bounds = {"ceiling_fen": max(top, 100_000) if mode == "amount" else 100_000, "floor_rate_bp": chance.choice((None, 1))}
        way = {"way": {"method": chance.choice(WAYS_OF_DRAWING), "digest": chance.choice(DIGESTS)}} if number % 4 == 0 else {}
        cases.append((method, a_case(method, values, mode=mode, scores=scores, struck=struck, **bounds, **way)))
    return cases


@needs_node
def test_the_three_agree_on_random_cases() -> None:
    cases = random_cases(random.Random(20260603), 400)
    wanted = [WAYS[method].decide_json(case) for method, case in cases]
    assert sum(bool(each["draws"]) for each in wanted) > 100
    assert sum("numbers" in each and each["numbers"]["mean"][1] > 1 for each in wanted) > 50
    assert [verifier.WAYS[method](case) for method, case in cases] == wanted
    found = in_node(cases)
    assert [case for case, said, want in zip(cases, found, wanted, strict=True) if said != want][:1] == []
