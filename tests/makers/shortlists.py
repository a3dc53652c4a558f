"""Needs by credit shortlist, through the verbs."""

from __future__ import annotations

from typing import Any

from bidding.actions.choosing.pick_agency import pick_agency
from bidding.models import Need
from bidding.states import Method, PriceMode
from kernel.actors import SCHEDULER, Actor
from ledger.record import record
from ledger.sequencer import sequence_all
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market
from tests.makers.rooms import an_entry


def a_score(agency: Actor, centi: int) -> None:
    """A credit score on the record, as ratings publish them."""
    said = {
        "org": agency.uscc,
        "on": "2026-06-01",
        "edition": 1,
        "inputs": {},
        "score_centi": centi,
        "grade": "A",
        "evaluations": 3,
    }
    record(SCHEDULER, "score.published", said)
    sequence_all()


def an_open_shortlist(buyer: Actor | None = None, **notice: Any) -> Need:
    """An open need by credit shortlist, at 100,000 yuan."""
    return needs.an_open_need(buyer, **{"method": Method.CREDIT_SHORTLIST, "price_mode": PriceMode.FIXED, **notice})


def a_drawn_shortlist(entrants: int = 7, *, scores: tuple[int, ...] = (), buyer: Actor | None = None) -> tuple[Need, list[Actor]]:
    """A need whose list is drawn and waits for the pick; the first entrants have those scores. The clock stands at the deadline."""
    need = an_open_shortlist(buyer)
    bidders = [make.a_bidder() for _ in range(entrants)]
    for bidder, centi in zip(bidders, scores, strict=False):
        a_score(bidder, centi)
    for bidder in bidders:
        an_entry(need, bidder)
    return make.pass_the_deadline(need), bidders


def the_list(need: Need) -> list[str]:
    """The codes on the short list, in the drawn order."""
    need.refresh_from_db()
    return list(need.decision.numbers["shortlist"])


def a_pick(need: Need, at: int = 0, *, reason: str = "方案最清楚") -> Need:
    """The buyer's pick of the one drawn at that place, counted from 0."""
    return pick_agency(actor=market.acting_for(need.buyer), number=need.number, agency=the_list(need)[at], reason=reason)
