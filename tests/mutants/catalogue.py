"""All planted bugs; every invariant has one of its own."""

from tests.mutants.awarding import AWARDING
from tests.mutants.judging import JUDGING
from tests.mutants.methods import METHODS
from tests.mutants.money import MONEY
from tests.mutants.negative_cases import NEGATIVE_CASES
from tests.mutants.recording import RECORDING
from tests.mutants.scoring import SCORING
from tests.mutants.suites import SUITES
from tests.mutants.times import TIMES
from tests.mutants.verifying import VERIFYING

INVARIANTS = AWARDING + MONEY + RECORDING + JUDGING
MUTANTS = NEGATIVE_CASES + INVARIANTS + METHODS + SCORING + SUITES + TIMES + VERIFYING

# The negative cases of the law, word for word: each has its bug.
SEEN = (
    '"lowest price" sorted descending',
    "a tie loop that skips the last bidder",
    "the average compared with bids instead of distances",
    "the opening-time test inverted",
    "bidding that drives the price up",
    "prices compared as whole numbers of 万元",
    "prices taken as strings",
    "an unseeded draw that nobody can repeat",
    "no sign-ups leaving the need hanging",
    "a status guard commented out",
    "no lock between reading and inserting",
    "inactive re-bids still ranked",
    "mixed criteria ranked by raw price",
    "a scheduler branch left empty",
    "a feed that loses an item between two commits",
    "an error swallowed by the scheduler",
)
INVARIANTS_NAMED = tuple(f"I{number}" for number in range(1, 19))
