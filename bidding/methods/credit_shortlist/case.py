"""What a credit shortlist is decided on: the entries, the published table, and whom the buyer picked, once it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from bidding.methods import offers


@dataclass(frozen=True)
class Terms:
    """What the notice publishes. `numbers`: (score from which on, in hundredths; how many), the highest first, the last from 0."""

    length: int
    drop_percent: int
    numbers: tuple[tuple[int, int], ...]
    unrated: int

    def held_by(self, score_centi: int | None) -> int:
        """How many numbers somebody with that score holds in the draw."""
        if score_centi is None:
            return self.unrated
        return next(held for least, held in self.numbers if score_centi >= least)

    def to_json(self) -> dict[str, Any]:
        """The terms as notice and case hold them."""
        return {
            "length": self.length,
            "drop_percent": self.drop_percent,
            "numbers": [list(row) for row in self.numbers],
            "unrated": self.unrated,
        }

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        """The terms that a notice or a case holds.

        Raises:
            ValueError: if one is not a whole number, or the table does not fall to a score of 0, or somebody holds nothing.
        """
        rows = tuple((least, held) for least, held in raw["numbers"])
        terms = cls(raw["length"], raw["drop_percent"], rows, raw["unrated"])
        whole = [terms.length, terms.drop_percent, terms.unrated, *(number for row in rows for number in row)]
        if any(type(number) is not int for number in whole):
            raise ValueError("the terms of a short list are whole numbers")
        falls = (
            [least for least, _ in rows] == sorted({least for least, _ in rows}, reverse=True) and rows[-1:] and not rows[-1][0]
        )
        if not falls or terms.length < 1 or not 0 <= terms.drop_percent < 100 or min(terms.unrated, *(h for _, h in rows)) < 1:
            raise ValueError("the table of numbers falls from score to score down to 0, and nobody holds none")
        return terms


@dataclass(frozen=True)
class Pick:
    """Whom the buyer picked, and why; `silent` where it let the period pass and the first in the drawn order is taken."""

    bidder: str
    reason: str
    silent: bool


@dataclass(frozen=True)
class Case(offers.Case):
    """Entries without a price (`ceiling_fen` is the stated one), the terms, and the pick: None until it is made."""

    version: ClassVar[str] = "credit_shortlist/1"
    terms: Terms | None = None
    pick: Pick | None = None

    def to_json(self) -> dict[str, Any]:
        """The case as the record holds it."""
        pick = {"bidder": self.pick.bidder, "reason": self.pick.reason, "silent": self.pick.silent} if self.pick else None
        return {**super().to_json(), "shortlist": self.terms.to_json() if self.terms else None, "pick": pick}

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        """The case that a record holds.

        Raises:
            ValueError: if it is of another version, or a number in it is not what it must be.
        """
        plain = super().from_json(raw)
        said = raw["pick"]
        pick = Pick(said["bidder"], said["reason"], said["silent"]) if said else None
        return cls(**{**vars(plain), "terms": Terms.from_json(raw["shortlist"]), "pick": pick})
