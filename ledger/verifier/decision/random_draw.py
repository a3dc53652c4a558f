"""Random draw: every valid entrant in the order that the seed gives, at the stated price."""

# fmt: off
from .shared import chance

def decide(case):
    struck = [{**dict.fromkeys(("amount_fen", "rate_bp")), "bidder": o["bidder"], "bid": o["bid"], "reasons": list(o["struck"])}
              for o in case["offers"] if o["struck"]]
    valid = {o["bidder"]: o for o in case["offers"] if not o["struck"]}
    drawn = chance(case, "order", valid.values()) if valid else {"order": ()}
    ranking = [{"place": i, "bidder": who, "bid": valid[who]["bid"], "amount_fen": case["ceiling_fen"], "rate_bp": None,
                "score_centi": valid[who]["score_centi"], "reason": f"在 {len(valid)} 家中公开抽签列第 {i}"}
               for i, who in enumerate(drawn["order"], 1)]
    return {"ranking": ranking, "struck": struck, "draws": [drawn] if valid else [], "low": []}
