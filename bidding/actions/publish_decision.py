"""A decision goes on the record and on the need's page."""

from __future__ import annotations

from typing import Any

from bidding.models import Decision, Need
from kernel.actors import Actor
from ledger.record import record, stamp


def publish_decision(*, actor: Actor, need: Need, case: dict[str, Any], said: dict[str, Any]) -> None:
    """Keep what was decided on a need that stands decided; where its buyer chooses anew the new decision takes the old one's place.

    In the caller's transaction and under its lock.
    """
    assert need.decided_at is not None
    assert need.publicity_ends_at is not None
    told = {"method": need.method, "case": case, "at": need.decided_at, "numbers": {}, **said}
    Decision.objects.update_or_create(need=need, defaults=told)
    body = {"need": need.number, "case": case, **said, "publicity_ends": stamp(need.publicity_ends_at)}
    record(actor, "decision.made", body, at=need.decided_at, tell={"need": need.number})
