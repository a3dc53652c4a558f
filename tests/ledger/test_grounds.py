"""The closed lists of both verifiers, which import nothing of the market, are those of the market's rules and actions."""

import importlib
import json
import re
import sys
from pathlib import Path

from bidding.actions.choosing.end_unchosen import NOT_CHOSEN
from bidding.actions.deciding.fail_need import NO_CONTRACT, NOBODY_LEFT, OBJECTION_UPHELD, TOO_FEW
from bidding.actions.opening.open_plans import NO_EXPERTS
from bidding.rules.award import (
    OBJECTION_DAYS,
    TO_BE_OFFERED_THE_AWARD,
    TO_COUNT_AS_VALID,
    TO_STAY_IN_THE_ORDER,
    price_lies_within_the_bounds,
)
from bidding.rules.explaining import TO_KEEP_ITS_PLACE
from ledger.export import VERIFIER

sys.path.insert(0, str(VERIFIER))
awards, bids, notices, serving = map(importlib.import_module, ("awards", "bids", "notices", "serving"))

PAGE = Path(__file__).parents[2] / "ledger/static/ledger/check"
LAST = {
    rule.name.split(".")[-1]
    for rule in {*TO_COUNT_AS_VALID, *TO_STAY_IN_THE_ORDER, *TO_KEEP_ITS_PLACE} - {price_lies_within_the_bounds}
}
ENDS = {NOT_CHOSEN, NO_CONTRACT, NOBODY_LEFT, OBJECTION_UPHELD, TOO_FEW, NO_EXPERTS}


def written(room: str, name: str) -> list[str]:
    """A list of the check in the browser, as its file has it."""
    (found,) = re.findall(rf"^const {name} = (\[.*\]);", (PAGE / room).read_text("utf-8").replace("export const", "const"), re.M)
    listed: list[str] = json.loads(found)
    return listed


def test_a_bid_is_struck_for_the_rules_of_the_market_and_no_others():
    assert bids.GROUNDS == LAST
    assert {*written("serving.js", "ELIGIBLE"), *written("bids.js", "NEVER_COUNTED"), "plan_opens_as_sealed"} == LAST


def test_one_chosen_is_unable_for_the_rules_of_the_market_and_no_others():
    eligible = {rule.name.split(".")[-1] for rule in TO_BE_OFFERED_THE_AWARD}
    assert serving.ELIGIBLE == set(written("serving.js", "ELIGIBLE")) == eligible


def test_a_need_fails_for_what_the_market_writes_and_for_nothing_else():
    assert set(notices.ENDS) == ENDS
    assert all(f"{each}: [" in (PAGE / "notices.js").read_text("utf-8") for each in ENDS)


def test_an_objection_waits_for_its_answer_as_long_as_in_the_market():
    assert awards.ANSWER_DAYS == OBJECTION_DAYS
    assert f"const ANSWER_DAYS = {OBJECTION_DAYS};" in (PAGE / "awards.js").read_text("utf-8")
