"""Each bad seed of tests/sealing/bad_input.py is handed in, or is missing, and has its one outcome."""

import pytest

from bidding import due
from bidding.actions.opening.reveal_seed import reveal_seed
from kernel import clock
from ledger.reads import recorded_facts
from sealing.suites import encode
from tests.makers import reveals
from tests.sealing.bad_input import PLAN_SEEDS, SEEDS
from tests.sealing.test_bad_input import outcome_of


@pytest.mark.parametrize("what", SEEDS)
def test_a_bad_seed_has_its_outcome(at_ten, monkeypatch, what) -> None:
    early = "before the delay" in what
    need, kept = (reveals.a_closed_need if early else reveals.a_delayed_need)(monkeypatch)
    agency, bid, seed = kept[0]
    given = {"another bid's seed": kept[1][2], "a seed that is no seed": "seed"}.get(what, seed)
    if "second deadline" in what:
        clock.set_to(need.reveal_until)
    if "missing" in what:
        assert due.open_due() == 1
        assert not recorded_facts("bid.opened", need.number)
        reason = recorded_facts("need.cancelled", need.number)[0]["reason"]
        assert f"need.cancelled: {reason}; nothing opened" == SEEDS[what]
    else:
        said = outcome_of(lambda: reveal_seed(actor=agency, envelope_hash=bid.envelope_hash, seed=given))
        assert said.startswith(SEEDS[what])


@pytest.mark.parametrize("what", PLAN_SEEDS)
def test_a_bad_seed_of_a_plan_has_its_outcome(at_ten, monkeypatch, what) -> None:
    need, kept = reveals.a_need_whose_plans_wait(monkeypatch)
    agency, bid, seed = kept[0]
    if "second deadline" in what:
        clock.set_to(need.reveal_until)
    if "missing" in what:
        assert due.open_plans_due() == 1
        assert not recorded_facts("plan.opened", need.number)
        said = f"need.cancelled: {recorded_facts('need.cancelled', need.number)[0]['reason']}; nothing opened"
    elif "operator" in what:
        for bidder, own, its_seed in kept:
            reveal_seed(actor=bidder, envelope_hash=own.envelope_hash, seed=its_seed)
        monkeypatch.setattr("draws.actions.show_contributions.own_value", lambda *_: bytes(32))
        assert due.open_plans_due() == 1
        said = f"draw.withheld: {recorded_facts('draw.withheld', need.number)[0]['reason']}; what was fixed stands in"
    else:
        given = {"the seed of the price while the plans wait": encode(reveals.PRICE_SEED), "another plan's seed": kept[1][2]}
        said = outcome_of(lambda: reveal_seed(actor=agency, envelope_hash=bid.envelope_hash, seed=given.get(what, seed)))
    assert said.startswith(PLAN_SEEDS[what])
