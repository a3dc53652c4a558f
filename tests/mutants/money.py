"""Planted bugs of I6 to I8: contracts, payments and departments' budgets."""

from tests.mutants.mutant import BUDGETS, PAY, Mutant

MONEY = (
    Mutant(
        "I6",
        "payments pass the contract",
        "trigger:payments_stay_within_the_contract",
        "RAISE EXCEPTION",
        "RAISE NOTICE",
        (f"{PAY}test_the_database_refuses_a_second_live_payment_and_one_over_the_contract",),
    ),
    Mutant(
        "I7",
        "a need that fails keeps its reserve",
        "bidding.actions.deciding.fail_need:end_without_service",
        "    release_budget(actor=actor, need=need.number, at=at)\n",
        "",
        (
            f"{BUDGETS}test_an_award_that_nobody_takes_keeps_the_reserve_until_nobody_is_left",
            f"{BUDGETS}test_a_contract_that_lapses_lets_go_what_was_committed",
        ),
    ),
    Mutant(
        "I7",
        "a need that is cancelled keeps its reserve",
        "bidding.actions.notices.cancel_need:cancel_need",
        "    release_budget(actor=actor, need=number, at=at)\n",
        "",
        (f"{BUDGETS}test_cancelling_frees_the_reserve",),
    ),
    Mutant(
        "I7",
        "money is taken without asking whether the line still holds it",
        "budgets.models.movement:carry",
        "held__gte=fen",
        "pk__gte=0",
        (f"{BUDGETS}test_what_a_line_does_not_hold_is_not_carried",),
    ),
    Mutant(
        "I7",
        "an award keeps the reserve that its price does not need",
        "budgets.actions.commit_budget:commit_budget",
        "    let_go(",
        "    0 and let_go(",
        (f"{BUDGETS}test_an_award_commits_its_price_and_frees_the_rest_and_payment_spends_it",),
    ),
    Mutant(
        "I7",
        "a line carries more than its limit",
        "constraint:budget_within_its_limit",
        "",
        "",
        (f"{BUDGETS}test_the_database_alone_keeps_the_line_within_its_limit_and_its_sums_with_its_movements",),
    ),
    Mutant(
        "I7",
        "the sums of a line are not those of its movements",
        "trigger:budget_sums_are_those_of_its_movements",
        "RAISE EXCEPTION",
        "RAISE NOTICE",
        (f"{BUDGETS}test_the_database_alone_keeps_the_line_within_its_limit_and_its_sums_with_its_movements",),
    ),
    Mutant(
        "I8",
        "an invoice without acceptance",
        "payments.rules.paying:payment_follows_acceptance",
        "return ",
        "return True or ",
        (f"{PAY}test_nothing_is_invoiced_before_acceptance", "tests/rules/test_payment_rules.py::test_paying"),
    ),
)
