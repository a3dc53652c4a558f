"""Questions asked of the record."""

from __future__ import annotations

import json
from typing import Any

from ledger.models import Checkpoint, Entry, Pending


def entries_of_need(number: str) -> list[Entry]:
    """What the record says of a need, in order."""
    return list(Entry.objects.filter(need=number).order_by("idx"))


def entries_of_org(uscc: str) -> list[Entry]:
    """What the record says of an organisation, in order."""
    return list(Entry.objects.filter(org=uscc).order_by("idx"))


def entry_of_pending(pending_id: int) -> Entry | None:
    """The entry that an event became, or None while it waits to be ordered."""
    return Entry.objects.filter(pending_id=pending_id).first()


def newest_checkpoint() -> Checkpoint | None:
    """The last signed size and root."""
    return Checkpoint.objects.order_by("-size").first()


def recorded_facts(event: str, need: str) -> list[dict[str, Any]]:
    """The bodies of an event about a need, whether already ordered or still waiting."""
    waiting = Pending.objects.filter(body__contains=f'"need":{json.dumps(need)}').filter(body__contains=f'"type":"{event}"')
    # What waits is read first: an event that is ordered in between is then seen twice, never missed.
    bodies = list(waiting.order_by("pk").values_list("body", flat=True))
    bodies += Entry.objects.filter(need=need, event=event).order_by("idx").values_list("body", flat=True)
    facts = (json.loads(body) for body in dict.fromkeys(bodies))
    return [fact for fact in facts if fact["type"] == event and fact.get("need") == need]
