"""What the methods share: prices and their bounds, equals in order, and the words for them."""

# fmt: off
from itertools import groupby

from draw import draw

NAMED = {"amount": "报价", "discount": "下浮率"}

def yuan(fen):
    return f"{fen // 100:,}.{fen % 100:02d}"

def centi(number):
    return f"{number // 100}.{number % 100:02d}"

def offered(case, offer):
    """What an offer says where its mode asks: an amount or a rate."""
    return offer["amount_fen"] if case["mode"] == "amount" else offer["rate_bp"]

def price(case, offer):
    """What a contract on an offer would say: its amount, or the ceiling less its rate, halves up."""
    if case["mode"] == "amount":
        return offer["amount_fen"]
    return (2 * case["ceiling_fen"] * (10_000 - offer["rate_bp"]) + 10_000) // 20_000

def out_of_bounds(case, offer):
    """Why an offer's price can't count, as a list of one or no sentence."""
    money, value = case["mode"] == "amount", offered(case, offer)
    low, high = (case["floor_fen"], case["ceiling_fen"]) if money else (case["floor_rate_bp"], case["ceiling_rate_bp"])
    def shown(number):
        return f"{yuan(number)} 元" if money else f"{centi(number)}%"
    if value is None:
        return ["标书未写明报价金额" if money else "标书未写明下浮率"]
    if low is not None and value < low:
        return [f"{NAMED[case['mode']]} {shown(value)}，低于下限 {shown(low)}"]
    if high is not None and value > high:
        return [f"{NAMED[case['mode']]} {shown(value)}，高于上限 {shown(high)}"]
    return ["报价应当大于 0"] if price(case, offer) <= 0 else []

def given(case, offers):
    """What goes into a draw among offers: each put 32 bytes into its envelope, and the frozen list and the others named add theirs."""
    return [(offer["bidder"], offer["r"]) for offer in offers] + [("list", case["list_root"]), *case.get("contributions", ())]

def chance(case, name, offers):
    """A draw among offers."""
    return draw(f"{case['need']}/{name}", [offer["bidder"] for offer in offers], given(case, offers), case.get("beacon"), way=case.get("way"))

def among_equals(case, equals, place):
    """(offers in order, draws, words about the tie by bidder): by score where all have one, then by draw among those left equal."""
    if len(equals) == 1:
        return equals, [], {}
    scored = all(offer["score_centi"] is not None for offer in equals)
    ordered, draws, words = [], [], {}
    for _, group in groupby(sorted(equals, key=lambda o: (-o["score_centi"] * scored if scored else 0, o["bidder"])),
                            key=lambda o: o["score_centi"] if scored else None):
        group = {offer["bidder"]: offer for offer in group}
        if len(group) > 1:
            at = place + len(ordered)
            draws.append(chance(case, f"tie-{at}", group.values()))
            group = {who: group[who] for who in draws[-1]["order"]}
        for i, (who, offer) in enumerate(group.items(), 1):
            word = f"按开启日信用分排列，本机构 {centi(offer['score_centi'])} 分" if scored else "其中有机构暂无信用记录，不比信用分"
            words[who] = f"；{len(equals)} 家相同，{word}"
            words[who] += f"，在并列第 {at} 名的 {len(group)} 家中公开抽签列第 {i}" if len(group) > 1 else ""
        ordered += group.values()
    return ordered, draws, words

def place_of(case, place, offer, reason):
    named = {name: offer[name] for name in ("bidder", "bid", "rate_bp", "score_centi")}
    return {**named, "place": place, "amount_fen": price(case, offer), "reason": reason}

def best_of(case, ranking):
    """The first place that still stands: nobody is compared with one who was struck since."""
    gone = {each["bidder"] for each in case.get("fallen", ())}
    return next((place for place in ranking if place["bidder"] not in gone), None)

def sorted_out(case):
    """(struck, valid): the offers that can't count, being struck before or out of bounds, with their reasons; and the others."""
    why = [(offer, list(offer["struck"]) or out_of_bounds(case, offer)) for offer in case["offers"]]
    struck = [{**{name: offer[name] for name in ("bidder", "bid", "amount_fen", "rate_bp")}, "reasons": because} for offer, because in why if because]
    return struck, [offer for offer, because in why if not because]

def below_half_of_the_mean(ranking):
    """Whose price is below half of the mean of all, where there are three or more to compare."""
    total = sum(place["amount_fen"] for place in ranking)
    return [place["bidder"] for place in ranking if 2 * len(ranking) * place["amount_fen"] < total and len(ranking) > 2]
