"""Credit shortlist: the worst by credit stay out, numbers in proportion to the score are drawn, the buyer picks from the short list.

No record is never a penalty: whoever has none is never among the worst, and holds as many numbers as the notice says.
"""

from bidding.methods.credit_shortlist.case import Case, Pick, Terms
from bidding.methods.credit_shortlist.decide import decide

__all__ = ["Case", "Pick", "Terms", "decide"]
