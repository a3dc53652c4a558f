"""Under every suite one play: three of four trustees open a need up to its award, bidders reveal another, and plans are scored."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings
from django.test import override_settings

from bidding import due
from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.bids.submit_bid import submit_bid
from bidding.actions.opening.reveal_seed import reveal_seed
from kernel import clock
from ledger.sequencer import sequence_all
from sealing.envelope import seal
from sealing.suites import SUITES
from tests.ledger.falsifications.catalogue import find
from tests.ledger.plays.plans import a_void_plan
from tests.ledger.plays.record import Change, Record
from tests.ledger.plays.revealed_seeds import a_bid_that_is_not_what_was_committed_to
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import experts, reveals
from tests.makers.sealing import reseal
from tests.makers.trustees import four_trustees


def play(suite: str) -> None:
    """Three needs under one suite."""
    with override_settings(SEALING_SUITE=suite, TRUSTEES={}), TemporaryDirectory() as folder:
        with four_trustees(settings, Path(folder)) as (served, held):
            _three_of_four_open(served, held)
        settings.TRUSTEES = {}
        _all_bidders_reveal()
        _plans_are_opened_and_scored()


def _three_of_four_open(served, held) -> None:
    """Three bids and one whose padding is wrong; one trustee is gone when they are opened."""
    need = needs.an_open_need()
    for yuan in (80_000, 81_000, 82_000):
        make.a_sealed_bid(need, make.a_bidder(), yuan)
    spoilt = make.a_bidder()
    plain = {"v": "bid/1", "amount_fen": 7_900_000}
    honest, seed = seal(plain, need=need.number, bidder=spoilt.uscc, seq=1, trustees=need.trustees)
    submit_bid(actor=spoilt, number=need.number, envelope=reseal(honest, seed, need.trustees, b"\xff" * 1024))
    make.reach_the_deadline(need)
    due.close_due()
    sequence_all()
    held[0] = clock.now()
    served[1].stop()
    due.open_due()
    served[1].serve()
    due.decide_due()
    awarded = make.pass_the_publicity(need)
    confirm_award(actor=make.winner_of(awarded), number=awarded.number)


def _all_bidders_reveal() -> None:
    """No key comes: three bidders reveal their seeds, and a fourth whose bid is another than it committed to."""
    with pytest.MonkeyPatch.context() as patch:
        reveals.silence(patch)
        need = needs.an_open_need()
        kept = [reveals.a_bid_with_its_seed(need, make.a_bidder(), yuan) for yuan in (80_000, 81_000, 82_000)]
        kept.append(a_bid_that_is_not_what_was_committed_to(need))
        make.pass_the_deadline(need)
        clock.forward(timedelta(minutes=30))
        due.open_due()
        for agency, bid, seed in kept:
            reveal_seed(actor=agency, envelope_hash=bid.envelope_hash, seed=seed)
        due.open_due()
        due.decide_due()


def _plans_are_opened_and_scored() -> None:
    """Three plans and one that says nothing; the experts are drawn from what the plans had sealed, and score."""
    need, bidders = experts.a_need_with_plans(80_000, 70_000, 90_000)
    a_void_plan(need)
    experts.scored(experts.closed_and_drawn(need), experts.points(bidders, (38, 28), (20, 15), (30, 20)))


LIES: list[tuple[str, Change]] = []


def told_under_each(says: str) -> Callable[[Change], Change]:
    """Enter a lie that is told of every suite's record."""

    def keep(change: Change) -> Change:
        LIES.append((says, change))
        return change

    return keep


@told_under_each("said to be void for schema, recomputed: ciphertext")
def a_bid_that_the_keys_show_to_be_void_gets_another_reason(events):
    find(events, "bid.void")["reason"] = "schema"


@told_under_each("said to be void for ciphertext, recomputed: commitment")
def a_bid_that_its_seed_shows_to_be_void_gets_another_reason(events):
    find(events, "bid.void", 1)["reason"] = "ciphertext"


