"""Records that were played through the verbs, each with the lies about it; both verifiers name every one."""

from tests.ledger.plays import (
    budgets,
    controls,
    copied_bids,
    direct_choices,
    experts,
    inspections,
    joint_contracts,
    live_rounds,
    outages,
    plan_files,
    plans,
    revealed_plans,
    revealed_seeds,
    scores,
    seeds_and_rounds,
    short_lists,
    suites,
    ventures,
)

EACH = (
    budgets,
    controls,
    copied_bids,
    direct_choices,
    inspections,
    joint_contracts,
    live_rounds,
    outages,
    plan_files,
    plans,
    revealed_plans,
    revealed_seeds,
    seeds_and_rounds,
    short_lists,
    ventures,
)
RECORDS = (*(each.RECORD for each in EACH), *suites.RECORDS)

__all__ = ["RECORDS", "experts", "scores"]
