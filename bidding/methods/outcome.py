"""What follows from a recorded case: the method's decision, whose price needs explaining, and the order without whoever fell since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bidding.methods import WAYS

WHOLE_BP = 10_000
MEAN, NEXT, CEILING = "mean_bp", "next_bp", "ceiling_bp"


def outcome(method: str, case: dict[str, Any]) -> dict[str, Any]:
    """The decision on a case as the record holds it.

    `case["low"]` are the lines below which a price is abnormally low, as the notice published them; `case["fallen"]` are the
    bids that were struck since the first decision, in the order of falling.
    """
    said = WAYS[method].decide_json(case)
    if "low" in case:
        low = abnormally_low(case["low"], said["ranking"], case["ceiling_fen"])
        said = {**said, "low": [row["bidder"] for row in said["ranking"] if row["bidder"] in low]}
    return without_the_fallen(said, case.get("fallen", ()))


def abnormally_low(
    lines: Mapping[str, int], ranking: Sequence[Mapping[str, Any]], ceiling_fen: int | None
) -> dict[str, list[str]]:
    """Whose price is abnormally low, each with the lines that it is below; at a line it is not low. A line of 0 is not drawn.

    | lines (bp of mean, second lowest, ceiling) | prices, ceiling | low |
    |---|---|---|
    | 5000, 0, 0 | 49, 100, 151; none | 49: below half of the mean of 100 |
    | 0, 5000, 0 | 50, 100; none | nobody: 50 is half of 100 |
    | 0, 0, 4500 | 44, 45; 100 | 44 |
    """
    prices = sorted(row["amount_fen"] for row in ranking)
    found: dict[str, list[str]] = {}
    for row in ranking:
        fen = WHOLE_BP * row["amount_fen"]
        below = {
            MEAN: fen * len(prices) < lines[MEAN] * sum(prices),
            NEXT: len(prices) > 1 and fen < lines[NEXT] * prices[1],
            CEILING: ceiling_fen is not None and fen < lines[CEILING] * ceiling_fen,
        }
        if any(below.values()):
            found[row["bidder"]] = [line for line, is_below in below.items() if is_below]
    return found


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
