"""Deciding a direct choice. Pure: what the buyer said is the whole case, and the record shows that it said so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from bidding.methods.decision import Decision, Ranked
from kernel.money import in_yuan

VERSION = "direct_choice/1"
NO_BID = ""  # nobody sends an envelope


@dataclass(frozen=True)
class Case:
    """The stated price, who was chosen and why, and who had been chosen before and did not take it."""

    need: str
    ceiling_fen: int
    bidder: str
    reason: str
    gone: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The case as the record holds it."""
        chosen = {"bidder": self.bidder, "reason": self.reason}
        return {"v": VERSION, "need": self.need, "ceiling_fen": self.ceiling_fen, "chosen": chosen, "gone": list(self.gone)}

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        """The case that a record holds.

        Raises:
            ValueError: if it is of another version, or its price is not a whole number of fen.
        """
        if raw["v"] != VERSION or type(raw["ceiling_fen"]) is not int:
            raise ValueError(f"not a case of {VERSION}")
        return cls(raw["need"], raw["ceiling_fen"], raw["chosen"]["bidder"], raw["chosen"]["reason"], tuple(raw["gone"]))


def decide(case: Case) -> Decision:
    """Give the one place to the one chosen.

    Raises:
        ValueError: if the price is none, or the chosen has given the need back before.
    """
    if case.ceiling_fen <= 0:
        raise ValueError("a direct choice is made at a stated price")
    if case.bidder in case.gone:
        raise ValueError(f"{case.bidder} was chosen before and did not take it")
    reason = f"由委托方直接选取，按公告价 {in_yuan(case.ceiling_fen)} 元"
    if case.reason:
        reason += f"；理由：{case.reason}"
    place = Ranked(1, case.bidder, NO_BID, case.ceiling_fen, None, None, reason)
    return Decision((place,), (), (), ())
