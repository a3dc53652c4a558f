"""The credit score, computed again from its published inputs: edition 2026-1 (ratings/rules/formula.py says it in the site's code)."""

# fmt: off
from datetime import date
from fractions import Fraction

CRITERIA = ("quality", "timeliness", "attitude", "fee", "conduct")
WEIGHTS = {"buyer": 50, "department": 30, "platform": 20}
CAP = Fraction(1, 5)
GRADES = (("A", 9000), ("B", 7500), ("C", 6000), ("D", 0))
DEDUCTIONS = {"warning": 300, "suspension_3": 500, "suspension_6": 1000, "suspension_12": 1500, "removal_12": 2000, "removal_36": 3000}

def window(day):
    """The first day of the 24 months up to a day."""
    on, last = date.fromisoformat(day), 31
    while True:
        try:
            return on.replace(year=on.year - 2, day=min(on.day, last)).isoformat()
        except ValueError:
            last -= 1

def shares(counts):
    """Each rater's share: one vote one weight, nobody above a fifth where there are more than five raters."""
    if len(counts) * CAP <= 1:
        return {rater: Fraction(1, len(counts)) for rater in counts}
    held = set()
    while True:
        rest, votes = 1 - CAP * len(held), sum(n for rater, n in counts.items() if rater not in held)
        free = {rater: rest * Fraction(n, votes) for rater, n in counts.items() if rater not in held}
        above = {rater for rater, share in free.items() if share > CAP}
        if not above:
            return {rater: free.get(rater, CAP) for rater in counts}
        held |= above

def rated(votes):
    """The points that raters give, out of 100, or None."""
    by = {}
    for vote in votes:
        by.setdefault(vote["rater"], []).append(Fraction(sum(vote["scores"][name] for name in CRITERIA) * 20, 5))
    share = shares({rater: len(points) for rater, points in by.items()}) if by else {}
    return sum(share[rater] * sum(points) / len(points) for rater, points in by.items()) if by else None

def score(votes, deliveries, measures):
    """(score in hundredths or None, grade, evaluations)."""
    points = {side: rated([vote for vote in votes if vote["side"] == side]) for side in ("buyer", "department")}
    prompt = [max(0, 100 - 5 * each["days_late"]) for each in deliveries]
    points["platform"] = Fraction(sum(prompt), len(prompt)) if prompt else None
    present = sum(WEIGHTS[part] for part in points if points[part] is not None)
    if not votes:
        return None, "none", 0
    total = sum(Fraction(WEIGHTS[part], present) * points[part] for part in points if points[part] is not None)
    centi = max(0, (total * 100 + Fraction(1, 2)).__floor__() - sum(DEDUCTIONS[each["measure"]] for each in measures))
    return centi, next(grade for grade, least in GRADES if centi >= least), len(votes)
