"""Bids opened with their bidders' seeds verify from the export alone, also a void one, and each lie about them is named."""

import pytest

from bidding import due
from bidding.actions.bids.submit_bid import submit_bid
from kernel import clock
from ledger.canonical import canonical
from sealing.envelope import padded, seal
from sealing.suites import encode
from tests.ledger.falsifications.catalogue import find, shift
from tests.ledger.plays import revealing
from tests.ledger.plays.record import Record
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import reveals
from tests.makers.sealing import reseal


def a_bid_that_is_not_what_was_committed_to(need) -> reveals.Kept:
    """A crooked client's envelope: its seed is right, and the bid in it is another than the one committed to."""
    agency = make.a_bidder()
    plain = {"v": "bid/1", "amount_fen": 7_900_000}
    honest, seed = seal(plain, need=need.number, bidder=agency.uscc, seq=1, trustees=need.trustees)
    envelope = reseal(honest, seed, need.trustees, padded(canonical({**plain, "amount_fen": 1})))
    return agency, submit_bid(actor=agency, number=need.number, envelope=envelope), seed


def play() -> None:
    """Two needs without keys: in one, all four bidders reveal, of whom one is void; in the other nobody does."""
    with pytest.MonkeyPatch.context() as patch:
        reveals.silence(patch)
        need, given_up = needs.an_open_need(), needs.an_open_need()
        kept = [reveals.a_bid_with_its_seed(need, make.a_bidder(), yuan) for yuan in (80_000, 81_000, 82_000)]
        kept.append(a_bid_that_is_not_what_was_committed_to(need))
        for yuan in (70_000, 71_000, 72_000):
            reveals.a_bid_with_its_seed(given_up, make.a_bidder(), yuan)
        reveals.opened_with_seeds(need, kept)
        due.decide_due()
        given_up.refresh_from_db()
        clock.set_to(given_up.reveal_until)
        due.open_due()
        make.pass_the_publicity(need)


RECORD = Record(
    "Seeds that bidders reveal", play, bid_revealed=4, bid_opened=3, bid_void=1, award_made=1, need_cancelled=1, opening_delayed=2
)


@RECORD.lie("or every bidder its seed")
def one_bidder_never_revealed(events):
    revealing.one_is_missing(events, "bid.revealed")


@RECORD.lie("expected a seed after the delay was recorded and before the second deadline")
def a_seed_comes_at_the_second_deadline(events):
    revealing.one_comes_at_the_second_deadline(events, "bid.revealed")


@RECORD.lie("before the second deadline that a delay names")
def the_delay_is_not_on_the_record(events):
    revealing.the_delay_is_missing(events, "bid.revealed")


@RECORD.lie("expected one delay, half an hour after")
def the_delay_is_recorded_at_once(events):
    delay = find(events, "opening.delayed")
    delay["at"], delay["until"] = (shift(delay[name], minutes=-1) for name in ("at", "until"))


@RECORD.lie("expected until whole days after")
def the_second_deadline_is_moved_by_a_second(events):
    delay = find(events, "opening.delayed")
    delay["until"] = shift(delay["until"], seconds=1)


@RECORD.lie("expected fewer than 1 keys")
def there_were_keys_enough(events):
    find(events, "opening.delayed")["held"] = 1


@RECORD.lie("expected a bid of the frozen list, revealed once")
def a_seed_is_changed_for_another(events):
    revealing.one_is_changed_for_another(events, "bid.revealed")


@RECORD.lie("this bid is not in the frozen list")
def a_bid_that_was_not_frozen_is_revealed(events):
    revealing.one_was_not_frozen(events, "bid.revealed")


@RECORD.lie("the seed is not the one that the bidder revealed")
def another_seed_is_shown_at_the_opening(events):
    find(events, "bid.opened")["seed"] = find(events, "bid.opened", 1)["seed"]


@RECORD.lie("the envelope shown is not the one that was sealed")
def another_envelope_is_shown(events):
    find(events, "bid.opened")["envelope"] = find(events, "bid.opened", 1)["envelope"]


@RECORD.lie("what was opened is not what was sealed")
def a_revealed_price_is_lowered(events):
    find(events, "bid.opened")["plain"]["amount_fen"] -= 1


@RECORD.lie("a field is missing or malformed: KeyError 'envelope'")
def an_opening_shows_no_envelope(events):
    del find(events, "bid.opened")["envelope"]


@RECORD.lie("said to be void for schema, recomputed: commitment")
def a_void_bid_gets_another_reason(events):
    find(events, "bid.void")["reason"] = "schema"


@RECORD.lie("said to be void for ciphertext, recomputed: it opens")
def a_sound_bid_is_called_void(events):
    opened = find(events, "bid.opened")
    opened.update(type="bid.void", reason="ciphertext")
    for name in ("plain", "r"):
        del opened[name]


@RECORD.lie("the seed is not the one that the bidder revealed")
def a_void_bids_seed_is_another(events):
    find(events, "bid.void")["seed"] = encode(bytes(32))


@RECORD.lie("cancelled for missing keys before the second deadline")
def a_need_is_given_up_a_second_early(events):
    revealing.the_need_is_given_up_early(events)


@RECORD.lie("cancelled for missing keys, where every bidder has revealed its seed")
def a_need_that_was_revealed_is_given_up(events):
    number = find(events, "bid.revealed")["need"]
    until = find(events, "opening.delayed", need=number)["until"]
    ended = {"bid.opened", "bid.void", "decision.made", "award.made"}
    events[:] = [event for event in events if event.get("need") != number or event["type"] not in ended]
    given_up = find(events, "need.cancelled")
    events.append({**given_up, "need": number, "at": until})
