"""Keys to the plans stay away: every bidder may hand in the seed of its plan; then all plans are opened or nothing is."""

from datetime import timedelta

import pytest

from bidding import due
from bidding.actions.opening.open_plans import open_plans
from bidding.actions.opening.reveal_seed import reveal_seed
from bidding.models import Need, Plan, Reveal
from bidding.reads.home import bids_to_reveal
from bidding.states import NeedState
from draws.models import Contribution
from kernel import clock
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from ledger.reads import recorded_facts
from sealing.suites import encode
from tests.makers import experts as make
from tests.makers import reveals

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]


def reveal(kept: reveals.Kept) -> Reveal:
    agency, bid, seed = kept
    return reveal_seed(actor=agency, envelope_hash=bid.envelope_hash, seed=seed)


def waits_on_the_home_of(kept: reveals.Kept) -> list[str]:
    return [bid.envelope_hash for bid in bids_to_reveal(kept[0].organisation_id)]


def test_when_every_bidder_has_revealed_its_plan_the_plans_are_opened_and_the_experts_drawn(monkeypatch) -> None:
    need, kept = reveals.a_need_whose_plans_wait(monkeypatch)
    for each in kept[:2]:
        reveal(each)
        waits = open_plans(actor=SCHEDULER, number=need.number)
        assert waits.state == NeedState.CLOSED, "never a part of the plans"
    assert not recorded_facts("plan.opened", need.number)
    reveal(kept[2])
    assert due.open_plans_due() == 1
    need.refresh_from_db()
    assert (need.state, need.reveal_until, need.opening_delayed_at) == (NeedState.SCORING, None, None)
    opened = recorded_facts("plan.opened", need.number)
    assert {fact["seed"] for fact in opened} == {seed for *_, seed in kept}
    assert all("envelope" not in fact for fact in opened), "beside its seed it would be open to all"
    assert recorded_facts("experts.drawn", need.number)[0]["contributions"]
    assert not recorded_facts("trustee.released", need.number)
    assert {plan.plain["text"] for plan in Plan.objects.filter(bid__need=need)} == {reveals.PLAN["text"]}


def test_the_operator_shows_its_own_contribution_with_the_revealed_plans(monkeypatch) -> None:
    need, kept = reveals.a_need_whose_plans_wait(monkeypatch)
    for each in kept:
        reveal(each)
    due.open_plans_due()
    shown = recorded_facts("draw.shown", need.number)
    assert [(fact["party"], fact["at"]) for fact in shown] == [("operator", recorded_facts("plan.opened", need.number)[0]["at"])]
    assert ["operator", shown[0]["value"]] in recorded_facts("experts.drawn", need.number)[0]["contributions"]


def test_what_the_operator_does_not_show_with_the_revealed_plans_has_its_stand_in(monkeypatch) -> None:
    need, kept = reveals.a_need_whose_plans_wait(monkeypatch)
    for each in kept:
        reveal(each)
    monkeypatch.setattr("draws.actions.show_contributions.own_value", lambda *_: bytes(32))
    due.open_plans_due()
    assert [fact["reason"] for fact in recorded_facts("draw.withheld", need.number)] == ["not-shown"]
    fixed = Contribution.objects.get(draw__subject=need.number).commit
    assert ["operator", fixed] in recorded_facts("experts.drawn", need.number)[0]["contributions"]


def test_a_seed_of_a_plan_is_on_the_record_as_a_hash_that_names_the_plan(monkeypatch) -> None:
    need, kept = reveals.a_need_whose_plans_wait(monkeypatch)
    assert waits_on_the_home_of(kept[0]) == [kept[0][1].envelope_hash]
    assert reveal(kept[0]).pk == reveal(kept[0]).pk
    (told,) = recorded_facts("plan.revealed", need.number)
    assert set(told) - {"v", "type", "at", "by"} == {"need", "bidder", "bid", "plan", "seed_sha256"}
    assert told["plan"] == kept[0][1].plan.envelope_hash
    assert not recorded_facts("bid.revealed", need.number)
    assert waits_on_the_home_of(kept[0]) == []


def test_a_void_plan_is_void_by_its_seed_for_the_same_reason_as_by_keys(monkeypatch) -> None:
    need, kept = reveals.a_need_whose_plans_wait(monkeypatch, void=True)
    for each in kept:
        reveal(each)
    assert due.open_plans_due() == 1
    void = recorded_facts("plan.void", need.number)
    assert [(fact["bid"], fact["reason"], fact["seed"]) for fact in void] == [(kept[3][1].envelope_hash, "schema", kept[3][2])]


def test_keys_that_come_after_all_open_every_plan_also_the_unrevealed() -> None:
    with pytest.MonkeyPatch.context() as silent:
        need, kept = reveals.a_need_whose_plans_wait(silent)
        reveal(kept[0])
    assert due.open_plans_due() == 1
    assert len(recorded_facts("plan.opened", need.number)) == 3
    assert [fact["lot"] for fact in recorded_facts("trustee.released", need.number)] == ["technical"]


def test_at_the_second_deadline_a_need_with_one_plan_unrevealed_is_cancelled_and_nothing_is_read(monkeypatch) -> None:
    need, kept = reveals.a_need_whose_plans_wait(monkeypatch)
    for each in kept[:2]:
        reveal(each)
    clock.set_to(need.reveal_until - timedelta(microseconds=1))
    assert due.open_plans_due() == 0
    clock.set_to(need.reveal_until)
    assert due.open_plans_due() == 1
    need.refresh_from_db()
    assert (need.state, need.cancel_reason) == ("cancelled", "keys_missing")
    assert not recorded_facts("plan.opened", need.number)
    assert set(Plan.objects.filter(bid__need=need).values_list("plain", flat=True)) == {None}


def test_the_seed_of_a_price_is_refused_while_the_plans_wait(monkeypatch) -> None:
    need, kept = reveals.a_need_whose_plans_wait(monkeypatch)
    agency, bid, _ = kept[0]
    for seed in (encode(reveals.PRICE_SEED), kept[1][2]):
        with pytest.raises(RulesBroken) as refused:
            reveal_seed(actor=agency, envelope_hash=bid.envelope_hash, seed=seed)
        assert refused.value.names == ("bidding.seed_is_that_of_the_envelope",)
    assert not Reveal.objects.exists()
    assert not recorded_facts("plan.revealed", need.number)


def test_after_revealed_plans_the_prices_have_a_delay_and_seeds_of_their_own() -> None:
    with pytest.MonkeyPatch.context() as silent:
        need, kept = reveals.a_need_whose_plans_wait(silent)
        for each in kept:
            reveal(each)
        due.open_plans_due()
        points = make.points([agency for agency, *_ in kept], (38, 28), (20, 15), (30, 20))
        for seat in make.seats_of(need):
            make.score_all(seat, points)
        due.close_scores_due()
        clock.forward(timedelta(minutes=30))
        due.open_due()
        need.refresh_from_db()
        assert need.reveal_until is not None
        assert waits_on_the_home_of(kept[0]) == [kept[0][1].envelope_hash]
        with pytest.raises(RulesBroken) as refused:
            reveal(kept[0])
        assert refused.value.names == ("bidding.seed_is_that_of_the_envelope",)
        assert Reveal.objects.filter(lot="").count() == 0
    due.open_due()
    due.decide_due()
    assert Need.objects.get(pk=need.pk).decision.ranking[0]["bidder"] == kept[0][0].uscc
