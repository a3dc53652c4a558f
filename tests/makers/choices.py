"""Needs by direct choice, through the verbs."""

from __future__ import annotations

from typing import Any

from bidding.actions.choosing.choose_agency import choose_agency
from bidding.models import Need
from bidding.states import Method, PriceMode
from kernel.actors import Actor
from tests.makers import bidding as needs
from tests.makers import market as make
from tests.makers.bids import a_bidder


def a_need_to_choose_for(buyer: Actor | None = None, **notice: Any) -> Need:
    """A published need by direct choice, at 100,000 yuan, that waits for its buyer."""
    said = {"method": Method.DIRECT_CHOICE, "price_mode": PriceMode.FIXED, "closes_at": None, **notice}
    return needs.an_open_need(buyer, **said)


def buyer_of(need: Need) -> Actor:
    """An actor for the need's buyer."""
    return make.acting_for(need.buyer)


def a_choice(need: Need | None = None, agency: Actor | None = None, *, reason: str = "") -> Need:
    """A need for which an agency was chosen; where no publicity is asked for, its award is offered."""
    need = need or a_need_to_choose_for()
    return choose_agency(actor=buyer_of(need), number=need.number, agency=(agency or a_bidder()).uscc, reason=reason)
