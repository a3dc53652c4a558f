"""Live rounds re-derived: a room played through the verbs verifies from its export alone, and each lie about it is named."""

from datetime import timedelta

from bidding.actions.rounds.place_step import place_step
from bidding.models import LiveRound
from kernel import clock
from tests.ledger.falsifications.catalogue import Event, double, find, move, shift
from tests.ledger.plays.record import Record
from tests.makers import bids as make
from tests.makers import rooms

YUAN = 100


def play() -> None:
    """Three enter; two name prices in all three rounds, twice in the last seconds; one is silent; the lowest is awarded."""
    need, (a, b, _) = rooms.a_live_room()
    place_step(actor=a, number=need.number, fen=99_000 * YUAN)
    clock.forward(timedelta(seconds=10))
    place_step(actor=b, number=need.number, fen=98_000 * YUAN)
    for agency, yuan in ((a, 95_000), (b, 94_000)):
        running = LiveRound.objects.get(need=need, closed_at=None)
        clock.set_to(running.ends_at - timedelta(seconds=5))
        place_step(actor=agency, number=need.number, fen=yuan * YUAN)
        if agency is a:
            rooms.close_the_running_round(need)
    need = rooms.run_out(need)
    assert need.state == "decided"
    make.pass_the_publicity(need)
    rooms.a_live_room_without_prices()
    play_level()


def play_level() -> None:
    """Two draw level near the floor, go on in an extra round, and are level again: a draw decides."""
    need, (a, b, c) = rooms.a_live_room(floor_fen=89_500 * YUAN)
    for agency, yuan in ((a, 91_000), (b, 90_000), (c, 90_000)):
        place_step(actor=agency, number=need.number, fen=yuan * YUAN)
    for _ in range(3):
        rooms.close_the_running_round(need)
    for agency in (c, b):
        place_step(actor=agency, number=need.number, fen=89_600 * YUAN)
    need = rooms.run_out(need)
    assert len(need.decision.draws) == 1


def in_the_level_room(events: list[Event], kind: str, number: int = 0) -> Event:
    """The facts of the room in which two were level."""
    extra = next(each for each in events if each["type"] == "round.opened" and "level" in each)
    return find(events, kind, number, need=extra["need"])


RECORD = Record("Live rounds", play, round_opened=10)


@RECORD.lie("a price of 9850000 fen, expected from")
def a_price_is_raised(events):
    find(events, "auction.step", 1).update(fen=9_850_000, best_fen=9_850_000)


@RECORD.lie("expected from 1 to 10000000")
def the_first_price_lies_above_the_ceiling(events):
    find(events, "auction.step").update(fen=10_000_001, best_fen=10_000_001)


@RECORD.lie("expected before the end of the round")
def a_price_comes_after_the_end(events):
    step = find(events, "auction.step", 3)
    ends = find(events, "round.opened", 1)["ends_at"]
    step.update(at=ends)


@RECORD.lie("after this step, found")
def an_extension_is_faked(events):
    step = find(events, "auction.step", 0)
    step["ends_at"] = shift(step["ends_at"], seconds=60)


@RECORD.lie("after this step, found")
def an_extension_is_withheld(events):
    step = find(events, "auction.step", 2)
    step["ends_at"] = shift(step["ends_at"], seconds=-60)


@RECORD.lie("expected step 2, found 3")
def a_price_is_dropped(events):
    events.remove(find(events, "auction.step", 1))


@RECORD.lie("after 0 extensions, found")
def the_last_price_is_dropped(events):
    events.remove(find(events, "auction.step", 3))


@RECORD.lie("expected step 2, found 1")
def a_price_stands_twice(events):
    double(events, find(events, "auction.step"))
    find(events, "auction.step", 1)["at"] = find(events, "auction.step", 2)["at"]


@RECORD.lie("expected step 1, found 2")
def two_prices_change_places(events):
    move(events, find(events, "auction.step", 1), before=find(events, "auction.step"))


@RECORD.lie("has no sign-up that was opened")
def somebody_who_never_entered_names_a_price(events):
    find(events, "auction.step")["bidder"] = find(events, "need.published")["buyer"]


@RECORD.lie("it.steps[3].bidder")
def the_lowest_price_is_given_to_another(events):
    find(events, "auction.step", 3)["bidder"] = find(events, "auction.step", 2)["bidder"]


@RECORD.lie("the ranking does not follow from the bids")
def another_wins(events):
    ranking = find(events, "decision.made")["ranking"]
    ranking[0].update({name: ranking[1][name] for name in ("bidder", "bid")})


@RECORD.lie("expected the award to go to")
def the_second_is_awarded(events):
    second = find(events, "decision.made")["ranking"][1]
    find(events, "award.made").update(bidder=second["bidder"], bid=second["bid"])


