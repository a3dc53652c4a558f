"""Live rounds: each bidder's last price, ranked as sealed price ranks; who named none has no place."""

# fmt: off
from . import sealed_price

def decide(case):
    last = {step["bidder"]: step["fen"] for step in case["steps"]}
    offers = [{**offer, "amount_fen": last.get(offer["bidder"]), "rate_bp": None,
               "struck": offer["struck"] or ([] if offer["bidder"] in last else ["各轮竞价中均未报价"])} for offer in case["offers"]]
    return sealed_price.decide({**case, "mode": "amount", "offers": offers})
