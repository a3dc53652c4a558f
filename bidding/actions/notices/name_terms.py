"""A notice names what it stands on besides its text: the terms of the day, its trustees and its draw."""

from __future__ import annotations

from datetime import datetime

from bidding.actions.notices.name_trustees import Named, name_trustees
from bidding.models import Need
from bidding.reads.outage import outage_terms_on
from bidding.reads.room import round_terms_on
from bidding.reads.shortlist import shortlist_terms_on
from draws.actions.name_draw import name_draw
from kernel import clock
from kernel.actors import SCHEDULER, Actor


def name_terms(*, actor: Actor, need: Need, named: Named, closes_at: datetime, at: datetime) -> None:
    """Write them down and save the need. Part of the verbs that publish, in their transaction.

    Raises:
        AnotherNotice: when the trustees answered for another deadline.
        RulesBroken: while a trustee names no key, or for a way that can't draw this.
    """
    day = clock.day_of(at)
    need.round_terms = round_terms_on(need, day)
    need.outage_terms = outage_terms_on(need, day)
    need.shortlist_terms = shortlist_terms_on(need, day)
    need.trustees = name_trustees(actor=actor, number=need.number, closes_at=closes_at, plans=need.has_plans, named=named)
    need.save()
    name_draw(
        actor=SCHEDULER,
        subject=need.number,
        closes_at=closes_at,
        at=at,
        parties=named.parties,
        draws_numbers=need.draws_numbers,
    )
