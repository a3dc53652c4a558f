"""Agencies that may bid, sealed bids, and needs at each station from closing to the confirmed award, through the verbs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from agencies.models import Agency
from bidding import due
from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.bids.submit_bid import submit_bid
from bidding.models import Award, Bid, Need
from kernel import clock
from kernel.actors import Actor
from sealing.envelope import seal
from tests.makers import agencies, outages
from tests.makers import bidding as needs
from tests.makers import market as make

YUAN = 100


def a_bidder(name: str = "", *, item_code: str = "B02", legal_representative: str = "", **agency: Any) -> Actor:
    """An actor for an agency that has joined and offers the item; each stands under a head of its own unless one is named."""
    actor = agencies.an_agency(name, item_code=item_code, **agency)
    row = agency_of(actor)
    row.legal_representative = legal_representative or f"王{actor.organisation_id}"
    row.save()
    return actor


def agency_of(actor: Actor) -> Agency:
    """The agency behind an actor."""
    return Agency.objects.get(organisation_id=actor.organisation_id)


def an_envelope(need: Need, agency: Actor, yuan: int | None = None, *, seq: int = 1, rate_bp: int | None = None) -> dict:
    """An envelope of an agency for a need, in whole yuan or at a rate."""
    plain = {"v": "bid/1", "rate_bp": rate_bp} if rate_bp is not None else {"v": "bid/1", "amount_fen": (yuan or 80_000) * YUAN}
    trustees = Need.objects.values_list("trustees", flat=True).get(pk=need.pk)
    return seal(plain, need=need.number, bidder=agency.uscc, seq=seq, trustees=trustees)[0]


def a_sealed_bid(need: Need, agency: Actor, yuan: int | None = None, *, seq: int = 1, rate_bp: int | None = None) -> Bid:
    """A sealed bid in an open need."""
    return submit_bid(actor=agency, number=need.number, envelope=an_envelope(need, agency, yuan, seq=seq, rate_bp=rate_bp))


def reach_the_deadline(need: Need) -> None:
    """Move the test's clock to the need's deadline; the site's heart beats on the way where the notice asks for it."""
    need.refresh_from_db()
    assert need.closes_at is not None
    if need.outage_terms:
        outages.beat_until(need, before=timedelta(0))
    clock.set_to(need.closes_at)


def pass_the_deadline(need: Need) -> Need:
    """Move the test's clock to the need's deadline, the heart beating where it is asked for, and let the clock's verbs do what is due."""
    reach_the_deadline(need)
    due.close_due()
    due.open_due()
    due.decide_due()
    due.call_second_due()
    return Need.objects.get(pk=need.pk)


def pass_the_publicity(need: Need) -> Need:
    """Move the test's clock to the end of the publicity and let the clock's verbs do what is due."""
    need.refresh_from_db()
    assert need.publicity_ends_at is not None
    clock.set_to(need.publicity_ends_at)
    due.award_due()
    return Need.objects.get(pk=need.pk)


def a_decided_need(*yuan: int, buyer: Actor | None = None, bidders: list[Actor] | None = None, **notice: Any) -> Need:
    """A need with a public result: a bid for each amount (80,000, 81,000 and 82,000 yuan if none is named).

    The clock must be the test's own; it stands at the deadline afterwards.
    """
    amounts = yuan or (80_000, 81_000, 82_000)
    need = needs.an_open_need(buyer, **notice)
    code = need.item.code if need.item else "B02"
    for number, amount in enumerate(amounts):
        agency = bidders[number] if bidders else a_bidder(item_code=code)
        a_sealed_bid(need, agency, amount)
    return pass_the_deadline(need)


def an_awarded_need(*yuan: int, **need: Any) -> Need:
    """A need whose first in order has been offered the award; the clock stands at the end of the publicity."""
    return pass_the_publicity(a_decided_need(*yuan, **need))


def winner_of(need: Need) -> Actor:
    """An actor for whoever has been offered the award of a need."""
    award = need.awards.select_related("agency__organisation").latest("pk")
    return make.acting_for(award.agency.organisation)


def a_confirmed_award(*yuan: int, **need: Any) -> Award:
    """An award that its winner has confirmed."""
    awarded = an_awarded_need(*yuan, **need)
    clock.forward(timedelta(minutes=5))
    return confirm_award(actor=winner_of(awarded), number=awarded.number)
