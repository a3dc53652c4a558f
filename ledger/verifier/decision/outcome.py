"""What follows from a case: the method's decision, whose price is abnormally low, the order without whoever fell since."""

# fmt: off

def low_of(lines, ranking, ceiling):
    """The bidders whose price lies below a line that the notice drew: of the mean, of the second lowest, of the ceiling."""
    prices = sorted(place["amount_fen"] for place in ranking)
    def low(fen):
        return (fen * len(prices) < lines["mean_bp"] * sum(prices) or (len(prices) > 1 and fen < lines["next_bp"] * prices[1])
                or (ceiling is not None and fen < lines["ceiling_bp"] * ceiling))
    return [place["bidder"] for place in ranking if low(10_000 * place["amount_fen"])]

def outcome(way, case):
    said = way(case)
    if "low" in case:
        said = {**said, "low": low_of(case["low"], said["ranking"], case["ceiling_fen"])}
    gone = {each["bidder"]: list(each["because"]) for each in case.get("fallen", ())}
    if not gone:
        return said
    ranking, struck = [], list(said["struck"])
    for was in said["ranking"]:
        if was["bidder"] in gone:
            struck.append({**{name: was[name] for name in ("bidder", "bid", "amount_fen", "rate_bp")}, "reasons": gone[was["bidder"]]})
            continue
        place = len(ranking) + 1
        moved = f"；原第 {was['place']} 名，排除名次在前的机构后列第 {place}" if place != was["place"] else ""
        ranking.append({**was, "place": place, "reason": was["reason"] + moved})
    return {**said, "ranking": ranking, "struck": struck, "low": [who for who in said["low"] if who not in gone]}
