"""Publicity has passed: the first in order is offered the award."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from bidding import access, reads
from bidding.actions.choosing.offer_to_the_chosen import offer_to_the_chosen
from bidding.actions.deciding.ask_for_explanation import ask_for_explanation
from bidding.actions.deciding.decide_again import NOBODY_LEFT_WORDS, decide_again
from bidding.actions.deciding.fail_need import NOBODY_LEFT, end_without_service
from bidding.models import Award, Bid, Need
from bidding.reads.relations import hold_bidders
from bidding.rules.award import TO_AWARD_A_NEED, TO_STAY_IN_THE_ORDER, AwardFacts, ValidityFacts
from bidding.states import Method, NeedState
from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from kernel.rulebook import Broken, broken, check
from ledger.record import record, stamp
from market.models.region import TermName
from market.reads import term


@transaction.atomic
def award_need(*, actor: Actor, number: str) -> Need:
    """Offer the award to the first in order that may still serve; pass over the others with their reasons.

    Raises:
        RulesBroken: before the publicity is over, while an objection is open, or if the need was awarded already.
        TransitionNotAllowed: if the need is not decided yet, or ended without an award.
    """
    access.may_run_the_clock(actor)
    hold_bidders(number)
    return award_now(actor, reads.lock_need(number))


def award_now(actor: Actor, need: Need) -> Need:
    """Award a need whose publicity is over, or was not asked for; the caller holds its lock, and raises what `award_need` does."""
    at = clock.now()
    if need.state == NeedState.DECIDED or need.awarded_at:
        assert need.publicity_ends_at is not None
        held = reads.explanation_is_open(need)
        facts = AwardFacts(at, need.publicity_ends_at, reads.open_objections(need), need.awarded_at, held)
        check(TO_AWARD_A_NEED, facts, on=clock.day_of(at))
    need.award(at=at)
    need.save()
    offer_to_the_next(actor, need)
    return need


def offer_to_the_next(actor: Actor, need: Need) -> Award | None:
    """Offer the award to the next in order, judged anew today; with nobody left the need fails and everybody is told.

    The caller holds the bidders (`hold_bidders`) since before it locked the need. Whoever may no longer serve is struck and the decision is made anew; whoever's price is abnormally low explains it first.
    """
    if need.method == Method.DIRECT_CHOICE:
        return offer_to_the_chosen(actor=actor, need=need)
    decision = reads.decision_of(need)
    assert decision is not None
    following = reads.next_in_order(need, decision)
    if following is None:
        end_without_service(actor, need, reason=NOBODY_LEFT_WORDS, because=NOBODY_LEFT)
        return None
    row, bid = following
    if fallen := _fallen(need, bid):
        decide_again(actor=actor, need=need, fallen=fallen)
        return None
    return None if ask_for_explanation(actor=actor, need=need) else _offer(actor, need, row, bid)


def _fallen(need: Need, first: Bid) -> list[tuple[Bid, tuple[Broken, ...]]]:
    """Who may not stay in the order today, with the reasons: the first, judged anew, and all that turn out to be related."""
    at, notice = clock.now(), reads.notice_for_bidding(need.number)
    standing, had = reads.standing_bids(need), set(need.awards.values_list("bid", flat=True))
    ventures = reads.ventures_behind(standing) if notice.admits_ventures else {}
    related, fallen = reads.relations_of(standing, ventures), []
    for bid in standing:
        why = related[bid.envelope_hash]
        if bid.pk in had or (bid.pk != first.pk and not any(why.values())):
            continue
        venture, on = ventures.get(bid.pk), need.law_day or clock.day_of(at)
        eligible = vars(reads.as_lead(reads.eligibility_facts(notice, bid.agency, at=at), venture))
        facts = ValidityFacts(**eligible, out_of_bounds="", **why)
        found = broken(TO_STAY_IN_THE_ORDER, facts, on=on) + reads.bars_of_members(notice, venture, at=at, on=on)
        fallen += [(bid, found)] if found else []
    return fallen


def _offer(actor: Actor, need: Need, row: dict[str, Any], bid: Bid) -> Award:
    at = clock.now()
    days = term(TermName.CONFIRM_DAYS, need.region, on=clock.day_of(at))
    award = Award.objects.create(
        need=need,
        bid=bid,
        agency=bid.agency,
        place=row["place"],
        amount_fen=row["amount_fen"],
        rate_bp=row["rate_bp"],
        offered_at=at,
        confirm_by=add_working_days(at, days),
    )
    body = {"need": need.number, "bidder": row["bidder"], "bid": row["bid"], "place": award.place}
    body |= {"fen": award.amount_fen, "rate_bp": award.rate_bp, "confirm_by": stamp(award.confirm_by)}
    record(actor, "award.made", body, at=at, tell={"need": need.number, "award": award.pk})
    return award
