"""Direct choice: the one place goes to the one chosen, at the stated price."""

# fmt: off
from .shared import yuan

def decide(case):
    who, why, price = case["chosen"]["bidder"], case["chosen"]["reason"], case["ceiling_fen"]
    reason = f"由委托方直接选取，按公告价 {yuan(price)} 元" + (f"；理由：{why}" if why else "")
    place = {"place": 1, "bidder": who, "bid": "", "amount_fen": price, "rate_bp": None, "score_centi": None, "reason": reason}
    return {"ranking": [place], "struck": [], "draws": [], "low": []}
