"""The technical envelopes are read, and the experts who score them are drawn. No price is opened here."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.db import transaction

from bidding import access, reads
from bidding.actions.deciding.fail_need import end_without_service, fail_for_want_of_bids
from bidding.actions.opening.ask_trustees import ask_trustees, record_answers, trustees_of
from bidding.actions.opening.wait_for_keys import wait_for_keys
from bidding.actions.scoring.seat_expert import seat_expert
from bidding.models import Need, Notice, Panel, Plan
from bidding.reads import plan_files, scoring
from bidding.rules.opening import TO_COMPETE, TO_OPEN_PLANS, OpeningFacts
from bidding.states import NeedState
from draws.actions.show_contributions import show_contributions
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import broken
from ledger.record import record
from sealing.opening import Opened, Void, open_envelope, open_with_seed
from sealing.plan import LOT, READ
from sealing.trustees import Answers

NO_EXPERTS = "no_experts"
log = logging.getLogger(__name__)


def open_plans(*, actor: Actor, number: str) -> Need:
    """Open the plans of a closed need, draw its experts from what lay sealed in them, and begin the scoring.

    What goes into the need's draws besides the bids goes into this one too: a public source that the notice names is waited for.
    With too few keys nothing is opened: the delay is recorded, and when every bidder has handed in the seed of its plan by the
    second deadline, the plans are opened with the seeds, the operator showing its own contribution; else the need is cancelled.

    With too few plans that open it fails as too few; with too few experts left by avoidance it fails for that.
    """
    access.may_run_the_clock(actor)
    need = reads.need_by_number(number)
    is_ready = need.state == NeedState.CLOSED and not reads.waits_for_its_beacon(number)
    given = ask_trustees(actor=actor, need=need, lot=LOT) if is_ready else Answers({}, {})
    return _open_with(actor, number, given)


@transaction.atomic
def _open_with(actor: Actor, number: str, given: Answers) -> Need:
    need = reads.lock_need(number)
    if reads.waits_for_its_beacon(number):
        return need
    at = clock.now()
    seeds, plans = reads.revealed_seeds(need, LOT), scoring.plans_of(need)
    all_revealed = need.opening_delayed_at is not None and all(plan.bid_id in seeds for plan in plans)
    facts = OpeningFacts(need.state == NeedState.CLOSED, len(given.keys), trustees_of(need, LOT)["t"], all_revealed)
    if broken(TO_OPEN_PLANS, facts, on=clock.day_of(at)):
        if facts.is_closed:
            since = reads.beacon_settled_at(number) or need.closed_at  # nobody was asked before
            wait_for_keys(actor=actor, need=need, answers=given, since=since, lot=LOT)
        return need
    notice = reads.notice_for_bidding(number)
    need.start_scoring(at=at)
    need.opening_delayed_at = need.reveal_until = None  # a delay of the prices is one of its own
    need.save()
    by_keys = facts.held >= facts.threshold
    if by_keys:
        record_answers(actor, need, given, at=at, lot=LOT)
    opened = 0
    for plan in plans:
        said = open_envelope(plan.envelope, given.keys) if by_keys else open_with_seed(plan.envelope, seeds[plan.bid_id])
        opened += _open(actor, need, plan, said, at=at, by_keys=by_keys)
    show_contributions(actor=actor, subject=number, keys=given.keys if by_keys else {}, at=at)
    enough = reads.competition_facts(need, notice, opened)
    if broken(TO_COMPETE, enough, on=need.law_day or clock.today()):
        fail_for_want_of_bids(actor, need, enough)
    else:
        _draw(actor, need, notice, at=at)
    return need


def _open(actor: Actor, need: Need, plan: Plan, said: Opened | Void, *, at: datetime, by_keys: bool) -> bool:
    """What a plan says stays out of the public record; its contribution to the draw of experts and the outcome of each file are public.

    So the envelope of a plan that opens is never shown: the seed beside it would open it. That of a void plan is, to be recomputed.
    """
    bid = plan.bid
    body: dict[str, Any] = {"need": need.number, "bidder": bid.agency.organisation.uscc, "bid": bid.envelope_hash}
    body["plan"] = plan.envelope_hash
    if isinstance(said, Opened):
        plan.plain, plan.opening = said.plain, {"r": said.r, "seed": said.seed}
        plan.outcomes = plan_files.outcomes_of(plan, said.plain)
        plan.save()
        files = {"files": plan.outcomes} if plan.outcomes or plan.handed_in else {}
        record(actor, "plan.opened", {**body, **plan.opening, **files}, at=at, private={"plain": said.plain})
        for each in plan.outcomes:
            if each["outcome"] != READ:
                log.warning("%s: a plan counts without its file %s: %s", need.number, each["sha256"], each["outcome"])
        return True
    plan.void_reason = said.reason
    plan.save()
    shown = {} if by_keys else {"seed": said.seed}
    record(actor, "plan.void", {**body, "reason": said.reason, "envelope": plan.envelope, **shown}, at=at)
    return False


def _draw(actor: Actor, need: Need, notice: Notice, *, at: datetime) -> None:
    pool = scoring.pool_for(notice)
    aside: list[Any] = scoring.who_stands_aside(need, notice, pool)
    drawn = scoring.draw_of_experts(need, notice, pool, aside)
    if drawn is None:
        left = len(pool) - len(aside)
        record(actor, "experts.short", {"need": need.number, "aside": aside, "left": left}, at=at)
        reason = f"回避后专家库只剩 {left} 位，不足 {notice.expert_count} 位"
        end_without_service(actor, need, reason=reason, because=NO_EXPERTS)
        return
    said = reads.scoring_of(need, notice)
    panel = Panel.objects.create(
        need=need, seats_wanted=said["seats"], quorum=said["quorum"], draw=drawn.to_json(), aside=aside, drawn_at=at
    )
    record(actor, "experts.drawn", {"need": need.number, **drawn.to_json(), "aside": aside}, at=at)
    for _ in range(panel.seats_wanted):
        seat_expert(actor=actor, need=need, panel=panel, at=at)
