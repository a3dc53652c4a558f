"""What the market records of a bid binds: the opened bid to the sealed one, the frozen list to the bids."""

import json

from ledger.canonical import canonical
from ledger.merkle import frozen_list_root
from ledger.models import Pending
from sealing.suites import DEFAULT, encode
from tests.makers import bids


def recorded(event):
    facts = [json.loads(body) for body in Pending.objects.order_by("pk").values_list("body", flat=True)]
    return [fact for fact in facts if fact["type"] == event]


def test_every_opened_bid_on_the_record_opens_the_commitment_of_its_sealed_one(at_ten):
    bids.a_decided_need()
    sealed = {fact["bid"]: fact["pc"] for fact in recorded("bid.sealed")}
    opened = recorded("bid.opened")
    assert len(opened) == 3
    for fact in opened:
        hashed = DEFAULT.digest(b"bid-seal/1 plain", bytes.fromhex(fact["r"]), canonical(fact["plain"]))
        assert encode(hashed) == sealed[fact["bid"]]


def test_the_frozen_list_on_the_record_is_that_of_the_sealed_bids(at_ten):
    bids.a_decided_need()
    listed = [(fact["bidder"], fact["bid"]) for fact in recorded("bid.sealed")]
    (closed,) = recorded("need.closed")
    assert (closed["root"], closed["bids"]) == (frozen_list_root(listed), 3)
