"""The check in the browser is a second implementation: it finds what the Python verifier finds, and nothing in a true export."""

import json
import subprocess
from pathlib import Path

from tests.ledger.falsifications import CATALOGUE
from tests.makers.ledger import a_market, an_export
from tests.node import NODE, needs_node

# What the second implementation does not look at yet: void envelopes, credit scores, and what others hold.
NOT_YET = {
    "a_sound_bid_is_called_void", "a_void_bid_gets_another_reason", "a_wrong_key_is_released", "a_score_is_raised",
    "a_bad_mark_is_left_out_of_the_score", "a_late_delivery_is_forgiven", "somebody_else_rates", "one_contract_is_rated_twice",
    "a_mark_above_five", "a_bid_was_never_written_down", "a_bid_is_dated_a_second_earlier", "a_receipt_is_forged",
    "an_agency_was_never_suspended", "the_end_is_dropped_and_signed", "two_readers_are_shown_two_histories", "another_log_is_shown",
}  # fmt: skip


@needs_node
def test_the_browsers_check_finds_each_falsification_it_knows_and_nothing_in_the_true_export(tmp_path):
    true = a_market().events
    folders = [an_export(tmp_path / "true", true, verifier=False)]
    names = [name for name in CATALOGUE if name not in NOT_YET]
    for name in names:
        CATALOGUE[name].plant(true, tmp_path / name / "false")
        folders.append(tmp_path / name / "false")
    script = Path(__file__).with_name("check_in_node.mjs")
    done = subprocess.run([str(NODE), str(script), *map(str, folders)], capture_output=True, text=True, check=True)
    sound, *false = json.loads(done.stdout)
    assert sound == []
    assert [name for name, found in zip(names, false, strict=True) if not found] == []
    assert len(names) >= 80
