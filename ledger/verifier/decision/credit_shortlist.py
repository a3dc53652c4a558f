"""Credit shortlist: the worst by credit stay out, numbers by the published table are drawn, the pick stands before the others listed."""

# fmt: off
from draw import drawn_by_numbers

from .shared import centi, chance, given

LEAST = 2

def without_the_worst(case, valid):
    """(who takes part, who stays out, the draw among those level at the line); who has no record is never among the worst."""
    rated = sorted((o for o in valid if o["score_centi"] is not None), key=lambda o: (o["score_centi"], o["bidder"]))
    out = min(len(valid) * case["shortlist"]["drop_percent"] // 100, len(rated), max(len(valid) - LEAST, 0))
    line = rated[out - 1]["score_centi"] if out else -1
    level, draws = [o for o in rated if o["score_centi"] == line], []
    below = [o for o in rated if o["score_centi"] < line]
    if len(below) + len(level) > out > 0:
        draws = [chance(case, "drop", level)]
        level.sort(key=lambda o: -draws[0]["order"].index(o["bidder"]))
    dropped = (below + level)[:out]
    return [o for o in valid if o not in dropped], dropped, draws

def numbers_drawn(case, kept, held):
    """The draw of all the numbers that are held; each stands at the first of its own."""
    return drawn_by_numbers(f"{case['need']}/order", held, given(case, kept), case.get("beacon"), way=case.get("way"))

def decide(case):
    terms, pick = case["shortlist"], case["pick"]
    left = [({"bidder": o["bidder"], "bid": o["bid"]}, list(o["struck"])) for o in case["offers"] if o["struck"]]
    valid = {o["bidder"]: o for o in case["offers"] if not o["struck"]}
    kept, dropped, draws = without_the_worst(case, list(valid.values()))
    held = {o["bidder"]: terms["unrated"] if o["score_centi"] is None else next(held for least, held in terms["numbers"] if o["score_centi"] >= least) for o in kept}
    order = []
    if valid:
        draws = [*draws, numbers_drawn(case, kept, held)]
        order = draws[-1]["order"]
    listed = order[:terms["length"]]
    if pick and (pick["bidder"] not in listed or pick["silent"] and pick["bidder"] != listed[0]):
        raise ValueError(f"{pick['bidder']} is not the short list's to be picked")
    left += [(o, [f"信用分 {centi(o['score_centi'])} 分，在末位淘汰的比例内，不参加抽签"]) for o in dropped]
    left += [(valid[who], [f"抽签列第 {at}，入围 {len(listed)} 家，未入围"]) for at, who in enumerate(order[len(listed):], len(listed) + 1)]
    struck = [{"bidder": o["bidder"], "bid": o["bid"], "amount_fen": None, "rate_bp": None, "reasons": why} for o, why in left]
    ranking = []
    for who in sorted(listed, key=lambda who: not pick or who != pick["bidder"]):
        reason = f"持 {held[who]} 个签号（共 {sum(held.values())} 个），抽签列第 {listed.index(who) + 1}，入围"
        if pick and who == pick["bidder"]:
            reason = ("委托方逾期没有择定，按抽签次序取首位" if pick["silent"] else f"委托方从入围名单中择定，理由：{pick['reason'].rstrip('。')}") + f"；{reason}"
        ranking.append({"place": len(ranking) + 1, "bidder": who, "bid": valid[who]["bid"], "amount_fen": case["ceiling_fen"], "rate_bp": None,
                        "score_centi": valid[who]["score_centi"], "reason": reason})
    said = {"ranking": ranking, "struck": struck, "draws": draws, "low": []}
    return {**said, "numbers": {"held": held, "dropped": [o["bidder"] for o in dropped], "shortlist": listed}} if valid else said
