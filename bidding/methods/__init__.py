"""The ways of deciding a need, one package each: a pure `decide(case)`, its vectors and its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from bidding.methods import (
    average_price,
    credit_shortlist,
    direct_choice,
    live_rounds,
    quality_and_price,
    random_draw,
    sealed_price,
)


@dataclass(frozen=True)
class Way:
    """One method: what lies in its envelopes, the states between opening and decision, and its decision on a recorded case."""

    name: str
    version: int
    sealed: Literal["price", "entry", "plans", "none"]
    stages: tuple[str, ...]
    decide_json: Callable[[dict[str, Any]], dict[str, Any]]


def _way(package: Any, version: int, sealed: Literal["price", "entry", "plans", "none"], *stages: str) -> Way:
    """A package's way: what it decides on is its `Case`, made of the recorded one."""

    def decide_json(raw: dict[str, Any]) -> dict[str, Any]:
        decided: dict[str, Any] = package.decide(package.Case.from_json(raw)).to_json()
        return decided

    return Way(package.__name__.rpartition(".")[2], version, sealed, stages, decide_json)


WAYS: dict[str, Way] = {
    way.name: way
    for way in (
        _way(sealed_price, 1, "price"),
        _way(average_price, 1, "price"),
        _way(random_draw, 1, "entry"),
        _way(direct_choice, 1, "none", "choosing"),
        _way(credit_shortlist, 1, "entry", "shortlisted"),
        _way(live_rounds, 1, "entry", "rounds"),
        _way(quality_and_price, 1, "plans", "scoring"),
    )
}
