"""The verbs of a draw's parties: name the terms, contribute, show."""