@RECORD.lie("other bids are left out")
def the_silent_one_is_not_mentioned(events):
    find(events, "decision.made")["struck"] = []


@RECORD.lie("expected round 1 to end first")
def a_round_begins_before_the_one_before_has_ended(events):
    move(events, find(events, "round.opened", 1), before=find(events, "round.closed"))


@RECORD.lie("expected round 2 of 3, found 3")
def a_round_is_counted_twice(events):
    find(events, "round.opened", 1)["round"] = 3


@RECORD.lie("expected its end at")
def a_round_is_closed_early(events):
    closed = find(events, "round.closed", 2)
    closed["at"] = shift(closed["at"], seconds=-1)


@RECORD.lie("extensions, found")
def the_extensions_are_miscounted(events):
    find(events, "round.closed")["extensions"] = 0


@RECORD.lie("decided or failed before the last round was closed")
def the_last_round_is_left_out(events):
    number = find(events, "decision.made")["need"]
    for kind in ("round.opened", "round.closed"):
        events.remove(find(events, kind, need=number, round=3))
    find(events, "decision.made")["case"]["rounds"].pop()


@RECORD.lie("the terms of the rounds changed: it.step_fen")
def the_step_shrinks_on_the_way(events):
    find(events, "round.opened", 1)["terms"]["step_fen"] -= 1


@RECORD.lie("the terms of the rounds are not those of the notice: it.step_fen")
def the_step_is_not_that_of_the_notice(events):
    for number in range(3):
        find(events, "round.opened", number)["terms"]["step_fen"] = 50_000


@RECORD.lie("expected the first round at")
def the_first_round_begins_before_the_wait_is_over(events):
    find(events, "need.published")["round_terms"]["wait_seconds"] += 1


@RECORD.lie("as seven whole numbers")
def the_notice_leaves_a_term_open(events):
    del find(events, "need.published")["round_terms"]["extensions"]


@RECORD.lie("expected the round to end at")
def a_round_runs_shorter_than_its_terms(events):
    opened = find(events, "round.opened")
    opened["ends_at"] = shift(opened["ends_at"], seconds=-30)


@RECORD.lie("the rounds began before every sign-up was opened")
def a_sign_up_stays_closed(events):
    events.remove(find(events, "bid.opened"))


@RECORD.lie("valid bids, of which")
def a_room_without_prices_is_said_to_have_had_some(events):
    find(events, "need.failed")["valid"] = 2


@RECORD.lie("decided or failed before the last round was closed")
def the_extra_round_is_left_out(events):
    extra = in_the_level_room(events, "round.opened", 3)
    for kind, number in (("round.closed", 3), ("auction.step", 4), ("auction.step", 3)):
        events.remove(in_the_level_room(events, kind, number))
    events.remove(extra)


@RECORD.lie("expected the extra round to be that of")
def a_third_is_let_into_the_extra_round(events):
    other = in_the_level_room(events, "auction.step", 0)["bidder"]
    extra = in_the_level_room(events, "round.opened", 3)
    extra["level"] = sorted([*extra["level"], other])


@RECORD.lie("is not among the equals, whose extra round it is")
def somebody_else_bids_in_the_extra_round(events):
    step = in_the_level_room(events, "auction.step", 4)
    step["bidder"] = in_the_level_room(events, "auction.step", 0)["bidder"]


@RECORD.lie("expected from 8950000 to 8999999")
def a_price_in_the_extra_round_is_below_the_floor(events):
    in_the_level_room(events, "auction.step", 4).update(fen=8_940_000, best_fen=8_940_000)


@RECORD.lie("expected from 9000000 to 9000000")
def half_a_step_is_taken_near_the_floor(events):
    in_the_level_room(events, "auction.step", 2).update(fen=8_960_000, best_fen=8_960_000)


@RECORD.lie("expected round 4 of 3, found 4")
def an_extra_round_is_held_that_nobody_is_level_for(events):
    in_the_level_room(events, "auction.step", 2).update(fen=8_980_000, best_fen=8_980_000)


@RECORD.lie("a draw among equals does not follow from its seed")
def the_draw_among_equals_is_another(events):
    (draw,) = in_the_level_room(events, "decision.made")["draws"]
    draw["order"] = draw["order"][::-1]


@RECORD.lie("has no sign-up that was opened and stands")
def a_bidder_who_was_struck_goes_on(events):
    """A bidder who was struck before the rounds goes on naming prices."""
    shown, step = find(events, "draw.shown"), find(events, "auction.step")
    named = {name: find(events, "bid.opened", bidder=step["bidder"])[name] for name in ("need", "bidder", "bid")}
    reasons = [{"rule": "bidding.bidders_are_under_different_heads", "because": "同一负责人"}]
    events.insert(
        events.index(shown) + 1, {"v": 1, "type": "bid.struck", "at": shown["at"], "by": shown["by"], **named, "reasons": reasons}
    )
