"""Template tags of bidding."""
