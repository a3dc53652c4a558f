"""Falsified histories, each signed again with the operator's key: lines dropped, doubled or swapped, and times off by a second."""

import copy

from tests.ledger.falsifications.catalogue import double, find, move, resigned, shift


@resigned("this is line")
def a_line_without_weight_stands_twice(events):
    """A fact that nothing else rests on stands twice."""
    double(events, find(events, "bid.replaced"))


@resigned("this is line")
def the_last_line_is_doubled_and_signed(events):
    """The last line stands twice, and the checkpoint counts both."""
    events.append(copy.deepcopy(events[-1]))


@resigned("once, it stands here again")
def a_bid_line_is_doubled(events):
    double(events, find(events, "bid.sealed"))


@resigned("is decided, expected closed")
def a_decision_is_doubled(events):
    decision = find(events, "decision.made")
    double(events, decision)
    events[events.index(decision) + 1]["publicity_ends"] = shift(decision["publicity_ends"], days=1)


@resigned("expected need ZX-2026-0001 to be published before")
def a_bid_stands_before_its_notice(events):
    """Two lines are swapped: a bid stands before the notice that it answers."""
    move(events, find(events, "bid.sealed"), before=find(events, "need.published"))


@resigned("expected a time at or after")
def opening_and_closing_swap_their_times(events):
    closed, released = find(events, "need.closed"), find(events, "trustee.released")
    closed["at"], released["at"] = released["at"], closed["at"]


@resigned("the award that was made last")
def the_confirmation_stands_before_the_award(events):
    move(events, find(events, "award.confirmed"), before=find(events, "award.made", 1))


@resigned("opened before enough trustees released")
def a_release_is_dropped(events):
    events.remove(find(events, "trustee.released"))


@resigned("to be published before")
def a_notice_is_dropped(events):
    events.remove(find(events, "need.published"))


@resigned("is open, expected closed")
def a_closing_is_dropped(events):
    events.remove(find(events, "need.closed"))


@resigned("is closed, expected decided")
def a_decision_is_dropped(events):
    events.remove(find(events, "decision.made"))


@resigned("expected publicity_ends whole days after")
def the_decision_is_a_second_late(events):
    decision = find(events, "decision.made")
    decision["at"] = shift(decision["at"], seconds=1)


@resigned("expected publicity_ends whole days after")
def the_publicity_is_a_second_short(events):
    decision = find(events, "decision.made")
    decision["publicity_ends"] = shift(decision["publicity_ends"], seconds=-1)


@resigned("expected confirm_by whole days after")
def the_time_to_confirm_is_a_second_long(events):
    award = find(events, "award.made")
    award["confirm_by"] = shift(award["confirm_by"], seconds=1)


@resigned("expected sign_by whole days after")
def the_time_to_sign_is_a_second_long(events):
    drawn = find(events, "contract.drawn_up")
    drawn["sign_by"] = shift(drawn["sign_by"], seconds=1)


@resigned("expected accept_by whole days after")
def the_time_to_accept_is_a_second_short(events):
    made = find(events, "delivery.made")
    made["accept_by"] = shift(made["accept_by"], seconds=-1)


@resigned("expected deadline whole days after")
def the_second_notice_runs_a_second_longer(events):
    need = find(events, "need.published", round=2)
    need["deadline"] = need["trustees"]["deadline"] = shift(need["deadline"], seconds=1)


@resigned("a field is missing or malformed")
def a_notice_asks_for_more_days_than_the_calendar_has(events):
    find(events, "need.published")["notice_days"] = 3_000_000


@resigned("expected all bids to be opened in one moment")
def a_bid_is_opened_a_second_later(events):
    opened = find(events, "bid.opened", 1)
    opened["at"] = shift(opened["at"], seconds=1)


@resigned("expected a time not long before")
def a_fact_is_dated_in_the_future(events):
    """A fact carries a time a year ahead, so that all that follows comes before it."""
    filed = find(events, "org.registered", 2)
    filed["at"] = shift(filed["at"], days=365)


@resigned("its trustees")
def the_deadline_is_moved_for_the_trustees_too(events):
    """The deadline is a second later in the notice and in its trustees' set: the bids were sealed for another set."""
    need = find(events, "need.published")
    need["deadline"] = need["trustees"]["deadline"] = shift(need["deadline"], seconds=1)


@resigned("expected a kind of event that docs/events.md names")
def an_event_of_a_kind_that_nobody_knows(events):
    events.append({**copy.deepcopy(find(events, "need.finished")), "type": "award.blessed"})
