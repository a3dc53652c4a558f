"""The keys are released, or every seed is there: every bid is read at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from bidding import access, reads
from bidding.actions.opening.ask_trustees import ask_trustees, record_answers
from bidding.actions.opening.wait_for_keys import wait_for_keys
from bidding.models import Bid, Need
from bidding.rules.opening import TO_OPEN_BIDS, OpeningFacts
from bidding.states import NeedState
from draws.actions.show_contributions import show_contributions
from kernel import clock
from kernel.actors import SCHEDULER, Actor
from kernel.rulebook import broken
from ledger.record import record
from sealing.opening import COPIED, Opened, Void, open_envelope, open_with_seed
from sealing.trustees import Answers


def open_bids(*, actor: Actor, number: str) -> Need:
    """Open all bids of a closed need, each as opened or as void for a reason that anybody can recompute.

    The trustees are asked before the need is locked: nobody waits for a slow one. With too few keys nothing is opened: the
    delay is recorded once, and until its own deadline every bidder may hand in its seed. When all have, the bids are opened
    with the seeds; when the delay outlasts its deadline, the need is cancelled for missing keys. Never a part of the bids.
    Where experts score plans this opens the prices, once the scores are closed.
    """
    access.may_run_the_clock(actor)
    return _open_with(actor, number, _answers(reads.need_by_number(number)))


@transaction.atomic
def _open_with(actor: Actor, number: str, answers: Answers) -> Need:
    need = reads.lock_need(number)  # what was seen before the asking may have changed: only this counts
    at = clock.now()
    is_closed = need.state in (NeedState.CLOSED, NeedState.SCORING)
    keys, seeds, bids = answers.keys, reads.revealed_seeds(need), reads.sealed_bids(need)
    all_revealed = need.opening_delayed_at is not None and all(bid.pk in seeds for bid in bids)
    scores_are_open = need.has_plans and not reads.scores_are_closed(need)
    facts = OpeningFacts(is_closed, len(keys), need.trustees["t"], all_revealed, scores_are_open)
    if is_closed and broken(TO_OPEN_BIDS, facts, on=clock.day_of(at)):
        if not scores_are_open:
            since = need.panel.closed_at if need.has_plans else need.closed_at
            wait_for_keys(actor=actor, need=need, answers=answers, since=since)
        return need
    need.open_bids(at=at)
    need.save()
    by_keys = facts.held >= facts.threshold
    if by_keys:
        record_answers(actor, need, answers, at=at)
    read: set[str] = set()
    for bid in sorted(bids, key=lambda bid: bid.at):  # of two that were sealed with one seed and content the earlier stands
        said = open_envelope(bid.envelope, keys) if by_keys else open_with_seed(bid.envelope, seeds[bid.pk])
        if isinstance(said, Opened):
            said = Void(COPIED, said.seed) if bid.envelope["pc"] in read else said
            read.add(bid.envelope["pc"])
        _open(actor, need, bid, said, by_keys=by_keys)
    if not need.has_plans:  # else they were shown with the plans, and the experts were drawn with them
        show_contributions(actor=actor, subject=number, keys=keys if by_keys else {}, at=at)
    return need


def _answers(need: Need) -> Answers:
    """The keys that the trustees give out, and what each did: asked only when nothing else is waited for.

    A need keeps its notice from the closing on, so the answers still fit when it is locked.
    """
    return ask_trustees(actor=SCHEDULER, need=need) if _is_ready(need) else Answers({}, {})


def _is_ready(need: Need) -> bool:
    """Whether the list is frozen and, where experts score plans, their scores are closed."""
    if need.has_plans:
        return need.state == NeedState.SCORING and reads.scores_are_closed(need)
    return need.state == NeedState.CLOSED


def _open(actor: Actor, need: Need, bid: Bid, said: Opened | Void, *, by_keys: bool) -> None:
    """Note what a bid says. Whoever has no keys to open it anew needs envelope and seed: then both are on the record."""
    body: dict[str, Any] = {"need": need.number, "bidder": bid.agency.organisation.uscc, "bid": bid.envelope_hash}
    assert need.opened_at is not None
    if isinstance(said, Opened):
        bid.open(at=need.opened_at)
        bid.plain, bid.opening = said.plain, {"r": said.r, "seed": said.seed}
        bid.amount_fen, bid.rate_bp = said.plain.get("amount_fen"), said.plain.get("rate_bp")
        bid.save()
        shown = {} if by_keys else {"envelope": bid.envelope}
        record(actor, "bid.opened", {**body, "plain": said.plain, **bid.opening, **shown}, at=need.opened_at)
    else:
        bid.declare_void(at=need.opened_at)
        bid.void_reason = said.reason
        bid.save()
        shown = {} if by_keys else {"seed": said.seed}
        record(actor, "bid.void", {**body, "reason": said.reason, "envelope": bid.envelope, **shown}, at=need.opened_at)
