"""What a result shows of the scoring: each ranked plan's averages, and every expert's points and reason, by criterion."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bidding.methods.quality_and_price.words import shown
from bidding.models import Decision, Need


def sheets_of(need: Need, decision: Decision | None) -> list[dict[str, Any]]:
    """The sheets of a decided need, the best first; nothing for other methods. Everything comes from the recorded case."""
    if decision is None or not need.has_plans:
        return []
    case, numbers = decision.case, decision.numbers["bidders"]
    names = dict(
        need.bids.filter(agency__organisation__uscc__in=list(numbers)).values_list(
            "agency__organisation__uscc", "agency__organisation__name"
        )
    )
    return [_sheet(case, numbers[row["bidder"]], row["bidder"], names[row["bidder"]]) for row in decision.ranking]


def _sheet(case: dict[str, Any], numbers: dict[str, Any], bidder: str, name: str) -> dict[str, Any]:
    rows = []
    for criterion in case["criteria"]:
        key = criterion["key"]
        given = [
            {"expert": score["expert"], "points": shown(Fraction(score["centi"])), "reason": score["reason"]}
            for score in case["scores"]
            if (score["bidder"], score["criterion"]) == (bidder, key)
        ]
        average = shown(Fraction(numbers["averages"][key]))
        rows.append({"name": criterion["name"], "points": criterion["points"], "average": average, "given": given})
    price, total = shown(Fraction(numbers["price"])), shown(Fraction(numbers["sum"]))
    return {"name": name, "total": total, "rows": rows, "price": price, "price_points": case["price_points"]}
