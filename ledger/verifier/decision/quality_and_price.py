"""Quality and price: the experts' averages and the price score as exact fractions of hundredths of a point; the highest sum first."""

# fmt: off
from fractions import Fraction
from itertools import groupby

from .shared import among_equals, best_of, below_half_of_the_mean, centi, price, sorted_out, yuan

def decide(case):
    struck, valid = sorted_out(case)
    fens = {offer["bidder"]: price(case, offer) for offer in valid}
    lowest = min(fens.values(), default=None)
    averages = {who: {each["key"]: average(case, who, each["key"]) for each in case["criteria"]} for who in fens}
    prices = {who: Fraction(lowest, fen) * case["price_points"] * 100 for who, fen in fens.items()}
    sums = {who: sum(averages[who].values(), prices[who]) for who in fens}
    ranking, draws = [], []
    def standing(offer):
        return -sums[offer["bidder"]]
    for _, equals in groupby(sorted(valid, key=standing), key=standing):
        ordered, drawn, tie = among_equals(case, list(equals), len(ranking) + 1)
        draws += drawn
        for offer in ordered:
            who = offer["bidder"]
            best = best_of(case, ranking)
            behind = sums[best["bidder"]] - sums[who] if best else None
            reason = words(case, averages[who], prices[who], sums[who], lowest, fens[who]) + after(behind) + tie.get(who, "").replace("家相同", "家得分相同", 1)
            named = {name: offer[name] for name in ("bidder", "bid", "rate_bp", "score_centi")}
            ranking.append({**named, "place": len(ranking) + 1, "amount_fen": fens[who], "reason": reason})
    bidders = {who: {"averages": {key: text(value) for key, value in averages[who].items()}, "quality": text(sums[who] - prices[who]),
                     "price": text(prices[who]), "sum": text(sums[who])} for who in fens}
    return {"ranking": ranking, "struck": struck, "draws": draws, "low": below_half_of_the_mean(ranking), "numbers": {"lowest_fen": lowest, "bidders": bidders}}

def average(case, who, key):
    given = [score["centi"] for score in case["scores"] if score["bidder"] == who and score["criterion"] == key]
    return Fraction(sum(given), len(case["experts"]))

def words(case, averages, priced, total, lowest, own):
    parts = [f"{each['name']} {shown(averages[each['key']])}/{each['points']}" for each in case["criteria"]]
    parts.append(f"价格 {shown(priced)}/{case['price_points']}（{yuan(lowest)} ÷ {yuan(own)} × {case['price_points']}）")
    return f"综合得分 {shown(total)} 分：{'，'.join(parts)}"

def after(behind):
    if behind is None:
        return "；综合得分最高"
    if not behind:
        return "；与最高分相同"
    return f"；比第一名低 {shown(behind)} 分" if behind >= Fraction(1, 2) else "；比第一名低不足 0.01 分"

def shown(value):
    return centi((2 * value.numerator + value.denominator) // (2 * value.denominator))

def text(value):
    return f"{value.numerator}/{value.denominator}"