@told_under_each("said to be void for inconsistent-shares, recomputed: it opens")
def a_revealed_bid_is_called_void(events):
    opened = next(e for e in events if e["type"] == "bid.opened" and "envelope" in e)
    opened.update(type="bid.void", reason="inconsistent-shares")
    for name in ("plain", "r"):
        del opened[name]


@told_under_each("what was opened is not what was sealed")
def a_revealed_price_is_lowered(events):
    next(e for e in events if e["type"] == "bid.opened" and "envelope" in e)["plain"]["amount_fen"] -= 1


@told_under_each("what was opened is not what was sealed")
def the_bytes_that_open_a_commitment_are_others(events):
    one, two = find(events, "bid.opened", 0), find(events, "bid.opened", 1)
    one["r"], two["r"] = two["r"], one["r"]


@told_under_each("the seed is not the one that the bidder revealed")
def another_seed_is_shown(events):
    one, two = (e for e in events[:] if e["type"] == "bid.opened" and "envelope" in e and e["plain"]["amount_fen"] < 8_200_000)
    one["seed"] = two["seed"]


@told_under_each("a released key is not that of its trustee")
def two_trustees_keys_are_exchanged(events):
    one, two = find(events, "trustee.released", 0), find(events, "trustee.released", 1)
    one["key"], two["key"] = two["key"], one["key"]


@told_under_each("the key that trustee 1 released does not belong to its public key in the notice")
def the_key_of_prices_that_were_all_opened_is_another(events):
    find(events, "trustee.released", 4)["key"] = find(events, "trustee.released", 3)["key"]


@told_under_each("the key of trustee 3 is not signed by it for this need, lot and deadline")
def a_trustees_key_is_that_of_another(events):
    holders = find(events, "need.published")["trustees"]["set"]
    holders[2]["pk"], holders[3]["pk"] = holders[3]["pk"], holders[2]["pk"]


@told_under_each("the contribution shown is not the one that was fixed with the notice")
def the_operators_contribution_is_another(events):
    find(events, "draw.shown")["value"] = "ab" * 32


@told_under_each("said to be withheld for ciphertext, recomputed: it opens")
def the_operators_contribution_is_called_unreadable(events):
    shown = find(events, "draw.shown")
    del shown["value"]
    shown.update(type="draw.withheld", reason="ciphertext")


@told_under_each("the contribution of this plan is not what its seed gives")
def a_plans_contribution_is_another(events):
    find(events, "plan.opened")["r"] = "0" * 64


@told_under_each("the seed of this plan is not the one that was sealed")
def a_plans_seed_is_another(events):
    one, two = find(events, "plan.opened", 0), find(events, "plan.opened", 1)
    one["seed"], one["r"] = two["seed"], two["r"]


@told_under_each("said to be void for commitment, recomputed: schema")
def a_void_plan_gets_another_reason(events):
    find(events, "plan.void")["reason"] = "commitment"


@told_under_each("expected a bid sealed for version 1 and its trustees")
def the_notice_names_another_suite(events):
    trustees = find(events, "need.published")["trustees"]
    trustees["suite"] = next(name for name in SUITES if name != trustees["suite"])


@told_under_each("expected one of the suites")
def the_notice_names_no_suite(events):
    del find(events, "need.published")["trustees"]["suite"]


@told_under_each("expected one of the suites")
def the_notice_names_its_suite_in_a_list(events):
    trustees = find(events, "need.published")["trustees"]
    trustees["suite"] = [trustees["suite"]]


def a_record(suite: str) -> Record:
    """The record under a suite, with the lies about it."""
    record = Record(
        f"Sealed under {suite}",
        partial(play, suite),
        trustee_released=5,
        bid_opened=10,
        bid_void=2,
        bid_revealed=4,
        plan_opened=3,
        plan_void=1,
        draw_shown=7,
        award_made=1,
        decision_made=3,
    )
    for says, change in LIES:
        record.lie(says)(change)
    return record


RECORDS = tuple(map(a_record, SUITES))
