"""Falsified histories, each signed again with the operator's key: the public source that a notice named, and what it said."""

from bidding.methods import WAYS
from draws.draw import NO_BEACON
from tests.ledger.falsifications.catalogue import find, resigned, shift
from tests.makers.chance import with_a_beacon, with_a_notary


@resigned("expected a value of drand-quicknet that comes after the deadline")
def a_beacon_of_before_the_closing_is_named(events):
    events[:] = with_a_beacon()
    find(events, "need.published")["draw"]["beacon"]["period"] = "29000000"


@resigned("expected a value from")
def a_beacon_is_fetched_before_the_closing(events):
    """A public value is dated a microsecond before the deadline."""
    events[:] = with_a_beacon()
    beacon = find(events, "beacon.fetched")
    beacon["at"] = shift(find(events, "need.published")["deadline"], microseconds=-1)


@resigned("expected the source and the period of the notice")
def a_beacon_of_another_round_is_fetched(events):
    events[:] = with_a_beacon()
    beacon = find(events, "beacon.fetched")
    beacon["period"] = str(int(beacon["period"]) + 1)


@resigned("once")
def a_second_value_is_fetched(events):
    events[:] = with_a_beacon()
    beacon = find(events, "beacon.fetched")
    events.insert(events.index(beacon) + 1, {**beacon, "value": "cd" * 48})


@resigned("it.beacon")
def another_value_of_the_beacon_is_drawn_with(events):
    events[:] = with_a_beacon()
    find(events, "beacon.fetched")["value"] = "cd" * 48


@resigned("expected to wait until")
def a_beacon_is_said_to_be_missed_before_its_time(events):
    events[:] = with_a_beacon()
    beacon = find(events, "beacon.fetched")
    del beacon["value"]
    beacon["type"] = "beacon.missed"


@resigned("decided before the source that the notice names had given its value")
def the_named_beacon_is_left_out(events):
    events[:] = with_a_beacon()
    events.remove(find(events, "beacon.fetched"))
    decision = find(events, "decision.made")
    decision["case"]["beacon"] = list(NO_BEACON)
    decision.update(WAYS["sealed_price"].decide_json(decision["case"]))


@resigned("expected a value in the form of drand-quicknet")
def a_beacon_is_not_in_the_form_of_its_source(events):
    events[:] = with_a_beacon()
    find(events, "beacon.fetched")["value"] = "1"


@resigned("the value is not signed by the notary whom the notice names")
def a_notarys_value_is_changed(events):
    events[:] = with_a_notary()
    find(events, "beacon.fetched")["value"] = "0815"
