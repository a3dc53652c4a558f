"""Random draw: an equal chance for every valid sign-up, at the price that the notice states; the rest stand by in order."""

from bidding.methods.random_draw.decide import Case, decide

__all__ = ["Case", "decide"]
