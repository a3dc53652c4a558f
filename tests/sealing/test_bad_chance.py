"""Each way to spoil what goes into a draw (tests/sealing/bad_input.py) happens, and has its one outcome."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from bidding.actions.notices.publish_need import publish_need
from bidding.models import Bid, Need, Notice
from draws.actions import show_contributions
from draws.reads import contributions_of
from draws.ways import METHODS, Way, drawn
from kernel import clock
from kernel.actors import SCHEDULER
from ledger.reads import recorded_facts
from sealing.suites import decode
from supervision.reads import commitments_of as inspection_commitments
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market, supervision
from tests.makers.rooms import a_drawn_need
from tests.makers.trustees import four_trustees
from tests.sealing.bad_input import CHANCE
from tests.sealing.test_bad_input import outcome_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]


def withheld(need: Need, party: str, fixed: str) -> str:
    """What the record says of a contribution that was not shown, once what was fixed counts in its place."""
    (fact,) = recorded_facts("draw.withheld", need.number)[-1:]
    assert dict(contributions_of(need.number))[party] == fixed
    return f"draw.withheld: {fact['reason']}; what was fixed stands in"


def test_an_entrant_twice_makes_no_draw_by_any_way() -> None:
    for method in METHODS:
        with pytest.raises(ValueError, match="an entrant stands in the list twice") as refused:
            drawn("d", ["a", "b", "a"], [("operator", "11" * 32)], way=Way(method))
        assert CHANCE["an entrant stands twice in a list that is drawn from"] == f"no draw: {refused.value}"


def test_no_second_sealed_bid_of_an_agency_reaches_the_list() -> None:
    need, agency = needs.an_open_need(), make.a_bidder()
    make.a_sealed_bid(need, agency, 80_000)
    second = {"seq": 2, "envelope": {"tset": need.bids_keys}, "envelope_hash": "2", "at": clock.DATABASE_TIME}
    with pytest.raises(IntegrityError, match="one_sealed_bid_each"), transaction.atomic():
        Bid(need=need, notice=Notice.objects.get(need=need), agency=make.agency_of(agency), **second).save(force_insert=True)
    assert CHANCE["a second sealed bid of an agency comes past the verbs"] == "refused by the constraint one_sealed_bid_each"
    assert Bid.objects.count() == 1


def test_a_number_that_the_operator_does_not_show_is_stood_in_for(monkeypatch) -> None:
    monkeypatch.setattr(show_contributions, "secret", lambda name: b"\x01" * 32)
    need = a_drawn_need()
    said = withheld(need, "operator", recorded_facts("draw.contribution", need.number)[0]["commit"])
    assert said == CHANCE["the operator does not show the number that it committed to"]


def test_a_trustee_that_puts_nothing_in_holds_up_the_notice(settings, tmp_path: Path, monkeypatch) -> None:
    settings.KEYS_DIR = tmp_path / "keys"
    buyer = market.a_firm()
    with four_trustees(settings, tmp_path) as (served, _):
        need = needs.a_draft_need(buyer)
        monkeypatch.setattr(served[2].trustee, "contribute", lambda asked: {})
        said = outcome_of(lambda: publish_need(actor=buyer, number=need.number, knows_it_is_narrow=True), is_logged=False)
    assert said == CHANCE["a trustee puts no number into the draws of a notice"]


def test_where_seeds_open_the_bids_what_the_trustees_fixed_is_stood_in_with(settings, tmp_path: Path) -> None:
    settings.KEYS_DIR = tmp_path / "keys"
    with four_trustees(settings, tmp_path):
        need = needs.an_open_need()
        show_contributions.show_contributions(actor=SCHEDULER, subject=need.number, keys={}, at=clock.now())
        given = next(fact for fact in recorded_facts("draw.contribution", need.number) if fact["party"] == "trustee-4")
        said = withheld(need, "trustee-4", decode(given["envelope"]["pc"]).hex())
    assert said == CHANCE["the trustees' numbers are not opened, for seeds open the bids"]


def test_a_number_that_an_organ_does_not_show_is_stood_in_for() -> None:
    inspection = supervision.an_announced_inspection()
    commits = {each.party: each.commit for each in inspection_commitments(inspection.number)}
    told = dict(supervision.drawn(inspection).outcome["contributions"])
    assert told[inspection.organ.uscc] == commits[inspection.organ.uscc]
    assert CHANCE["an organ does not show its number for an inspection"] == "inspection.drawn: its commitment stands in"
