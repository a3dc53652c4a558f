"""Sealed price: the lowest valid price wins; in discount mode the highest rate.

Among equal prices the higher credit score on the opening day comes first; where one of the equals has no record yet the
score says nothing (no record is never a penalty), and a verifiable draw decides. Never the earlier arrival.
"""

from bidding.methods.decision import Decision, Draw, Ranked, Struck
from bidding.methods.offers import Offer, out_of_bounds, price_of
from bidding.methods.sealed_price.decide import Case, decide

__all__ = ["Case", "Decision", "Draw", "Offer", "Ranked", "Struck", "decide", "out_of_bounds", "price_of"]
