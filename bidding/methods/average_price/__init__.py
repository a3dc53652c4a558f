"""Average price: the quote nearest to the mean of the valid quotes wins; the lower price first among equally near ones."""

from bidding.methods.average_price.decide import Case, decide

__all__ = ["Case", "decide"]
