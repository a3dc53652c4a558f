"""What the verbs of bidding put on the record is enough for the verifier to derive every award again."""

import importlib
import sys

import pytest

from agencies.models import Agency
from bidding.actions.awards.decline_award import decline_award
from bidding.actions.bids.submit_bid import submit_bid
from ledger.export import VERIFIER, export_record
from ledger.sequencer import sequence_all
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers.ratings import a_decided_case

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")


def findings_of(tmp_path) -> list[str]:
    sequence_all()
    export_record(tmp_path / "record")
    return list(verify.check(tmp_path / "record").findings)


def test_a_confirmed_award_is_derived_again(at_ten, tmp_path) -> None:
    make.a_confirmed_award(81_000, 80_000, 82_000)
    assert findings_of(tmp_path) == []


def test_a_tie_is_drawn_again(at_ten, tmp_path) -> None:
    need = make.an_awarded_need(80_000, 80_000, 80_000, 81_000)
    assert need.decision.draws
    assert findings_of(tmp_path) == []


def test_a_decline_a_strike_and_a_common_head_are_derived_again(at_ten, tmp_path) -> None:
    agencies = [make.a_bidder(legal_representative=name) for name in ("甲", "甲", "乙", "丙", "丁")]
    need = make.an_awarded_need(80_000, 81_000, 82_000, 83_000, 99_999, bidders=agencies)
    decline_award(actor=make.winner_of(need), number=need.number, reason="人手不足")
    assert need.awards.latest("pk").amount_fen == 8_300_000
    assert findings_of(tmp_path) == []


@pytest.mark.parametrize("yuan", [(), (80_000,), (80_000, 81_000, 100_001)])
def test_too_few_and_the_second_notice_are_derived_again(at_ten, tmp_path, yuan) -> None:
    need = needs.an_open_need()
    for amount in yuan:
        make.a_sealed_bid(need, make.a_bidder(), amount)
    need = make.pass_the_deadline(need)
    make.a_sealed_bid(need.second_notice, make.a_bidder(), 70_000)
    make.pass_the_publicity(make.pass_the_deadline(need.second_notice))
    assert findings_of(tmp_path) == []


def test_discount_rates_are_derived_again(at_ten, tmp_path) -> None:
    need = needs.an_open_need(price_mode="discount", floor_rate_bp=100, ceiling_rate_bp=3000)
    for rate in (500, 3000, 3000):
        make.a_sealed_bid(need, make.a_bidder(), rate_bp=rate)
    make.pass_the_publicity(make.pass_the_deadline(need))
    assert findings_of(tmp_path) == []


def test_a_void_bid_is_found_void_again(at_ten, tmp_path) -> None:
    need, crooked = needs.an_open_need(), make.a_bidder()
    envelope = make.an_envelope(need, crooked, 70_000)
    envelope["ct"] = make.an_envelope(need, crooked, 60_000)["ct"]  # well formed, and nothing that its seed opens
    submit_bid(actor=crooked, number=need.number, envelope=envelope)
    for amount in (80_000, 81_000, 82_000):
        make.a_sealed_bid(need, make.a_bidder(), amount)
    need = make.pass_the_publicity(make.pass_the_deadline(need))
    assert need.bids.get(state="void").void_reason == "ciphertext"
    assert need.awards.get().amount_fen == 8_000_000
    assert findings_of(tmp_path) == []


def test_a_winner_suspended_before_the_award_is_passed_over_again(at_ten, tmp_path) -> None:
    need = make.a_decided_need()
    first = need.decision.ranking[0]["bidder"]
    a_decided_case(Agency.objects.get(organisation__uscc=first))
    need = make.pass_the_publicity(need)  # the award finds the winner suspended, and decides anew among the others
    assert not need.awards.exists()
    need = make.pass_the_publicity(need)
    assert need.awards.get().bid.agency.organisation.uscc != first
    assert findings_of(tmp_path) == []
