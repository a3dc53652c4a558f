"""A bid does not count: why, on its row and on the record."""

from __future__ import annotations

from typing import Any

from bidding.models import Bid, Need
from bidding.rules.award import price_lies_within_the_bounds
from kernel.actors import Actor
from kernel.rulebook import Broken
from ledger.canonical import Plain
from ledger.record import record


def strike_bid(*, actor: Actor, need: Need, bid: Bid, found: tuple[Broken, ...]) -> None:
    """Note why a bid does not count. A price outside the bounds is derived by the method and needs no entry of its own."""
    bid.struck_by = [
        {"rule": b.rule.name, "sentence": b.rule.sentence, "because": b.because, "source": b.rule.source} for b in found
    ]
    bid.save()
    reasons: list[Any] = [
        {"rule": b.rule.name, "because": b.because or b.rule.sentence}
        for b in found
        if b.rule is not price_lies_within_the_bounds
    ]
    if reasons:
        body: dict[str, Plain] = {
            "need": need.number,
            "bidder": bid.agency.organisation.uscc,
            "bid": bid.envelope_hash,
            "reasons": reasons,
        }
        record(actor, "bid.struck", body)
