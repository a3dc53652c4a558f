"""Ratings and the credit score, computed again from the ratings, deliveries and measures before it: edition 2026-1."""

# fmt: off
from fractions import Fraction

from proofs import canonical, day_in, day_of, later

CRITERIA = ("quality", "timeliness", "attitude", "fee", "conduct")
WEIGHTS = {"buyer": 50, "department": 30, "platform": 20}
CAP = Fraction(1, 5)
GRADES = (("A", 9000), ("B", 7500), ("C", 6000), ("D", 0))
DEDUCTIONS = {"warning": 300, "suspension_3": 500, "suspension_6": 1000, "suspension_12": 1500, "removal_12": 2000, "removal_36": 3000}

def window(day, years=2):
    """The first day of the 24 months, or of so many years, up to a day."""
    on = day_in(day)
    return on.replace(year=on.year - years, day=28 if day[5:] == "02-29" else on.day).isoformat()

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

def facts_for(org, day, votes, deliveries, measures):
    """The inputs of a score: those about the agency in the 24 months up to a day."""
    first = window(day)
    def mine(rows):
        near = [row for row in rows if row["org"] == org and first <= row["on"] <= day]
        return sorted(({name: row[name] for name in row if name != "org"} for row in near), key=canonical)
    return mine(votes), mine(deliveries), [row for row in mine(measures) if row["measure"]]

class Scores:
    def on_rating_recorded(self, e):
        c = self.contract(e, "accepted", "completed")
        self.once("rating", f"of {e.contract} by the {e.side}")
        self.once("rating", e.rating)
        e.org == c.bidder and (e.side != "buyer" or e.rater == c.buyer) or self.say("expected the buyer to rate the contract's agency")
        supervisor = self.routed(self.needs[c.need])
        e.side == "buyer" or (e.side == "department" and supervisor and e.rater == supervisor != c.buyer) or self.say(f"expected the buyer, or as department the one that supervises the service and has not bought it, {supervisor or 'none'}")
        marks = list(e.scores.values())
        set(e.scores) == set(CRITERIA) and all(type(mark) is int and 1 <= mark <= 5 for mark in marks) or self.say("expected five marks from 1 to 5")
        self.votes[e.rating] = {name: e[name] for name in ("org", "rating", "contract", "side", "rater", "scores")}
        self.votes[e.rating]["on"] = day_of(e.at)
    def rating(self, e):
        vote = self.votes.get(e.rating) or self.wrong(f"expected rating {e.rating} to stand")
        vote["org"] == e.org or self.say(f"expected {vote['org']}, whom the rating is about")
    def on_rating_objected(self, e):
        self.rating(e)
        e.rating not in self.objected or self.say("expected one objection to a rating")
        self.objected[e.rating] = later(e.at, days=self.term("answer_days", self.regions.get(e.org, ""), e.at) or 0)
    def on_rating_upheld(self, e):
        """An official answers the objection; where none does in the table's time, the clock takes the rating out."""
        self.rating(e)
        end, who = self.objected.get(e.rating), e.by.get("kind")
        end or self.say("expected an objection to the rating that waits for its answer")
        timely = e.type == "rating.corrected" and end and e.at >= end
        who in ("regulator", "operator") or (who == "system" and timely) or self.say(f"expected an official to answer the objection, or the clock, which takes the rating out after {end}, found {who}")
        self.objected[e.rating] = ""
    def on_rating_corrected(self, e):
        self.on_rating_upheld(e)
        e.get("withdrawn") is True and "scores" not in e or self.say("expected a rating to be taken out, its marks never change")
        del self.votes[e.rating]
    def poorly_rated(self, e):
        """Three ratings or more in twelve months, of a quality of two or below on the average."""
        day = day_of(e.at)
        marks = [vote["scores"]["quality"] for vote in self.votes.values() if vote["org"] == e.org and window(day, 1) <= vote["on"] <= day]
        return len(marks) >= 3 and sum(marks) <= 2 * len(marks)
    def on_score_published(self, e):
        e.on == day_of(e.at) or self.wrong(f"expected the score of the day on which it is published, {day_of(e.at)}")
        facts = facts_for(e.org, e.on, self.votes.values(), self.deliveries, self.measures)
        for name, wanted in zip(("votes", "deliveries", "decisions"), facts):
            canonical(sorted(e.inputs[name], key=canonical)) == canonical(wanted) or self.say(f"the score's {name} are not those on the record")
        wanted = score(*facts)
        (e.inputs["on"], e.inputs["edition"]) == (e.on, e.edition) or self.say("expected the inputs of that day and edition")
        e.edition == "2026-1" and (e.score_centi, e.grade, e.evaluations) == wanted or self.say(f"expected the score {wanted}")
        self.scores[e.org] = e.score_centi
