"""The law of the market: the retained list, and who may register."""
