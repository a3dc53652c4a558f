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


WAYS: dict[str, Way] = {
    way.name: way
    for way in (
        Way("sealed_price", 1, "price", (), lambda raw: sealed_price.decide(sealed_price.Case.from_json(raw)).to_json()),
        Way("average_price", 1, "price", (), lambda raw: average_price.decide(average_price.Case.from_json(raw)).to_json()),
        Way("random_draw", 1, "entry", (), lambda raw: random_draw.decide(random_draw.Case.from_json(raw)).to_json()),
        Way(
            "direct_choice",
            1,
            "none",
            ("choosing",),
            lambda raw: direct_choice.decide(direct_choice.Case.from_json(raw)).to_json(),
        ),
        Way(
            "credit_shortlist",
            1,
            "entry",
            ("shortlisted",),
            lambda raw: credit_shortlist.decide(credit_shortlist.Case.from_json(raw)).to_json(),
        ),
        Way("live_rounds", 1, "entry", ("rounds",), lambda raw: live_rounds.decide(live_rounds.Case.from_json(raw)).to_json()),
        Way(
            "quality_and_price",
            1,
            "plans",
            ("scoring",),
            lambda raw: quality_and_price.decide(quality_and_price.Case.from_json(raw)).to_json(),
        ),
    )
}
