"""The worst by credit stay out, the short list is drawn, and its buyer may pick."""

from __future__ import annotations

from typing import Any

from bidding.models import Decision, Need
from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from ledger.record import record, stamp


def publish_shortlist(*, actor: Actor, need: Need, case: dict[str, Any], said: dict[str, Any]) -> None:
    """Put the drawn list on the record and on the need's page, and let the period for the pick begin.

    In the caller's transaction and under its lock; enough have entered.
    """
    at = clock.now()
    need.draw_shortlist(choose_by=add_working_days(at, need.shortlist_terms["days"]))
    need.save()
    assert need.choose_by is not None
    Decision.objects.update_or_create(need=need, defaults={"method": need.method, "case": case, "at": at, "numbers": {}, **said})
    body = {"need": need.number, "case": case, **said, "choose_by": stamp(need.choose_by)}
    record(actor, "shortlist.drawn", body, at=at, tell={"need": need.number})
