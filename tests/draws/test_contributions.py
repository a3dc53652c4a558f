"""The operator's contribution to a need's draws: fixed with the notice, shown with the opening, in every draw; or withheld, by name."""

import importlib
import sys
from datetime import timedelta

import pytest

from bidding import due
from bidding.actions.drafting.save_need_deadline import save_need_deadline
from bidding.actions.notices.amend_notice import amend_notice
from bidding.actions.notices.publish_need import publish_need
from bidding.actions.notices.start_amendment import start_amendment
from bidding.models import Decision
from bidding.states import NeedState
from draws.actions import show_contributions
from draws.draw import draw_seed, entrants_root
from draws.models import Contribution
from draws.reads import contributions_of
from draws.terms import OPERATOR, terms_now
from kernel import clock
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from ledger.export import VERIFIER, export_record
from ledger.models import Pending
from ledger.reads import recorded_facts
from ledger.sequencer import sequence_all
from sealing.suites import decode
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
        given = recorded_facts("draw.contribution", need.number)
        parties = [OPERATOR, *(f"trustee-{i}" for i in range(1, 5))]
        assert [each["envelope"]["bidder"] for each in given] == parties
        assert recorded_facts("need.published", need.number)[0]["draw"]["parties"] == parties
        assert [each.value for each in Contribution.objects.all()] == [""] * 5
        clock.set_to(need.closes_at)
        due.close_due()
        sequence_all()
        trustees[1][0] = need.closes_at
        trustees[0][1].stop()
        assert (due.open_due(), due.decide_due()) == (1, 1)
        decision = Decision.objects.get(need=need)
        shown = [(each["party"], each["value"]) for each in recorded_facts("draw.shown", need.number)]
        assert [party for party, _ in shown] == parties
        assert decision.case["contributions"] == [list(each) for each in shown]
        assert decision.draws[0]["seed"] == seed_again(decision, shown)
        assert findings(tmp_path / "export") == []


@pytest.mark.parametrize("said", [{}, {"sig": "00" * 64}, {"envelope": {}}])
def test_a_trustee_that_contributes_nothing_good_holds_up_the_notice_and_nothing_changes(settings, tmp_path, monkeypatch, said):
    settings.KEYS_DIR = tmp_path / "keys"
    buyer = market.a_firm()
    with four_trustees(settings, tmp_path) as (served, _):
        need, third = needs.a_draft_need(buyer), served[2].trustee
        before, true = Pending.objects.count(), third.contribute
        monkeypatch.setattr(third, "contribute", lambda asked: {**true(asked), **said} if said else {})
        with pytest.raises(RulesBroken) as refused:
            publish_need(actor=buyer, number=need.number, knows_it_is_narrow=True)
        need.refresh_from_db()
        assert [each.rule.name for each in refused.value.broken] == ["bidding.every_trustee_has_named_its_key"]
        assert refused.value.broken[0].because == "finance 给出的出数没有它的签名"
        assert (need.state, Pending.objects.count(), Contribution.objects.count()) == (NeedState.DRAFT, before, 0)


def test_where_seeds_open_the_bids_what_the_trustees_fixed_stands_in(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    with four_trustees(settings, tmp_path):
        need = needs.an_open_need()
        give = recorded_facts("draw.contribution", need.number)
        at = clock.now()
        show_contributions.show_contributions(actor=SCHEDULER, subject=need.number, keys={}, at=at)
        assert [fact["party"] for fact in recorded_facts("draw.shown", need.number)] == [OPERATOR]
        withheld = recorded_facts("draw.withheld", need.number)
        assert [(fact["party"], fact["reason"]) for fact in withheld] == [(f"trustee-{i}", "not-shown") for i in range(1, 5)]
        stand_ins = {each["party"]: decode(each["envelope"]["pc"]).hex() for each in give[1:]}
        assert dict(contributions_of(need.number)[1:]) == stand_ins


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
