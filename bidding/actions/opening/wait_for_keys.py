"""Too few keys have come: first nothing, then a delay that the record shows, at its end the need is given up."""

from __future__ import annotations

from datetime import datetime, timedelta

from bidding import reads
from bidding.actions.opening.ask_trustees import trustees_of
from bidding.models import Need
from bidding.rules.opening import DELAY_MINUTES
from bidding.rules.revealing import SELF_REVEAL_DAYS
from bidding.states import CancelReason
from budgets.actions.release_budget import release_budget
from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from ledger.canonical import Plain
from ledger.record import record, stamp
from sealing.trustees import Answers


def wait_for_keys(*, actor: Actor, need: Need, answers: Answers, since: datetime | None, lot: str = "") -> None:
    """Half an hour after `since` (the closing, or that of the scores) record the delay, once, with the second deadline; at that deadline give the need up.

    Part of the verb that opens: the need is locked, and neither keys nor seeds suffice.
    """
    at = clock.now()
    assert since is not None
    if at < since + timedelta(minutes=DELAY_MINUTES):
        return
    if need.reveal_until is None:
        need.opening_delayed_at, need.reveal_until = at, add_working_days(at, SELF_REVEAL_DAYS)
        need.save()
        outcomes: dict[str, Plain] = {str(i): outcome for i, outcome in answers.outcomes.items()}
        body: dict[str, Plain] = {"need": need.number, "held": len(answers.keys), "threshold": trustees_of(need, lot)["t"]}
        body |= {"lot": lot} if lot else {}
        record(actor, "opening.delayed", {**body, "outcomes": outcomes, "until": stamp(need.reveal_until)}, at=at)
    elif at >= need.reveal_until:
        for bid in reads.sealed_bids(need):
            bid.leave_unopened(at=at)
            bid.save()
        need.cancel_reason = CancelReason.KEYS_MISSING
        need.cancel(at=at)
        need.save()
        release_budget(actor=actor, need=need.number, at=at)
        record(actor, "need.cancelled", {"need": need.number, "reason": str(need.cancel_reason)}, at=at)
