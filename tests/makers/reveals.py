"""Needs whose keys stay away: closed, the delay on the record, every bidder with the seed of its envelope in hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bidding import due
from bidding.actions.bids.submit_bid import submit_bid
from bidding.models import Bid, Need
from kernel import clock
from kernel.actors import Actor
from sealing.envelope import seal
from sealing.trustees import Answers
from tests.makers import bidding as needs
from tests.makers import bids as make

type Kept = tuple[Actor, Bid, str]
SILENT = Answers({}, {1: "silent"})


def silence(patch: pytest.MonkeyPatch) -> None:
    """Every trustee is silent from now on."""
    patch.setattr("bidding.actions.opening.ask_trustees.collect", lambda *_, **__: SILENT)


def a_bid_with_its_seed(need: Need, agency: Actor, yuan: int) -> Kept:
    """A sealed bid of which the test keeps the seed, as its bidder does."""
    plain: dict[str, Any] = {"v": "bid/1", "amount_fen": yuan * make.YUAN}
    envelope, seed = seal(plain, need=need.number, bidder=agency.uscc, seq=1, trustees=need.trustees)
    return agency, submit_bid(actor=agency, number=need.number, envelope=envelope), seed


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
