"""All planted bugs, and what has no bug of its own yet."""

from tests.mutants.invariants import INVARIANTS
from tests.mutants.negative_cases import NEGATIVE_CASES
from tests.mutants.scoring import SCORING

MUTANTS = NEGATIVE_CASES + INVARIANTS + SCORING
WITHOUT_CODE = {
    "I7 open reserves and contracts are what the budget has reserved": "the room `budgets` has no code yet",
    "I16 the search index is a projection of the tables": "seen by tests/search (needs Elasticsearch), without a mutant here",
}
