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
from bidding.methods.outcome import outcome
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


def struck_since(case: dict[str, Any], *bidders: str) -> dict[str, Any]:
    """The case as it is decided anew after these were struck."""
    fallen = [{"bidder": bidder, "bid": "", "because": ["异议成立：查实"], "was_valid": False} for bidder in bidders]
    return {**case, "fallen": fallen}


@needs_node
def test_the_three_agree_when_the_first_were_struck_since() -> None:
    cases = []
    for method, vector in VECTORS:
        order = [place["bidder"] for place in vector["decision"]["ranking"]]
        cases += [(method, struck_since(vector["case"], *order[:many])) for many in (1, 2) if len(order) > many]
    assert {method for method, _ in cases} == set(METHODS) - {"direct_choice"}
    wanted = [outcome(method, case) for method, case in cases]
    assert [verifier.outcome(verifier.WAYS[method], case) for method, case in cases] == wanted
    assert in_node(cases) == wanted


@pytest.mark.parametrize(
    ("method", "name", "reasons"),
    [
        (
            "sealed_price",
            "the lowest of three wins, whoever came first",
            [
                "有效报价中最低；原第 2 名，排除名次在前的机构后列第 1",
                "比最低价高 10,000.00 元；原第 3 名，排除名次在前的机构后列第 2",
            ],
        ),
        (
            "live_rounds",
            "five extensions and no sixth",
            [
                "有效报价中最低；原第 2 名，排除名次在前的机构后列第 1",
                "比最低价高 1,000.00 元；原第 3 名，排除名次在前的机构后列第 2",
            ],
        ),
    ],
)
def test_nobody_is_compared_with_the_price_of_one_who_was_struck(method, name, reasons) -> None:
    vector = next(v for m, v in VECTORS if (m, v["name"]) == (method, name))
    first = vector["decision"]["ranking"][0]["bidder"]
    assert [place["reason"] for place in outcome(method, struck_since(vector["case"], first))["ranking"]] == reasons


def test_the_first_that_stands_has_the_highest_sum_and_the_others_are_compared_with_it() -> None:
    for vector in (v for m, v in VECTORS if m == "quality_and_price" and len(v["decision"]["ranking"]) > 1):
        first = vector["decision"]["ranking"][0]["bidder"]
        now = outcome("quality_and_price", struck_since(vector["case"], first))["ranking"]
        assert "；综合得分最高；" in now[0]["reason"] + "；"
        assert not any("综合得分最高" in place["reason"] for place in now[1:])
