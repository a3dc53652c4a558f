"""What goes into the draw of experts besides the plans: the operator's contribution and the source that the notice names."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bidding import due
from bidding.actions.opening.take_beacon import take_beacon
from bidding.models import Need, Panel
from bidding.states import NeedState
from draws.actions import show_contributions
from draws.terms import OPERATOR, notary_statement
from draws.ways import drawn
from kernel import clock
from kernel.actors import SCHEDULER
from ledger.export import export_record
from ledger.reads import recorded_facts
from tests.ledger.browser import in_the_browser, verify
from tests.makers import experts as make
from tests.makers.bids import reach_the_deadline
from tests.makers.trustees import four_trustees

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]
NO_BEACON = ["none", "", ""]


def found(need: Need, folder: Path) -> list[object]:
    """What both verifiers find in the record as it stands."""
    make.facts_of(need)
    export_record(folder)
    return [*verify.check(folder).findings, *in_the_browser([(folder, {})])[0]]


def the_seed_again(need: Need, others: dict[str, str], beacon: list[str]) -> str:
    """The seed of a need's experts, from what the record says."""
    [told] = recorded_facts("experts.drawn", need.number)
    given = [(fact["bidder"], fact["r"]) for fact in recorded_facts("plan.opened", need.number)]
    [closed] = recorded_facts("need.closed", need.number)
    given += [("list", closed["root"]), *others.items()]
    source, period, value = beacon
    return drawn(told["draw"], told["entrants"], given, (source, period, value), places=told["seats"]).seed


def test_the_operators_number_is_shown_with_the_plans_and_goes_into_the_draw_of_the_experts(tmp_path):
    need, _ = make.a_need_in_scoring()
    [shown], [opened, *_] = recorded_facts("draw.shown", need.number), recorded_facts("plan.opened", need.number)
    [told] = recorded_facts("experts.drawn", need.number)
    assert shown["at"] == opened["at"] == told["at"]
    assert [OPERATOR, shown["value"]] in told["contributions"]
    assert told["beacon"] == NO_BEACON
    assert told["seed"] == the_seed_again(need, {OPERATOR: shown["value"]}, NO_BEACON)
    assert told["seed"] != the_seed_again(need, {}, NO_BEACON)
    assert found(need, tmp_path) == []


def test_it_is_shown_once_and_stands_in_the_case_of_the_decision_too(tmp_path):
    need, bidders = make.a_need_in_scoring()
    need = make.scored(need, make.points(bidders, (38, 28), (20, 15), (30, 20)))
    assert need.state == NeedState.DECIDED
    [shown] = recorded_facts("draw.shown", need.number)
    assert need.decision.case["contributions"] == [[OPERATOR, shown["value"]]]
    assert found(need, tmp_path) == []


def test_what_was_fixed_stands_in_for_a_number_that_is_not_shown(monkeypatch, tmp_path):
    monkeypatch.setattr(show_contributions, "secret", lambda name: b"\x01" * 32)
    need, _ = make.a_need_in_scoring()
    [given], [withheld] = recorded_facts("draw.contribution", need.number), recorded_facts("draw.withheld", need.number)
    [told] = recorded_facts("experts.drawn", need.number)
    assert withheld["reason"] == "not-shown"
    assert told["seed"] == the_seed_again(need, {OPERATOR: given["commit"]}, NO_BEACON)
    assert found(need, tmp_path) == []


def test_with_four_trustees_it_lies_sealed_under_the_keys_of_the_plans(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    with four_trustees(settings, tmp_path) as trustees:
        need, _ = make.a_need_with_plans(80_000, 70_000, 90_000)
        given = recorded_facts("draw.contribution", need.number)
        assert [each["party"] for each in given] == [OPERATOR, "trustee-1", "trustee-2", "trustee-3", "trustee-4"]
        assert not any("commit" in each for each in given)
        clock.set_to(need.closes_at)
        due.close_due()
        make.facts_of(need)
        trustees[1][0] = need.closes_at
        trustees[0][1].stop()
        assert due.open_plans_due() == 1
        shown = {each["party"]: each["value"] for each in recorded_facts("draw.shown", need.number)}
        [told] = recorded_facts("experts.drawn", need.number)
        assert len(shown) == 5
        assert told["seed"] == the_seed_again(need, shown, NO_BEACON)
        assert found(need, tmp_path / "export") == []


def a_notary(settings) -> Ed25519PrivateKey:
    """The notary whom notices name from now on."""
    key = Ed25519PrivateKey.generate()
    settings.DRAW_BEACON, settings.DRAW_NOTARY_KEY = "notary", key.public_key().public_bytes_raw().hex()
    return key


def test_the_experts_wait_for_the_source_that_the_notice_names(settings, tmp_path):
    notary = a_notary(settings)
    need, _ = make.a_need_with_plans(80_000, 70_000, 90_000)
    reach_the_deadline(need)
    due.close_due()
    clock.forward(timedelta(hours=1))
    assert due.open_plans_due() == 0
    assert Need.objects.get(pk=need.pk).state == NeedState.CLOSED
    assert not recorded_facts("opening.delayed", need.number), "no key is asked for yet, and none is late"
    period = recorded_facts("need.published", need.number)[0]["draw"]["beacon"]["period"]
    signed = notary.sign(notary_statement(need.number, period, "040815")).hex()
    take_beacon(actor=SCHEDULER, number=need.number, value="040815", proof=signed)
    assert due.open_plans_due() == 1
    [shown], [told] = recorded_facts("draw.shown", need.number), recorded_facts("experts.drawn", need.number)
    assert told["beacon"] == ["notary", period, "040815"]
    assert told["seed"] == the_seed_again(need, {OPERATOR: shown["value"]}, told["beacon"])
    assert found(need, tmp_path) == []


def test_a_source_that_is_missed_is_left_out_and_the_plans_are_opened(settings, tmp_path):
    a_notary(settings)
    need, _ = make.a_need_with_plans(80_000, 70_000, 90_000)
    reach_the_deadline(need)
    due.close_due()
    by = recorded_facts("need.published", need.number)[0]["draw"]["beacon"]["by"]
    clock.set_to(datetime.fromisoformat(by))
    assert (due.take_beacons_due(), due.open_plans_due()) == (1, 1)
    assert Panel.objects.get(need=need).draw["beacon"] == NO_BEACON
    assert len(recorded_facts("beacon.missed", need.number)) == 1
    assert found(need, tmp_path) == []
