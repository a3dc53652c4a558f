"""Average price: the quote nearest to the exact mean first; of five or more, one highest and one lowest stay out of the mean."""

# fmt: off
from fractions import Fraction
from itertools import groupby

from .shared import among_equals, below_half_of_the_mean, offered, place_of, sorted_out, yuan

def decide(case):
    amounts, (struck, valid), ranking, draws = case["mode"] == "amount", sorted_out(case), [], []
    values = sorted(offered(case, offer) for offer in valid)
    if not valid:
        return {"ranking": [], "struck": struck, "draws": [], "low": []}
    kept = values[1:-1] if len(values) > 4 else values
    mean = Fraction(sum(kept), len(kept))
    def standing(offer):
        return abs(offered(case, offer) - mean), offered(case, offer) if amounts else -offered(case, offer)
    for (far, _), equals in groupby(sorted(valid, key=standing), key=standing):
        ordered, drawn, tie = among_equals(case, list(equals), len(ranking) + 1)
        draws += drawn
        for offer in ordered:
            reason = (f"与均值相差{away(far, '元' if amounts else '个百分点')}" if far else "与均值相同") + tie.get(offer["bidder"], "")
            ranking.append(place_of(case, len(ranking) + 1, offer, reason))
    numbers = {"mean": [mean.numerator, mean.denominator], "counted": len(kept)}
    return {"ranking": ranking, "struck": struck, "draws": draws, "low": below_half_of_the_mean(ranking), "numbers": numbers}

def away(far, unit):
    """A distance from the mean in words, to a hundredth of its unit, halves up."""
    whole = (2 * far.numerator + far.denominator) // (2 * far.denominator)
    return f"{'' if far.denominator == 1 else '约'} {yuan(whole)} {unit}" if whole else f"不足 0.01 {unit}"
