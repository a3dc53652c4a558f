"""A buyer picks from its short list."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bidding import access, reads
from bidding.actions.deciding.publish_decision import publish_decision
from bidding.methods.credit_shortlist import Pick, decide
from bidding.models import Decision, Need
from bidding.reads.choosing import agency_to_choose
from bidding.reads.relations import hold_bidders
from bidding.reads.shortlist import case_with, drawn_list, pick_facts
from bidding.rules.picking import TO_PICK_AN_AGENCY
from bidding.states import NeedState
from kernel import clock
from kernel.actors import Actor, ActorKind
from kernel.calendar import add_working_days
from kernel.rulebook import RulesBroken, broken
from ledger.canonical import Plain
from ledger.record import record
from market.models.region import TermName
from market.reads import term


@transaction.atomic
def pick_agency(*, actor: Actor, number: str, agency: str = "", reason: str = "") -> Need:
    """Pick one from the short list, with a reason that is published. The result is public; the others stand by in the drawn order.

    The scheduler picks the first in the drawn order for a buyer that has let its period pass; before that it does nothing.

    Args:
        actor: the buyer, or the scheduler.
        number: the need's number.
        agency: the code of the one picked; the scheduler names none.
        reason: why this one.

    Raises:
        RulesBroken: with every rule that stands against it; nothing has changed then.
        NotFound: if no list is drawn, or there is no such agency.
    """
    hold_bidders(number)
    need = reads.lock_need(number)
    at = clock.now()
    silent = actor.kind == ActorKind.SYSTEM
    if not silent:
        access.may_steer(actor, need)
    elif need.state != NeedState.SHORTLISTED or need.choose_by is None or at < need.choose_by:
        return need
    drawn = drawn_list(need)
    if silent:
        pick = Pick(drawn.numbers["shortlist"][0], "", silent=True)
    else:
        _check(need, drawn, agency, at=at, reason=reason)
        pick = Pick(agency, reason.strip(), silent=False)
    body: dict[str, Plain] = {"need": number, "bidder": pick.bidder, "reason": pick.reason, "silent": silent}
    record(actor, "shortlist.picked", body, at=at)
    days = term(TermName.PUBLICITY_DAYS, need.region, on=clock.day_of(at))
    need.decide(at=at, publicity_ends_at=add_working_days(at, days))
    need.save()
    case = case_with(drawn, pick)
    publish_decision(actor=actor, need=need, case=case.to_json(), said=decide(case).to_json())
    return need


def _check(need: Need, drawn: Decision, agency: str, *, at: datetime, reason: str) -> None:
    """Every rule that stands against the pick, or against a member of the joint venture that the one picked leads."""
    on, notice = need.law_day or clock.day_of(at), reads.notice_for_bidding(need.number)
    found = broken(TO_PICK_AN_AGENCY, pick_facts(need, drawn, agency, at=at, reason=reason), on=on)
    venture = reads.venture_before(notice, agency_to_choose(agency))
    found += reads.bars_of_members(notice, venture, at=at, on=on)
    if found:
        raise RulesBroken(found)
