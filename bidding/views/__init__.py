"""The pages of bidding."""
