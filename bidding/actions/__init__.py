"""The verbs of bidding, one a file."""
