"""The verbs of contracts, one a file."""
