"""The credit score: one pure function over public facts, in whole numbers and exact fractions.

Editions are dated. The cap on one rater: each vote weighs one; whoever would hold more than the cap of a part's weight is
held at exactly the cap and the others share the rest in proportion, again and again until nobody is above. With fewer than
1/cap raters that is impossible, and the raters weigh equally. It ends: each turn holds at least one more rater, and never
all of them (those above the cap sum to less than the whole).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from ratings.rules.evaluation import CRITERIA


@dataclass(frozen=True)
class Edition:
    """One edition of the formula. Weights in hundredths; points out of 100."""

    code: str
    since: date
    source: str
    weights: tuple[tuple[str, int], ...]
    months: int
    cap: Fraction
    points_a_day_late: int
    grades: tuple[tuple[str, int], ...]  # lowest score in hundredths of a point
    deductions: tuple[tuple[str, int], ...]  # decided measure → hundredths of a point


EDITIONS = (
    Edition(
        code="2026-1",
        since=date(2026, 1, 1),
        source="本站默认（参照余姚 2025 年委托方、主管部门、服务中心 5∶3∶2 的做法）",
        weights=(("buyer", 50), ("department", 30), ("platform", 20)),
        months=24,
        cap=Fraction(1, 5),
        points_a_day_late=5,
        grades=(("A", 9000), ("B", 7500), ("C", 6000), ("D", 0)),
        deductions=(
            ("warning", 300),
            ("suspension_3", 500),
            ("suspension_6", 1000),
            ("suspension_12", 1500),
            ("removal_12", 2000),
            ("removal_36", 3000),
        ),
    ),
)
BY_CODE = {edition.code: edition for edition in EDITIONS}


def edition_of(day: date) -> Edition:
    """The edition in force on a day; the first one before that."""
    return max((e for e in EDITIONS if e.since <= day), key=lambda e: e.since, default=EDITIONS[0])


def months_before(day: date, months: int) -> date:
    """The same day of the month, `months` earlier; the month's last day where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def shares(counts: Mapping[str, int], cap: Fraction) -> dict[str, Fraction]:
    """Each rater's share of a part's weight, from the number of their votes."""
    if not counts:
        return {}
    if len(counts) * cap <= 1:
        return dict.fromkeys(sorted(counts), Fraction(1, len(counts)))
    held: set[str] = set()
    while True:
        rest = 1 - cap * len(held)
        votes = sum(n for rater, n in counts.items() if rater not in held)
        free = {rater: rest * Fraction(n, votes) for rater, n in counts.items() if rater not in held}
        above = {rater for rater, share in free.items() if share > cap}
        if not above:
            return {rater: free.get(rater, cap) for rater in sorted(counts)}
        held |= above


def points_of_vote(scores: Mapping[str, int]) -> Fraction:
    """Five scores of 1 to 5 as points out of 100: their mean times twenty."""
    return Fraction(sum(scores[name] for name in CRITERIA) * 20, len(CRITERIA))


def rounded_half_up_to_centi(points: Fraction) -> int:
    """Points as whole hundredths of a point, halves up: 89.995 → 9000, 89.9949 → 8999."""
    return int((points * 100 + Fraction(1, 2)).__floor__())


def score(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The score of an agency from its public facts, with every step.

    Args:
        inputs: {"on", "edition", "votes": [{"rating", "contract", "side", "rater", "on", "scores"}],
            "deliveries": [{"contract", "on", "days_late"}], "decisions": [{"case", "on", "measure"}]}; days as ISO dates.
            What lies outside the edition's window is left out here, too.

    Returns:
        {"score_centi": int or None, "grade", "evaluations", "parts": […], "deducted_centi", "since"}; fractions as "n/d".
    """
    edition = BY_CODE[inputs["edition"]]
    on = date.fromisoformat(inputs["on"])
    since = months_before(on, edition.months)
    votes = _inside(inputs["votes"], since, on)
    parts = [_raters_part(side, [v for v in votes if v["side"] == side], edition) for side in ("buyer", "department")]
    parts.append(_platform_part(_inside(inputs["deliveries"], since, on), edition))
    weights = dict(edition.weights)
    present = sum(weights[part["part"]] for part in parts if part["points"] is not None)
    total = Fraction(0)
    for part in parts:
        weight = Fraction(weights[part["part"]], present) if part["points"] is not None else Fraction(0)
        part["published_weight"] = weights[part["part"]]
        part["weight"] = str(weight)
        if part["points"] is not None:
            total += weight * Fraction(part["points"])
    deducted = sum(dict(edition.deductions)[d["measure"]] for d in _inside(inputs["decisions"], since, on))
    result: dict[str, Any] = {
        "since": since.isoformat(),
        "parts": parts,
        "before_deductions": str(total),
        "deducted_centi": deducted,
        "evaluations": len(votes),
        "score_centi": None,
        "grade": "none",
    }
    if votes:  # without an evaluation there is no record yet, which is no penalty
        centi = max(0, rounded_half_up_to_centi(total) - deducted)
        result |= {"score_centi": centi, "grade": next(g for g, least in edition.grades if centi >= least)}
    return result


def _inside(rows: Sequence[Mapping[str, Any]], since: date, on: date) -> list[Mapping[str, Any]]:
    return [row for row in rows if since <= date.fromisoformat(row["on"]) <= on]


def _raters_part(side: str, votes: list[Mapping[str, Any]], edition: Edition) -> dict[str, Any]:
    by_rater: dict[str, list[Fraction]] = {}
    for vote in votes:
        by_rater.setdefault(vote["rater"], []).append(points_of_vote(vote["scores"]))
    share = shares({rater: len(points) for rater, points in by_rater.items()}, edition.cap)
    raters = [
        {"rater": r, "votes": len(by_rater[r]), "share": str(share[r]), "points": str(sum(by_rater[r]) / len(by_rater[r]))}
        for r in sorted(by_rater)
    ]
    mean = sum((share[r] * sum(points) / len(points) for r, points in by_rater.items()), Fraction(0))
    return {"part": side, "points": str(mean) if votes else None, "count": len(votes), "raters": raters}


def _platform_part(deliveries: list[Mapping[str, Any]], edition: Edition) -> dict[str, Any]:
    points = [max(0, 100 - edition.points_a_day_late * d["days_late"]) for d in deliveries]
    mean = str(Fraction(sum(points), len(points))) if points else None
    return {"part": "platform", "points": mean, "count": len(points), "raters": []}
