"""Two bidders who seal one content with one seed: the earlier bid stands, the later is void."""

from datetime import timedelta

from bidding import due
from bidding.actions.bids.submit_bid import submit_bid
from kernel import clock
from sealing.envelope import seal
from tests.ledger.falsifications.catalogue import find
from tests.ledger.plays.record import Record
from tests.makers import bidding as needs
from tests.makers import bids as make


def play() -> None:
    """Four bid in one need, the last of them what the first did; its code comes before the first's."""
    need = needs.an_open_need()
    later, earlier = sorted((make.a_bidder() for _ in range(2)), key=lambda each: each.uscc)
    _submit(need, earlier)
    for yuan in (80_000, 81_000):
        make.a_sealed_bid(need, make.a_bidder(), yuan)
    clock.forward(timedelta(microseconds=1))
    _submit(need, later)
    make.reach_the_deadline(need)
    due.close_due()
    due.open_due()


def _submit(need, agency) -> None:
    plain = {"v": "bid/1", "amount_fen": 7_000_000}
    envelope, _ = seal(plain, need=need.number, bidder=agency.uscc, seq=1, trustees=need.trustees, seed=b"\x07" * 32)
    submit_bid(actor=agency, number=need.number, envelope=envelope)


RECORD = Record("Two bids of one seed", play, bid_opened=3, bid_void=1)


@RECORD.lie("expected a commitment of its own, found that of")
def both_of_one_seed_are_opened(events):
    """Both bids of one seed are opened."""
    void, first = find(events, "bid.void"), find(events, "bid.opened")
    del void["reason"], void["envelope"]
    void.update({"type": "bid.opened"} | {name: first[name] for name in ("plain", "r", "seed")})


@RECORD.lie("said to be void for copied, recomputed: it opens")
def the_later_of_two_bids_of_one_seed_stands(events):
    """The later of two bids of one seed is opened first, and the earlier is void for it."""
    void, first = find(events, "bid.void"), find(events, "bid.opened")
    earlier, later = find(events, "bid.sealed", bid=first["bid"]), find(events, "bid.sealed", bid=void["bid"])
    for name in ("version", "seq", "bidder", "bid", "pc", "tset", "by"):
        earlier[name], later[name] = later[name], earlier[name]
