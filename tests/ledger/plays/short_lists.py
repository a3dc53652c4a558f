"""Credit shortlists re-derived: drawn, picked with a reason or by silence, followed in order, from the export alone; each lie is named."""

from datetime import timedelta

from bidding import due
from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.awards.decline_award import decline_award
from kernel import clock
from tests.ledger.falsifications.catalogue import find, shift
from tests.ledger.plays.record import Record
from tests.makers import bids as make
from tests.makers import choices
from tests.makers import shortlists as lists


def play() -> None:
    """A pick that declines and one that stands by; a pick by silence; a list that too few have entered; a direct choice beside them."""
    need, _ = lists.a_drawn_shortlist(8)
    make.pass_the_publicity(lists.a_pick(need, 2))
    clock.forward(timedelta(minutes=1))
    decline_award(actor=make.winner_of(need), number=need.number, reason="人手不足")
    clock.forward(timedelta(minutes=1))
    confirm_award(actor=make.winner_of(need), number=need.number)
    silent, _ = lists.a_drawn_shortlist(3)
    clock.set_to(silent.choose_by)
    due.pick_for_the_silent()
    lists.a_drawn_shortlist(1)
    choices.a_choice()


RECORD = Record("Credit shortlists", play, shortlist_drawn=2, shortlist_picked=2, award_declined=1)


@RECORD.lie("it.shortlist.unrated")
def the_number_table_of_the_draw_is_another_than_the_notice_published(events):
    find(events, "shortlist.drawn")["case"]["shortlist"]["unrated"] = 9


@RECORD.lie("it.shortlist.drop_percent")
def the_dropped_share_is_changed(events):
    find(events, "need.published")["shortlist"]["drop_percent"] = 50


@RECORD.lie("in its ranking")
def the_published_length_is_changed_everywhere(events):
    number = find(events, "shortlist.drawn")["need"]
    find(events, "need.published", need=number)["shortlist"]["length"] = 4
    for kind in ("shortlist.drawn", "decision.made"):
        find(events, kind, need=number)["case"]["shortlist"]["length"] = 4


@RECORD.lie("is not on the short list")
def the_pick_is_outside_of_the_list(events):
    drawn = find(events, "shortlist.drawn")
    out = next(o["bidder"] for o in drawn["case"]["offers"] if o["bidder"] not in drawn["numbers"]["shortlist"])
    find(events, "shortlist.picked")["bidder"] = out


@RECORD.lie("the ranking does not follow from the bids")
def the_standby_order_is_turned(events):
    ranking = find(events, "decision.made")["ranking"]
    for name in ("bidder", "bid", "reason"):
        ranking[1][name], ranking[2][name] = ranking[2][name], ranking[1][name]


@RECORD.lie("in its draws")
def the_drawn_order_is_turned(events):
    find(events, "shortlist.drawn")["draws"][0]["order"].reverse()


@RECORD.lie("in its numbers")
def somebody_is_given_a_number_more(events):
    held = find(events, "shortlist.drawn")["numbers"]["held"]
    held[next(iter(held))] += 1


@RECORD.lie("it.pick.reason")
def the_reason_of_the_pick_is_changed(events):
    find(events, "decision.made")["case"]["pick"]["reason"] = "价格最低"


@RECORD.lie("expected the reason of the pick")
def the_pick_has_no_reason(events):
    find(events, "shortlist.picked")["reason"] = ""


@RECORD.lie("picked by silence, expected")
def silence_is_claimed_a_second_early(events):
    picked = find(events, "shortlist.picked", silent=True)
    picked["at"] = shift(picked["at"], seconds=-1)


@RECORD.lie("picked by silence, expected")
def silence_takes_another_than_the_first(events):
    drawn = find(events, "shortlist.drawn", need=find(events, "shortlist.picked", silent=True)["need"])
    find(events, "shortlist.picked", silent=True)["bidder"] = drawn["numbers"]["shortlist"][1]


@RECORD.lie("expected before")
def the_pick_comes_after_its_period(events):
    drawn = find(events, "shortlist.drawn")
    drawn["choose_by"] = drawn["at"]


@RECORD.lie("expected at least 2 days for the pick")
def the_period_of_the_pick_is_shortened(events):
    drawn = find(events, "shortlist.drawn")
    drawn["choose_by"] = shift(drawn["choose_by"], days=-1)


@RECORD.lie("is shortlisted, expected closed")
def a_second_list_is_drawn(events):
    again = dict(find(events, "shortlist.drawn"), note="again")
    events.insert(events.index(find(events, "shortlist.drawn")) + 1, again)


@RECORD.lie("decided before anybody was picked from the short list")
def the_pick_is_left_out(events):
    events.remove(find(events, "shortlist.picked"))


@RECORD.lie("is closed, expected shortlisted")
def the_list_is_left_out(events):
    events.remove(find(events, "shortlist.drawn"))


@RECORD.lie("expected the terms of the short list in its notice")
def the_notice_says_nothing_of_the_list(events):
    del find(events, "need.published")["shortlist"]


@RECORD.lie("expected a table that falls from score to score down to 0")
def the_table_gives_somebody_no_number(events):
    find(events, "need.published")["shortlist"]["numbers"][-1][1] = 0


@RECORD.lie("drawn before every sign-up of the frozen list was opened or void")
def a_sign_up_stays_closed(events):
    number = find(events, "shortlist.drawn")["need"]
    events.remove(find(events, "bid.opened", need=number))


@RECORD.lie("it.contributions")
def a_contribution_is_exchanged(events):
    number = find(events, "shortlist.drawn")["need"]
    find(events, "shortlist.drawn", need=number)["case"]["contributions"][0][1] = "00" * 32


@RECORD.lie("valid bids, of which")
def one_is_said_to_have_been_two(events):
    find(events, "need.failed")["valid"] = 2


@RECORD.lie("expected the award to go to")
def the_second_is_awarded(events):
    made, decided = find(events, "award.made"), find(events, "decision.made")
    made.update({name: decided["ranking"][1][name] for name in ("bidder", "bid", "place")})
