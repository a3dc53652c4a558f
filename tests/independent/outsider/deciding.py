"""Each method as docs/derive.md tells it: from a need's notice and offers to (bidder, price) in order, the draws, and who is low."""

from fractions import Fraction
from itertools import groupby

from tests.independent.outsider.drawing import by_numbers, drawn


def said(need, offer):
    """The number that the price mode asks for, or None."""
    return offer["plain"].get({"amount": "amount_fen", "discount": "rate_bp"}[need["price_mode"]])


def price(need, offer) -> int:
    if need["price_mode"] == "amount":
        return offer["plain"]["amount_fen"]
    return (2 * need["ceiling_fen"] * (10_000 - offer["plain"]["rate_bp"]) + 10_000) // 20_000


def counts(need, offer) -> bool:
    money = need["price_mode"] == "amount"
    low, high = (need["floor_fen"], need["ceiling_fen"]) if money else (need["floor_rate_bp"], need["ceiling_rate_bp"])
    value = said(need, offer)
    fits = value is not None and (low is None or value >= low) and (high is None or value <= high)
    return fits and price(need, offer) > 0


def among(need, name, offers):
    """A draw among offers, (party, 32 bytes) of each, of the frozen list and of the parties of the notice."""
    given = [(offer["bidder"], offer["r"]) for offer in offers] + [("list", need["root"]), *need["contributions"]]
    return drawn(f"{need['need']}/{name}", [offer["bidder"] for offer in offers], given, need["beacon"], need["way"])


def in_order(need, offers, key):
    """Offers by a key, equals by score where all have one, then by draw."""
    row, draws = [], []
    for _, level in groupby(sorted(offers, key=key), key=key):
        level = list(level)
        scored = all(offer["score"] is not None for offer in level)
        for _, equals in groupby(
            sorted(level, key=lambda o: -o["score"] if scored else 0), key=lambda o: o["score"] if scored else 0
        ):
            equals = list(equals)
            if len(equals) > 1:
                draws.append(among(need, f"tie-{len(row) + 1}", equals))
                equals = sorted(equals, key=lambda o: draws[-1]["order"].index(o["bidder"]))
            row += equals
    return row, draws


def sealed_price(need, offers):
    valid = [offer for offer in offers if not offer["struck"] and counts(need, offer)]
    sign = 1 if need["price_mode"] == "amount" else -1
    row, draws = in_order(need, valid, lambda o: sign * said(need, o))
    return [(o["bidder"], price(need, o)) for o in row], draws


def average_price(need, offers):
    valid = [offer for offer in offers if not offer["struck"] and counts(need, offer)]
    values = sorted(said(need, offer) for offer in valid)
    values = values[1:-1] if len(values) >= 5 else values
    mean, sign = Fraction(sum(values), len(values) or 1), 1 if need["price_mode"] == "amount" else -1
    row, draws = in_order(need, valid, lambda o: (abs(said(need, o) - mean), sign * said(need, o)))
    return [(o["bidder"], price(need, o)) for o in row], draws


def random_draw(need, offers):
    valid = [offer for offer in offers if not offer["struck"]]
    draws = [among(need, "order", valid)] if valid else []
    return [(who, need["ceiling_fen"]) for draw in draws for who in draw["order"]], draws


def credit_shortlist(need, offers):
    terms, draws = need["shortlist"], []
    valid = [offer for offer in offers if not offer["struck"]]
    rated = sorted((offer for offer in valid if offer["score"] is not None), key=lambda o: o["score"])
    out = min(len(valid) * terms["drop_percent"] // 100, len(rated), max(len(valid) - 2, 0))
    gone: set[str] = set()
    if out:
        line = rated[out - 1]["score"]
        gone = {offer["bidder"] for offer in rated if offer["score"] < line}
        level = [offer["bidder"] for offer in rated if offer["score"] == line]
        if len(gone) + len(level) > out:
            draws.append(among(need, "drop", [offer for offer in rated if offer["score"] == line]))
            level = draws[0]["order"][::-1]
        gone |= set(level[: out - len(gone)])
    kept = [offer for offer in valid if offer["bidder"] not in gone]
    held = {
        o["bidder"]: terms["unrated"] if o["score"] is None else next(n for s, n in terms["numbers"] if o["score"] >= s)
        for o in kept
    }
    if not kept:
        return [], draws
    given = [(offer["bidder"], offer["r"]) for offer in kept] + [("list", need["root"]), *need["contributions"]]
    draws.append(by_numbers(f"{need['need']}/order", held, given, need["beacon"], need["way"]))
    listed = sorted(draws[-1]["order"][: terms["length"]], key=lambda who: who != need.get("pick"))
    return [(who, need["ceiling_fen"]) for who in listed], draws


def live_rounds(need, offers):
    last = {step["bidder"]: step["fen"] for step in need["steps"]}
    named = [{**offer, "plain": {"amount_fen": last[offer["bidder"]]}} for offer in offers if offer["bidder"] in last]
    return sealed_price({**need, "price_mode": "amount"}, named)


def quality_and_price(need, offers):
    valid = [offer for offer in offers if not offer["struck"] and counts(need, offer)]
    lowest = min((price(need, offer) for offer in valid), default=0)

    def total(offer):
        marks = [s["centi"] for sheet in need["sheets"] for s in sheet["scores"] if s["bidder"] == offer["bidder"]]
        quality = Fraction(sum(marks), len(need["sheets"]))
        return -quality - Fraction(lowest, price(need, offer)) * need["scoring"]["price_points"] * 100

    row, draws = in_order(need, valid, total)
    return [(o["bidder"], price(need, o)) for o in row], draws


def direct_choice(need, offers):
    return [(need["chosen"], need["ceiling_fen"])], []


METHODS = {
    each.__name__: each
    for each in (sealed_price, average_price, random_draw, credit_shortlist, live_rounds, quality_and_price, direct_choice)
}


def low_among(need, row) -> list[str]:
    """Whose price is abnormally low."""
    prices = sorted(fen for _, fen in row)
    lines, many, ceiling = need.get("low"), len(prices), need["ceiling_fen"]
    if need["price_mode"] == "fixed":
        return []
    if not lines:
        return [who for who, fen in row if many > 2 and 2 * many * fen < sum(prices)]

    def below(fen):
        mean = fen * 10_000 * many < lines["mean_bp"] * sum(prices)
        second = many > 1 and fen * 10_000 < lines["next_bp"] * prices[1]
        return mean or second or (ceiling is not None and fen * 10_000 < lines["ceiling_bp"] * ceiling)

    return [who for who, fen in row if below(fen)]
