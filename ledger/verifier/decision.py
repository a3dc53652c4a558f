"""The decision, made again from the opened bids: the order, the draws among equals, and what each place is told about its price."""

# fmt: off
from itertools import groupby

from proofs import Fields, draw

BEST = {"amount": "有效报价中最低", "discount": "有效下浮率中最高"}

def decide(n):
    """(places in order, draws) of a need whose bids are opened."""
    money = n.price_mode == "amount"
    name, low, high = ("amount_fen", n.floor_fen, n.ceiling_fen) if money else ("rate_bp", n.floor_rate_bp, n.ceiling_rate_bp)
    offers, order, draws = [], [], []
    for who, bid in n.opened.items():
        value = bid.plain.get(name)
        if value is not None and who not in n.struck and (low or 0) <= value <= (value if high is None else high):
            fen = value if money else (2 * n.ceiling_fen * (10_000 - value) + 10_000) // 20_000
            offers += [(value if money else -value, who, fen)] if fen > 0 else []
    for _, tied in groupby(sorted(offers), key=lambda offer: offer[0]):
        marks = {who: n.marks[who] for _, who, _ in tied}
        scored = None not in marks.values()
        for _, equals in groupby(sorted(marks, key=lambda who: (-marks[who] * scored if scored else 0, who)),
                                 key=lambda who: marks[who] if scored else None):
            equals = list(equals)
            if len(equals) > 1:
                given = [(who, n.opened[who].r) for who in equals] + [("list", n.root)]
                draws.append(draw(f"{n.need}/tie-{len(order) + 1}", equals, given))
                equals = draws[-1]["order"]
            order += equals
    price = {who: fen for _, who, fen in offers}
    places = [Fields(place=i, bidder=who, bid=n.opened[who].bid, amount_fen=price[who],
                     rate_bp=n.opened[who].plain.get("rate_bp"), score_centi=n.marks[who]) for i, who in enumerate(order, 1)]
    return places, draws

def told(n, place):
    """The words about a place's price: how far it is from the best."""
    best = n.order[0]
    if place.place == 1:
        return BEST[n.price_mode]
    if n.price_mode == "amount":
        more = place.amount_fen - best.amount_fen
        return f"比最低价高 {more // 100:,}.{more % 100:02d} 元" if more else "与最低价相同"
    less = best.rate_bp - place.rate_bp
    return f"比最高下浮率低 {less // 100}.{less % 100:02d} 个百分点" if less else "与最高下浮率相同"

def case_of(n):
    """What was decided on: the notice's bounds, the frozen list and the opened bids."""
    bounds = {name: n[name] for name in ("need", "ceiling_fen", "floor_fen", "floor_rate_bp", "ceiling_rate_bp")}
    named = "amount_fen" if n.price_mode == "amount" else "rate_bp"
    offers = {who: (bid.bid, bid.plain.get(named), n.marks[who], bid.r) for who, bid in n.opened.items()}
    return {**bounds, "mode": n.price_mode, "list_root": n.root}, named, offers
