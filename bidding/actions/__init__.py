"""The verbs of bidding, one a file, in the order in which a need lives.

drafting → notices → bids, rounds → opening → scoring → deciding, choosing → awards.
"""
