"""Plans opened with their bidders' seeds verify from the export alone, also a void one, and each lie about them is named."""

import hashlib

import pytest

from bidding import due
from bidding.models import Need
from kernel import clock
from sealing.suites import encode
from tests.ledger.falsifications.catalogue import find, move
from tests.ledger.plays import revealing
from tests.ledger.plays.record import Record
from tests.makers import bids as bid_makers
from tests.makers import experts as make
from tests.makers import reveals


def play() -> None:
    """Two needs by quality and price without keys to their plans: in one all four bidders reveal, one plan is void, and the prices
    are opened with keys; in the other nobody reveals."""
    with pytest.MonkeyPatch.context() as patch:
        need, kept = reveals.a_need_whose_plans_wait(patch, void=True)
        reveals.all_reveal(kept)
        assert due.open_plans_due() == 1
    points = make.points([agency for agency, *_ in kept[:3]], (38, 28), (20, 15), (30, 20))
    need = make.scored(Need.objects.get(pk=need.pk), points)
    bid_makers.pass_the_publicity(need)
    with pytest.MonkeyPatch.context() as patch:
        given_up, _ = reveals.a_need_whose_plans_wait(patch, pool=0)
        clock.set_to(given_up.reveal_until)
        due.open_plans_due()


RECORD = Record(
    "Plans opened with seeds",
    play,
    plan_revealed=4,
    plan_opened=3,
    plan_void=1,
    opening_delayed=2,
    need_cancelled=1,
    award_made=1,
)


@RECORD.lie("opened before enough trustees released their keys or every bidder its seed")
def one_bidder_never_revealed_its_plan(events):
    revealing.one_is_missing(events, "plan.revealed")


@RECORD.lie("expected a seed after the delay was recorded and before the second deadline")
def a_seed_of_a_plan_comes_at_the_second_deadline(events):
    revealing.one_comes_at_the_second_deadline(events, "plan.revealed")


@RECORD.lie("before the second deadline that a delay names")
def the_delay_of_the_plans_is_not_on_the_record(events):
    revealing.the_delay_is_missing(events, "plan.revealed")


@RECORD.lie("expected a delay of the envelopes that are opened next")
def the_delay_is_said_to_be_of_the_prices(events):
    del find(events, "opening.delayed")["lot"]


@RECORD.lie("expected a plan that is not opened, revealed once")
def a_seed_of_a_plan_is_changed_for_another(events):
    revealing.one_is_changed_for_another(events, "plan.revealed")


@RECORD.lie("expected a plan that is not opened, revealed once")
def a_plan_is_revealed_after_the_opening(events):
    opened = find(events, "plan.void")
    late = find(events, "plan.revealed", 3)
    late["at"] = opened["at"]
    move(events, late, before=find(events, "experts.drawn"))


@RECORD.lie("this plan is not the one that was sealed with the bid")
def another_plan_is_revealed(events):
    find(events, "plan.revealed")["plan"] = find(events, "plan.revealed", 1)["plan"]


@RECORD.lie("this bid is not in the frozen list")
def a_plan_of_a_bid_that_was_not_frozen_is_revealed(events):
    revealing.one_was_not_frozen(events, "plan.revealed")


@RECORD.lie("the seed is not the one that the bidder revealed")
def a_plan_shows_another_seed(events):
    find(events, "plan.opened")["seed"] = find(events, "plan.opened", 1)["seed"]


@RECORD.lie("said to be void for commitment, recomputed: schema")
def a_void_plan_gets_another_reason(events):
    find(events, "plan.void")["reason"] = "commitment"


@RECORD.lie("the seed is not the one that the bidder revealed")
def a_void_plans_seed_is_another(events):
    find(events, "plan.void")["seed"] = encode(bytes(32))


@RECORD.lie("expected the seed of this envelope: no other is taken in")
def a_plan_is_void_by_a_seed_that_is_not_its_own(events):
    """The operator logs another seed for a plan and calls the plan void for it."""
    void, junk = find(events, "plan.void"), encode(b"\x42" * 32)
    find(events, "plan.revealed", bid=void["bid"])["seed_sha256"] = hashlib.sha256(junk.encode()).hexdigest()
    void.update(reason="inconsistent-shares", seed=junk)


@RECORD.lie("said to be withheld for ciphertext, recomputed: not-shown")
def the_operator_withholds_for_a_reason_that_keys_alone_could_show(events):
    shown = find(events, "draw.shown")
    del shown["value"]
    shown.update(type="draw.withheld", reason="ciphertext")


@RECORD.lie("cancelled for missing keys before the second deadline")
def a_need_whose_plans_wait_is_given_up_early(events):
    revealing.the_need_is_given_up_early(events)


@RECORD.lie("cancelled for missing keys, where every bidder has revealed its seed")
def a_need_whose_plans_were_all_revealed_is_given_up(events):
    delay = find(events, "opening.delayed")
    after = events.index(find(events, "plan.revealed", 3)) + 1
    number = delay["need"]
    events[after:] = [event for event in events[after:] if event.get("need") != number]
    given_up = find(events, "need.cancelled")
    events.insert(events.index(given_up), {**given_up, "need": number})
