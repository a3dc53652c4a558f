"""The rules of ciphertexts that come in, each kept and broken."""

from dataclasses import replace
from datetime import date

import pytest

from bidding.rules.plan_files import (
    MOST_WAITING,
    TO_HAND_IN_A_FILE,
    UploadFacts,
    few_files_wait_for_their_bid,
    file_of_a_plan_came_whole,
    file_of_a_plan_has_a_fair_size,
    files_belong_to_a_plan,
)
from kernel.rulebook import Rule, broken
from sealing.plan import LARGEST_FILE, lock_file

DAY = date(2026, 6, 3)
FINE = UploadFacts(takes_plans=True, size=20 * 1024 * 1024 + 16, is_whole=True, waiting=MOST_WAITING - 1)
CASES = [
    (files_belong_to_a_plan, replace(FINE, takes_plans=False)),
    (file_of_a_plan_has_a_fair_size, replace(FINE, size=FINE.size + 1)),
    (file_of_a_plan_has_a_fair_size, replace(FINE, size=16)),
    (file_of_a_plan_came_whole, replace(FINE, is_whole=False)),
    (few_files_wait_for_their_bid, replace(FINE, waiting=MOST_WAITING)),
]


@pytest.mark.parametrize(("rule", "not_kept"), CASES)
def test_a_rule_of_files_is_kept_and_broken(rule: Rule, not_kept: UploadFacts) -> None:
    assert broken((rule,), FINE, on=DAY) == ()
    assert [each.rule for each in broken(TO_HAND_IN_A_FILE, not_kept, on=DAY)] == [rule]


def test_the_smallest_ciphertext_is_that_of_a_byte_and_the_largest_that_of_the_largest_file() -> None:
    assert len(lock_file(bytes(LARGEST_FILE))[0]) == FINE.size
    assert broken(TO_HAND_IN_A_FILE, replace(FINE, size=17), on=DAY) == ()
