"""Live rooms: sign-ups sealed, opened, and the first round running, through the verbs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pgtrigger

from bidding import due
from bidding.actions.bids.submit_bid import submit_bid
from bidding.models import LiveRound, Need
from bidding.states import Method, PriceMode
from kernel import clock
from kernel.actors import Actor
from ledger.models import Latest
from sealing.envelope import seal
from tests.makers import bidding as needs
from tests.makers.bids import a_bidder, pass_the_deadline


def an_entry(need: Need, agency: Actor) -> None:
    """A sealed sign-up, without a price."""
    plain = {"v": "bid/1", "entry": True}
    trustees = Need.objects.values_list("trustees", flat=True).get(pk=need.pk)
    envelope = seal(plain, need=need.number, bidder=agency.uscc, seq=1, trustees=trustees)[0]
    submit_bid(actor=agency, number=need.number, envelope=envelope)


def a_need_to_enter(entrants: int = 3, *, buyer: Actor | None = None, **notice: Any) -> tuple[Need, list[Actor]]:
    """An open need by live rounds, with so many sealed sign-ups."""
    need = needs.an_open_need(buyer, method=Method.LIVE_ROUNDS, **notice)
    bidders = [a_bidder() for _ in range(entrants)]
    for bidder in bidders:
        an_entry(need, bidder)
    return need, bidders


def a_live_room(entrants: int = 3, *, buyer: Actor | None = None, **notice: Any) -> tuple[Need, list[Actor]]:
    """A need in its first round. The clock must be the test's own; it stands at the start of the round."""
    need, bidders = a_need_to_enter(entrants, buyer=buyer, **notice)
    need.refresh_from_db()
    assert need.closes_at is not None
    clock.set_to(need.closes_at)
    due.close_due()
    due.open_due()
    clock.forward(timedelta(minutes=10))
    due.start_rounds_due()
    return Need.objects.get(pk=need.pk), bidders


def run_out(need: Need) -> Need:
    """Move the clock to the end of each round still to come, and let the clock's verbs do what is due."""
    while running := LiveRound.objects.filter(need=need, closed_at=None).first():
        clock.set_to(running.ends_at)
        due.close_rounds_due()
    due.decide_due()
    due.call_second_due()
    return Need.objects.get(pk=need.pk)


def set_the_round(need: Need, seconds: float, *, began: float = 0) -> LiveRound:
    """Let the running round end so many seconds from now; the guard of the database looks away while the test does that.

    A test that gave real time back has gone back by days: what was written of the need counts as written now.
    """
    at = clock.now()
    Latest.objects.filter(about=need.number).update(at=at)
    with pgtrigger.ignore("bidding.LiveRound:a_round_ends_by_its_terms"):
        LiveRound.objects.filter(need=need, closed_at=None).update(
            opened_at=at - timedelta(seconds=began), ends_at=at + timedelta(seconds=seconds)
        )
    return LiveRound.objects.get(need=need, closed_at=None)


def close_the_running_round(need: Need) -> None:
    """Move the clock to the end of the running round; the next begins at once."""
    clock.set_to(LiveRound.objects.get(need=need, closed_at=None).ends_at)
    due.close_rounds_due()


def a_live_room_without_prices(entrants: int = 3) -> Need:
    """A need whose rounds pass in silence: it fails, and its second notice is out."""
    need, _ = a_live_room(entrants)
    return run_out(need)


def a_drawn_need(entrants: int = 4) -> Need:
    """A need decided by a random draw among so many sign-ups. The clock must be the test's own."""
    need = needs.an_open_need(method=Method.RANDOM_DRAW, price_mode=PriceMode.FIXED)
    for _ in range(entrants):
        an_entry(need, a_bidder())
    return pass_the_deadline(need)
