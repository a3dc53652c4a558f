"""No award without money that waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kernel.money import in_yuan
from kernel.rulebook import rule

PLAN = date(2018, 7, 19)


@dataclass(frozen=True)
class CommitFacts:
    """What a need holds in reserve beside the price of its award, in fen."""

    reserved_fen: int
    price_fen: int


@rule(
    "《预算法》第 13 条；河南省 2018 年“一网通办”实施方案第 13、23 项",
    law="P3",
    since=PLAN,
    explain=lambda facts: f"预留 {in_yuan(facts.reserved_fen)} 元，中选价 {in_yuan(facts.price_fen)} 元",
)
def award_is_covered_by_its_reserve(facts: CommitFacts) -> bool:
    """A department's award takes effect only if its budget line holds a reserve for the need that covers the price."""
    return facts.price_fen <= facts.reserved_fen


TO_COMMIT = (award_is_covered_by_its_reserve,)
