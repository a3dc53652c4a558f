"""The law of needs, bids and awards, in plain Python."""
