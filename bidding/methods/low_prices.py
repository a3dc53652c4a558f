"""Whose price is abnormally low: below a line that the notice drew of the mean, the second lowest and the ceiling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bidding.methods.decision import Ranked

WHOLE_BP = 10_000
MEAN, NEXT, CEILING = "mean_bp", "next_bp", "ceiling_bp"
UNDRAWN = {MEAN: 5_000, NEXT: 0, CEILING: 0}  # where a notice draws no lines: half of the mean (B6, default)
A_FIELD = 3  # prices to compare with, where it draws none


def abnormally_low(lines: Mapping[str, int], fen_of: Mapping[str, int], ceiling_fen: int | None) -> dict[str, list[str]]:
    """Whose price is abnormally low, each with the lines that it is below; at a line it is not low. A line of 0 is not drawn.

    | lines (bp of mean, second lowest, ceiling) | prices, ceiling | low |
    |---|---|---|
    | 5000, 0, 0 | 49, 100, 151; none | 49: below half of the mean of 100 |
    | 0, 5000, 0 | 50, 100; none | nobody: 50 is half of 100 |
    | 0, 0, 4500 | 44, 45; 100 | 44 |
    """
    prices = sorted(fen_of.values())
    found: dict[str, list[str]] = {}
    for bidder, price in fen_of.items():
        fen = WHOLE_BP * price
        below = {
            MEAN: fen * len(prices) < lines[MEAN] * sum(prices),
            NEXT: len(prices) > 1 and fen < lines[NEXT] * prices[1],
            CEILING: ceiling_fen is not None and fen < lines[CEILING] * ceiling_fen,
        }
        if any(below.values()):
            found[bidder] = [line for line, is_below in below.items() if is_below]
    return found


def low_without_lines(ranking: Sequence[Ranked]) -> tuple[str, ...]:
    """Who is abnormally low in a case that names no lines; with fewer than three prices nobody is."""
    if len(ranking) < A_FIELD:
        return ()
    return tuple(abnormally_low(UNDRAWN, {each.bidder: each.amount_fen for each in ranking}, None))
