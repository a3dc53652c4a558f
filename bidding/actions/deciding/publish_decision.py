"""A decision goes on the record and on the need's page."""

from __future__ import annotations

from typing import Any

from bidding.models import Decision, Need
from bidding.wake import wake_the_room
from kernel.actors import Actor
from ledger.record import record, stamp


def publish_decision(
    *, actor: Actor, need: Need, case: dict[str, Any], said: dict[str, Any], edition: int = 1, replaces: str = ""
) -> None:
    """Keep what was decided on a need that stands decided; a new decision takes the old one's place on the need's page.

    In the caller's transaction and under its lock. `replaces` is the hash of the entry that this one replaces, where a bid
    was struck since; where a buyer chooses anew, it begins again.
    """
    assert need.decided_at is not None
    assert need.publicity_ends_at is not None
    body = {"need": need.number, "case": case, **said, "publicity_ends": stamp(need.publicity_ends_at)}
    body |= {"edition": edition, "replaces": replaces} if replaces else {}
    entry = record(actor, "decision.made", body, at=need.decided_at, tell={"need": need.number}).body_hash
    told = {"method": need.method, "case": case, "at": need.decided_at, "numbers": {}, **said}
    told |= {"edition": edition, "replaces": replaces, "recorded": entry}
    Decision.objects.update_or_create(need=need, defaults=told)
    wake_the_room(need, "decision.made")
