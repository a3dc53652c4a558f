"""Direct choice: the buyer names one agency at the price that the notice states; nobody competes, and nobody stands by."""

from bidding.methods.direct_choice.decide import Case, decide

__all__ = ["Case", "decide"]
