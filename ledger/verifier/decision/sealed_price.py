"""Sealed price: the lowest valid price first; in discount mode the highest rate."""

# fmt: off
from itertools import groupby

from .shared import among_equals, best_of, below_half_of_the_mean, centi, offered, place_of, sorted_out, yuan

def decide(case):
    amounts, (struck, valid), ranking, draws = case["mode"] == "amount", sorted_out(case), [], []
    def standing(offer):
        return offered(case, offer) if amounts else -offered(case, offer)
    for _, equals in groupby(sorted(valid, key=standing), key=standing):
        ordered, drawn, tie = among_equals(case, list(equals), len(ranking) + 1)
        draws += drawn
        for offer in ordered:
            reason = against(amounts, best_of(case, ranking), offer) + tie.get(offer["bidder"], "")
            ranking.append(place_of(case, len(ranking) + 1, offer, reason))
    return {"ranking": ranking, "struck": struck, "draws": draws, "low": below_half_of_the_mean(ranking)}

def against(amounts, best, offer):
    """The words about a price: how far it is from the best."""
    if best is None:
        return "有效报价中最低" if amounts else "有效下浮率中最高"
    if amounts:
        more = offer["amount_fen"] - best["amount_fen"]
        return f"比最低价高 {yuan(more)} 元" if more else "与最低价相同"
    less = best["rate_bp"] - offer["rate_bp"]
    return f"比最高下浮率低 {centi(less)} 个百分点" if less else "与最高下浮率相同"
