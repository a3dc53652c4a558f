"""Facts written down one after another, each with its hour and with whose word it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from ledger.record import stamp
from tests.makers.ledger import Event
from tests.makers.market import a_uscc

BIDDERS = frozenset(
    ["bid.sealed", "bid.replaced", "bid.withdrawn", "award.confirmed", "award.declined", "price.explained", "delivery.made"]
)
BUYERS = frozenset(
    ["need.published", "need.amended", "explanation.judged", "delivery.accepted", "payment.prepared", "rating.recorded"]
)
START = datetime(2026, 6, 3, 2, tzinfo=UTC)


class Chronicle:
    """A record's events in order, each a minute after the one before."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.serving: dict[str, str] = {}  # the bidder of each contract
        self.now = START
        self.buyer = a_uscc("91")

    def add(self, name: str, **body: Any) -> Event:
        """Write an event now."""
        event = {"v": 1, "type": name, "at": stamp(self.now), "by": self.speaker(name, body), **body}
        self.events.append(event)
        if "contract" in body and "bidder" in body:
            self.serving.setdefault(body["contract"], body["bidder"])
        self.now += timedelta(minutes=1)
        return event

    def speaker(self, name: str, body: Event) -> dict[str, str]:
        """Whose word a fact is: the bidder's, the buyer's, or nobody's."""
        side = body.get("side") or ("agency" if name in BIDDERS else "buyer" if name in BUYERS else "")
        if not side or body.get("round") == 2 or body.get("silent"):
            return {"kind": "system"}
        bidder = body.get("bidder") or self.serving.get(body.get("contract", ""), "")
        return {"kind": "agency", "org": bidder} if side == "agency" else {"kind": "firm", "org": self.buyer}

    def until(self, moment: str) -> None:
        """Let time pass to a moment of the record."""
        self.now = max(self.now, datetime.fromisoformat(moment))
