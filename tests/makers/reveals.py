"""Needs whose keys stay away: closed, the delay on the record, every bidder with the seed of its envelope in hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bidding import due
from bidding.actions.bids.submit_bid import submit_bid
from bidding.actions.opening.reveal_seed import reveal_seed
from bidding.models import Bid, Need
from bidding.states import Method
from kernel import clock
from kernel.actors import Actor
from sealing.envelope import seal
from sealing.trustees import Answers
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import experts

type Kept = tuple[Actor, Bid, str]
SILENT = Answers({}, {1: "silent"})
PRICE_SEED = bytes(range(32))
PLAN = {"v": "plan/1", "text": "踏勘两次，四十天出成果。", "files": []}


def all_reveal(kept: list[Kept]) -> None:
    """Every bidder hands in its seed, a minute after the one before."""
    for agency, bid, seed in kept:
        clock.forward(timedelta(minutes=1))
        reveal_seed(actor=agency, envelope_hash=bid.envelope_hash, seed=seed)


def opened_with_seeds(need: Need, kept: list[Kept]) -> None:
    """Close a need of which no key comes, let every bidder reveal its seed, and open all."""
    make.pass_the_deadline(need)
    due.close_due()
    clock.forward(timedelta(minutes=30))
    due.open_due()
    all_reveal(kept)
    due.open_due()


def silence(patch: pytest.MonkeyPatch) -> None:
    """Every trustee is silent from now on."""
    patch.setattr("bidding.actions.opening.ask_trustees.collect", lambda *_, **__: SILENT)


def a_bid_with_its_seed(need: Need, agency: Actor, yuan: int) -> Kept:
    """A sealed bid of which the test keeps the seed, as its bidder does."""
    plain: dict[str, Any] = {"v": "bid/1", "amount_fen": yuan * make.YUAN}
    envelope, seed = seal(plain, need=need.number, bidder=agency.uscc, seq=1, trustees=need.trustees)
    return agency, submit_bid(actor=agency, number=need.number, envelope=envelope), seed


def a_plan_with_its_seed(need: Need, agency: Actor, yuan: int, plain: dict[str, Any] | None = None) -> Kept:
    """A bid in two envelopes of which the test keeps the seed of the plan; that of the price is PRICE_SEED."""
    named = {"need": need.number, "bidder": agency.uscc, "seq": 1}
    says: dict[str, Any] = {"v": "bid/1", "amount_fen": yuan * make.YUAN}
    price, _ = seal(says, **named, trustees=need.trustees, seed=PRICE_SEED)
    plan, seed = seal(plain or PLAN, **named, trustees=need.trustees["lots"]["technical"], lot="technical")
    return agency, submit_bid(actor=agency, number=need.number, envelope=price, plan=plan), seed


def a_closed_need(patch: pytest.MonkeyPatch, *yuan: int) -> tuple[Need, list[Kept]]:
    """A closed need without keys, half an hour before the delay is recorded."""
    need = needs.an_open_need()
    kept = [a_bid_with_its_seed(need, make.a_bidder(), each) for each in yuan or (80_000, 81_000, 82_000)]
    silence(patch)
    return make.pass_the_deadline(need), kept


def a_delayed_need(patch: pytest.MonkeyPatch, *yuan: int) -> tuple[Need, list[Kept]]:
    """A need whose delay is on the record: seeds are asked for until `reveal_until`."""
    need, kept = a_closed_need(patch, *yuan)
    clock.forward(timedelta(minutes=30))
    assert due.open_due() == 0
    need.refresh_from_db()
    assert need.reveal_until is not None
    return need, kept


def a_need_whose_plans_wait(patch: pytest.MonkeyPatch, *, void: bool = False, pool: int = 5) -> tuple[Need, list[Kept]]:
    """A need by quality and price of which no key to the plans comes, its delay on the record. `void`: a fourth plan says nothing."""
    for _ in range(pool):
        experts.an_expert()
    need = needs.an_open_need(method=Method.QUALITY_AND_PRICE)
    need.refresh_from_db()
    kept = [a_plan_with_its_seed(need, make.a_bidder(), yuan) for yuan in (80_000, 70_000, 90_000)]
    kept += [a_plan_with_its_seed(need, make.a_bidder(), 60_000, {**PLAN, "text": " "})] if void else []
    silence(patch)
    make.reach_the_deadline(need)
    due.close_due()
    assert due.open_plans_due() == 0
    clock.forward(timedelta(minutes=30))
    assert due.open_plans_due() == 0
    need.refresh_from_db()
    assert need.reveal_until is not None
    return need, kept
