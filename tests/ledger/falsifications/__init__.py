"""The catalogue of falsifications of one market that is written out; `tests/ledger/plays` has those of records played through the verbs."""

from tests.ledger.falsifications import (
    bidding,
    by_the_book,
    contributions,
    drawing,
    ends_and_notices,
    fetching,
    files,
    low_prices,
    outside,
    reserves_and_money,
    scores_and_money,
    sealed_and_drawn,
    serving,
    times_and_lines,
    trustees,
)
from tests.ledger.falsifications.catalogue import CATALOGUE, Falsification

__all__ = [
    "CATALOGUE",
    "Falsification",
    "bidding",
    "by_the_book",
    "contributions",
    "drawing",
    "ends_and_notices",
    "fetching",
    "files",
    "low_prices",
    "outside",
    "reserves_and_money",
    "scores_and_money",
    "sealed_and_drawn",
    "serving",
    "times_and_lines",
    "trustees",
]
