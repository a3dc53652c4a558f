"""The operator's contribution to a need's draws: fixed with the notice, shown with the opening, in every draw; or withheld, by name."""

import importlib
import sys
from datetime import timedelta

import pytest

from bidding import due
from bidding.actions.drafting.save_need_deadline import save_need_deadline
from bidding.actions.notices.amend_notice import amend_notice
from bidding.actions.notices.start_amendment import start_amendment
from bidding.models import Decision
from draws.actions import show_contributions
from draws.draw import draw_seed, entrants_root
from draws.models import Contribution
from draws.terms import OPERATOR, terms_now
from kernel import clock
from ledger.export import VERIFIER, export_record
from ledger.reads import recorded_facts
from ledger.sequencer import sequence_all
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market
from tests.makers.rooms import a_drawn_need, an_entry
from tests.makers.trustees import four_trustees

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]


def findings(folder) -> list[str]:
    """What the verifier says of the record as it stands."""
    sequence_all()
    export_record(folder)
    return verify.check(folder).findings


def seed_again(decision: Decision, contributions: list[tuple[str, str]]) -> str:
    """The seed of a decision's only draw, with these contributions besides the entrants' own."""
    [drawn], case = decision.draws, decision.case
    given = [(offer["bidder"], offer["r"]) for offer in case["offers"]] + [("list", case["list_root"]), *contributions]
    root = entrants_root(drawn["entrants"])
    values = [(party, bytes.fromhex(value)) for party, value in given]
    return draw_seed(drawn["draw"], root, len(drawn["entrants"]), values).hex()


def test_the_notice_names_the_terms_and_the_operator_commits_in_the_same_moment():
    need = needs.an_open_need()
    [published], [given] = recorded_facts("need.published", need.number), recorded_facts("draw.contribution", need.number)
    assert published["draw"] == terms_now()
    assert (given["party"], given["at"], len(given["commit"])) == (OPERATOR, published["at"], 64)
    assert not recorded_facts("draw.shown", need.number)


def test_what_was_committed_is_shown_with_the_opening_and_goes_into_the_draw(tmp_path):
    need = a_drawn_need(4)
    decision = Decision.objects.get(need=need)
    [shown], [opened, *_] = recorded_facts("draw.shown", need.number), recorded_facts("bid.opened", need.number)
    assert shown["at"] == opened["at"]
    assert decision.case["contributions"] == [[OPERATOR, shown["value"]]]
    assert decision.draws[0]["seed"] == seed_again(decision, [(OPERATOR, shown["value"])])
    assert decision.draws[0]["seed"] != seed_again(decision, [])
    assert findings(tmp_path / "export") == []


def test_where_the_operator_shows_nothing_the_commitment_stands_in_and_the_record_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(show_contributions, "secret", lambda name: b"\x01" * 32)
    need = a_drawn_need(4)
    decision = Decision.objects.get(need=need)
    [given], [withheld] = recorded_facts("draw.contribution", need.number), recorded_facts("draw.withheld", need.number)
    assert withheld["reason"] == "not-shown"
    assert decision.draws[0]["seed"] == seed_again(decision, [(OPERATOR, given["commit"])])
    assert findings(tmp_path / "export") == []


def test_with_four_trustees_the_contribution_lies_sealed_and_three_keys_open_it(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    with four_trustees(settings, tmp_path) as trustees:
        need = needs.an_open_need()
        for _ in range(3):
            make.a_sealed_bid(need, make.a_bidder(), 80_000)
        [given] = recorded_facts("draw.contribution", need.number)
        assert given["envelope"]["bidder"] == OPERATOR
        assert Contribution.objects.get().value == ""
        clock.set_to(need.closes_at)
        due.close_due()
        sequence_all()
        trustees[1][0] = need.closes_at
        trustees[0][1].stop()
        assert (due.open_due(), due.decide_due()) == (1, 1)
        decision = Decision.objects.get(need=need)
        [shown] = recorded_facts("draw.shown", need.number)
        assert decision.case["contributions"] == [[OPERATOR, shown["value"]]]
        assert decision.draws[0]["seed"] == seed_again(decision, [(OPERATOR, shown["value"])])
        assert findings(tmp_path / "export") == []


def test_a_new_notice_asks_for_a_new_contribution(tmp_path):
    buyer = market.a_firm()
    need = needs.an_open_need(buyer)
    clock.forward(timedelta(days=1))
    start_amendment(actor=buyer, number=need.number)
    save_need_deadline(actor=buyer, number=need.number, closes_at=needs.in_working_days(5))
    amend_notice(actor=buyer, number=need.number, what_changed="截止推后", knows_it_is_narrow=True)
    one, two = recorded_facts("draw.contribution", need.number)
    assert one["commit"] != two["commit"]
    for _ in range(3):
        make.a_sealed_bid(need, make.a_bidder(), 70_000)
    make.pass_the_deadline(need)
    assert len(recorded_facts("draw.shown", need.number)) == 1
    assert findings(tmp_path / "export") == []


def test_a_plain_entry_is_no_contribution():
    need = needs.an_open_need(method="random_draw", price_mode="fixed")
    an_entry(need, make.a_bidder())
    assert [fact["party"] for fact in recorded_facts("draw.contribution", need.number)] == [OPERATOR]
