"""Whoever stands first at an abnormally low price is asked why it is so low, before anything is awarded."""

from __future__ import annotations

from bidding import reads
from bidding.models import Explanation, Need
from bidding.states import ExplanationState
from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from ledger.record import record, stamp
from market.models.region import TermName
from market.reads import term


def ask_for_explanation(*, actor: Actor, need: Need) -> bool:
    """Ask the next in order for its explanation if its price is abnormally low; say whether that holds the award.

    Asked once for each bid, in the caller's transaction and under its lock.
    """
    decision = reads.decision_of(need)
    assert decision is not None
    following = reads.next_in_order(need, decision)
    if following is None or following[0]["bidder"] not in decision.low:
        return False
    row, bid = following
    asked = Explanation.objects.filter(bid=bid).first()
    if asked is not None:
        return asked.state != ExplanationState.ACCEPTED
    at = clock.now()
    days = term(TermName.EXPLAIN_DAYS, need.region, on=clock.day_of(at))
    asked = Explanation.objects.create(
        need=need,
        bid=bid,
        lines=reads.lines_below(need.method, decision.case, row["bidder"]),
        asked_at=at,
        explain_by=add_working_days(at, days),
    )
    body = {"need": need.number, "bidder": row["bidder"], "bid": row["bid"], "explain_by": stamp(asked.explain_by)}
    record(actor, "explanation.asked", body, at=at, tell={"need": need.number})
    return True
