"""What a planted bug is: it changes one place of the product, and the tests named beside it must then fail.

`seen` is the line of the law's negative cases (bugs that working systems had) or the number of an invariant.
"""

from dataclasses import dataclass

VECTORS = "tests/methods/test_sealed_price.py::test_the_decision_is_the_one_in_the_vector"
BY_AVERAGE_OR_DRAW = "tests/methods/test_average_and_draw.py::"
SUBMIT = "tests/actions/test_submit_bid.py::"
DECIDE = "tests/actions/test_decide_need.py::"
STRIKES = "tests/actions/test_strikes.py::"
VENTURES = "tests/actions/test_venture_strikes.py::"
AWARD = "tests/actions/test_award_need.py::"
JOINT = "tests/actions/test_joint_contracts.py::"
PAY = "tests/actions/test_payments.py::"
MESSAGES = "tests/actions/test_payment_messages.py::"
BUDGETS = "tests/actions/test_budgets.py::"
SEQUENCER = "tests/ledger/test_sequencer.py::"


@dataclass(frozen=True)
class Mutant:
    """`where` is "module:function", "module:class.method", "module:rule", "trigger:name" or "constraint:name"; `old` becomes `new` in its text.

    A constraint has no text to change: it is dropped.
    """

    seen: str
    bug: str
    where: str
    old: str
    new: str
    killers: tuple[str, ...]

    @property
    def name(self) -> str:
        """For the run's output."""
        return f"{self.seen}: {self.bug}"
