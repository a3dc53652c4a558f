"""Planted bugs of quality and price: who scores, when prices open, what a lock holds, what decides."""

from tests.mutants.mutant import Mutant

PLAYED = "tests/actions/test_quality_and_price.py::"
PANELS = "tests/actions/test_expert_panels.py::"
PLAN_FILES = "tests/actions/test_plan_files.py::"
PLAN_SEEDS = "tests/actions/test_reveal_plan_seed.py::"
RULES = "tests/rules/test_bidding_scoring.py::"
DECIDED = "tests/methods/test_quality_and_price.py::"

SCORING = (
    Mutant(
        "seen",
        "mixed criteria ranked by raw price",
        "bidding.methods.quality_and_price.decide:_ranked",
        "key=lambda s: -s.total",
        "key=lambda s: s.fen",
        (f"{DECIDED}test_the_vectors_are_decided_as_written", f"{PLAYED}test_the_better_plan_wins_over_the_lower_price"),
    ),
    Mutant(
        "I10",
        "a price is opened while experts still score",
        "bidding.rules.opening:prices_are_opened_after_the_scores",
        "not facts.scores_are_open",
        "True",
        (f"{RULES}test_prices_are_opened_after_the_scores_and_plans_before_them",),
    ),
    Mutant(
        "I10",
        "the trustees give the keys of the prices at the closing",
        "sealing.trustees:_may_be_asked",
        "if after and not",
        "if False and not",
        (f"{PLAYED}test_the_trustees_keep_the_keys_of_the_prices_until_the_scores_are_on_the_record",),
    ),
    Mutant(
        "I10",
        "the seed of a price is taken in before the scores are closed",
        "bidding.reads.bids:awaited_lot",
        "LOT if need.has_plans",
        "LOT if False",
        (f"{PLAN_SEEDS}test_the_seed_of_a_price_is_refused_while_the_plans_wait",),
    ),
    Mutant(
        "I10",
        "a part of the plans is opened with the seeds of some bidders",
        "bidding.actions.opening.open_plans:_open_with",
        "all(plan.bid_id in seeds for plan in plans)",
        "any(plan.bid_id in seeds for plan in plans)",
        (f"{PLAN_SEEDS}test_when_every_bidder_has_revealed_its_plan_the_plans_are_opened_and_the_experts_drawn",),
    ),
    Mutant(
        "I10",
        "a ciphertext is changed in the database",
        "trigger:a_ciphertext_stays_as_it_came",
        "RAISE EXCEPTION",
        "RAISE NOTICE",
        (f"{PLAN_FILES}test_a_stored_ciphertext_never_changes_not_even_in_the_database",),
    ),
    Mutant(
        "I4",
        "a file of a standing bid is dropped",
        "bidding.reads.plan_files:lock_what_nobody_needs",
        "Q(plan=None, at__lt=before)",
        "Q(at__lt=before)",
        (f"{PLAN_FILES}test_a_bid_that_is_taken_back_takes_its_files_along",),
    ),
    Mutant(
        "seen",
        "a bid names a ciphertext of another agency as its own",
        "bidding.reads.plan_files:held",
        "agency=agency_id, ",
        "",
        (f"{PLAN_FILES}test_a_ciphertext_that_another_handed_in_is_not_ones_own",),
    ),
    Mutant(
        "I3",
        "a locked score is changed in the database",
        "trigger:a_locked_mark_never_changes",
        "RAISE EXCEPTION",
        "RAISE NOTICE",
        (f"{PANELS}test_a_locked_sheet_never_changes_not_even_in_the_database",),
    ),
    Mutant(
        "I3",
        "a lock is undone in the database",
        "trigger:a_lock_is_never_undone",
        "RAISE EXCEPTION",
        "RAISE NOTICE",
        (f"{PANELS}test_a_locked_sheet_never_changes_not_even_in_the_database",),
    ),
    Mutant(
        "I15",
        "an expert scores the plan of the own employer",
        "bidding.reads.scoring:who_stands_aside",
        "if expert.employer_uscc in codes:",
        "if False:",
        (f"{PANELS}test_experts_of_a_party_or_tied_to_one_stand_aside",),
    ),
    Mutant(
        "seen",
        "an expert who never scores leaves the need hanging",
        "bidding.actions.scoring.replace_late_experts:replace_late_experts",
        "at >= s.score_by",
        "False",
        (
            f"{PANELS}test_an_expert_who_lets_the_time_pass_is_followed_by_the_next_in_order",
            f"{PANELS}test_without_a_quorum_the_need_ends_and_nothing_hangs",
        ),
    ),
)
