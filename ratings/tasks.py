"""What this room does when it hears of an event."""

from __future__ import annotations

from typing import Any

from kernel.actors import SCHEDULER
from ratings import reads
from ratings.actions import publish_score


def on_facts_changed(payload: dict[str, Any]) -> None:
    """A fact that the score is computed from has changed: publish it anew."""
    publish_score(actor=SCHEDULER, agency_uscc=str(payload["org"]))


def on_delivery_accepted(payload: dict[str, Any]) -> None:
    """Platform facts have grown: publish anew where there is a score already."""
    uscc = reads.scored_agency_of(int(payload["contract"]))
    if uscc:
        publish_score(actor=SCHEDULER, agency_uscc=uscc)
