"""Bugs of the clock: one that stepped back, and one that runs while a verb writes."""

from tests.mutants.mutant import Mutant

TIMES = (
    Mutant(
        "I10",
        "a clock that stepped back dates a fact before the one written before it",
        "ledger.rules:facts_come_in_order",
        "facts.at >= facts.last",
        "True",
        (
            "tests/actions/test_facts_in_order.py::test_a_clock_behind_the_last_fact_is_refused_by_name_and_nothing_changes_until_it_has_caught_up",
            "tests/rules/test_ledger.py::test_facts_come_in_order_to_the_microsecond",
        ),
    ),
    Mutant(
        "I10",
        "a clock that stepped back far writes what is about no need behind the record",
        "ledger.rules:fact_comes_in_the_records_time",
        "facts.at >= facts.newest - TOLERANCE",
        "True",
        (
            "tests/actions/test_in_the_records_time.py::test_a_clock_far_behind_the_record_is_refused_by_name_and_nothing_changes_until_it_has_caught_up",
            "tests/rules/test_ledger.py::test_a_fact_comes_in_the_records_time_or_ten_minutes_before",
        ),
    ),
    Mutant(
        "I9",
        "a decision is dated before the strikes that it follows",
        "bidding.actions.deciding.decide_need:decide_need",
        "at = clock.now()  # after",
        "at = need.opened_at or clock.now()  # after",
        ("tests/ledger/test_running_clock.py::test_what_is_written_while_the_clock_runs_holds",),
    ),
)
