"""What follows where bids were opened with seeds, and none with keys: too few are left, or live rounds begin."""

from datetime import timedelta
from hashlib import sha256

import pytest

from bidding import due
from bidding.actions.bids.submit_bid import submit_bid
from bidding.models import Need
from bidding.states import Method
from kernel import clock
from sealing.envelope import seal
from sealing.suites import encode
from tests.ledger.falsifications.catalogue import find
from tests.ledger.plays.record import Record
from tests.ledger.plays.revealed_seeds import a_bid_that_is_not_what_was_committed_to
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import reveals, rooms


def play() -> None:
    """Two needs without keys, all seeds revealed: in one a bid of three is void, which leaves too few; in the other live rounds run."""
    with pytest.MonkeyPatch.context() as patch:
        reveals.silence(patch)
        few = needs.an_open_need()
        kept = [reveals.a_bid_with_its_seed(few, make.a_bidder(), yuan) for yuan in (80_000, 81_000)]
        reveals.opened_with_seeds(few, [*kept, a_bid_that_is_not_what_was_committed_to(few)])
        due.decide_due()
        live = needs.an_open_need(method=Method.LIVE_ROUNDS)
        reveals.opened_with_seeds(live, [an_entry_with_its_seed(live) for _ in range(3)])
        clock.forward(timedelta(minutes=10))
        due.start_rounds_due()
    rooms.run_out(Need.objects.get(pk=live.pk))


def an_entry_with_its_seed(need: Need) -> reveals.Kept:
    """A sealed sign-up of which the test keeps the seed."""
    agency, live = make.a_bidder(), Need.objects.get(pk=need.pk)
    envelope, seed = seal({"v": "bid/1", "entry": True}, need=need.number, bidder=agency.uscc, seq=1, trustees=live.trustees)
    return agency, submit_bid(actor=agency, number=need.number, envelope=envelope), seed


RECORD = Record(
    "Too few, and live rounds, after seeds", play, bid_revealed=6, bid_opened=5, bid_void=1, need_failed=2, round_opened=3
)


@RECORD.lie("2 valid bids, of which 3 are enough")
def a_void_bid_is_counted_as_valid(events):
    """A need fails as too few, and the void bid is counted as valid."""
    find(events, "need.failed", because="too_few")["valid"] = 3


@RECORD.lie("expected the seed of this envelope: no other is taken in")
def a_bid_is_void_by_a_seed_that_is_not_its_own(events):
    """The operator logs another seed for a bid and calls the bid void for it."""
    opened, junk = find(events, "bid.opened"), encode(b"\x42" * 32)
    find(events, "bid.revealed", bid=opened["bid"])["seed_sha256"] = sha256(junk.encode()).hexdigest()
    for name in ("plain", "r"):
        del opened[name]
    opened.update(type="bid.void", reason="inconsistent-shares", seed=junk)


@RECORD.lie("the rounds began before every sign-up was opened")
def the_rounds_begin_with_a_sign_up_unread(events):
    live = find(events, "round.opened")["need"]
    events.remove(find(events, "bid.opened", 2, need=live))
