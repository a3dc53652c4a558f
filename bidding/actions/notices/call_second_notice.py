"""The first notice found too few: the second goes out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bidding import access, reads
from bidding.actions.notices.name_terms import name_terms
from bidding.actions.notices.name_trustees import Named, ask_for_keys
from bidding.actions.notices.reserve_ceiling import reserve_again
from bidding.models import Need
from bidding.rules.publication import budget_line_covers_the_ceiling
from draws.actions.give_contributions import give_contributions
from kernel import clock
from kernel.actors import SCHEDULER, Actor
from kernel.calendar import add_working_days
from kernel.rulebook import RulesBroken
from ledger.record import record
from market.models.region import TermName
from market.reads import term


def call_second_notice(*, actor: Actor, number: str) -> Need:
    """Publish the same need once more, as a new one with a deadline of its own. What was called stays called.

    The trustees are asked before anything is locked. The notice is dated when they are asked: its period is whole days.

    Where a department's budget line no longer covers the ceiling, there is no second notice, and the need's page says why.

    Returns:
        the need of the second notice (number with "-2"); the one that is there already, if there is one; else the need itself.

    Raises:
        RulesBroken: while a trustee names no key; the second notice then waits.
    """
    access.may_run_the_clock(actor)
    first = reads.need_by_number(number)
    if not first.awaits_second_notice:
        return Need.objects.filter(first_notice=first).first() or first
    at = clock.now()
    days = term(TermName.SECOND_NOTICE_DAYS, first.region, on=clock.day_of(at))
    named = ask_for_keys(_second_number(first), add_working_days(at, days), plans=first.has_plans)
    try:
        return _call(actor, number, named, at=at)
    except RulesBroken as broken:
        if budget_line_covers_the_ceiling.name not in broken.names:
            raise
        return _call_off(number)


@transaction.atomic
def _call_off(number: str) -> Need:
    first = reads.lock_need(number)
    first.awaits_second_notice = False
    first.fail_reason = f"{first.fail_reason}；预算项目余额已不足，不再发布第二次公告"[:200]
    first.save()
    return first


def _second_number(first: Need) -> str:
    return f"{first.number}-2"


@transaction.atomic
def _call(actor: Actor, number: str, named: Named, *, at: datetime) -> Need:
    first = reads.lock_need(number)  # another round of the clock may have called it during the asking
    if not first.awaits_second_notice:
        return first.second_notice
    assert named.closes_at is not None
    second = Need(
        number=_second_number(first),
        buyer=first.buyer,
        region=first.region,
        item=first.item,
        method=first.method,
        is_commissioned_by_department=first.is_commissioned_by_department,
        round=2,
        first_notice=first,
        is_demo=first.is_demo,
        created_at=at,
    )
    first.awaits_second_notice = False
    first.save()
    second.publish(at=at, closes_at=named.closes_at)
    name_terms(actor=actor, need=second, named=named, closes_at=named.closes_at, at=at)
    notice = reads.notice_of(first).copied_to(second, published_at=second.published_at, closes_at=second.closes_at)
    second.take_bids(notice, at=at)
    reserve_again(actor, first, second, notice, at=at)
    body = reads.published_body(second, notice, at=at)
    record(actor, "need.published", body, at=at, tell={"need": second.number, "version": notice.version})
    give_contributions(actor=SCHEDULER, subject=second.number, trustees=second.trustees, sealed=named.contributions, at=at)
    return second
