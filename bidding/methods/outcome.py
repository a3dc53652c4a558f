"""What follows from a recorded case: the method's decision, whose price needs explaining, and the order without whoever fell since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bidding.methods import WAYS
from bidding.methods.low_prices import abnormally_low


def outcome(method: str, case: dict[str, Any]) -> dict[str, Any]:
    """The decision on a case as the record holds it.

    `case["low"]` are the lines below which a price is abnormally low, as the notice published them; `case["fallen"]` are the
    bids that were struck since the first decision, in the order of falling: the method knows them and compares nobody with them.
    """
    said = WAYS[method].decide_json(case)
    if "low" in case:
        said = {**said, "low": list(lines_below(case, said["ranking"]))}
    return without_the_fallen(said, case.get("fallen", ()))


def lines_below(case: Mapping[str, Any], ranking: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Whose price in a ranking is below which of the lines that the case names."""
    return abnormally_low(case["low"], {row["bidder"]: row["amount_fen"] for row in ranking}, case["ceiling_fen"])


def without_the_fallen(said: dict[str, Any], fallen: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The order without the fallen: whoever stood behind moves up. Nothing is drawn or averaged anew, so nobody's fall is a new chance."""
    gone = {each["bidder"]: list(each["because"]) for each in fallen}
    if not gone:
        return said
    ranking: list[dict[str, Any]] = []
    struck = list(said["struck"])
    for row in said["ranking"]:
        if row["bidder"] in gone:
            named = {name: row[name] for name in ("bidder", "bid", "amount_fen", "rate_bp")}
            struck.append({**named, "reasons": gone[row["bidder"]]})
            continue
        place = len(ranking) + 1
        moved = f"；原第 {row['place']} 名，排除名次在前的机构后列第 {place}" if place != row["place"] else ""
        ranking.append({**row, "place": place, "reason": row["reason"] + moved})
    low = [bidder for bidder in said["low"] if bidder not in gone]
    return {**said, "ranking": ranking, "struck": struck, "low": low}
