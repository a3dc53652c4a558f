"""Lies about seeds that bidders reveal, of bids and of plans alike: `kind` is the event that tells of one."""

import hashlib

from tests.ledger.falsifications.catalogue import Event, double, find, shift


def delay_of(events: list[Event], kind: str) -> Event:
    """The delay of the need whose seeds were revealed."""
    return find(events, "opening.delayed", need=find(events, kind)["need"])


def one_is_missing(events: list[Event], kind: str) -> None:
    events.remove(find(events, kind))


def one_comes_at_the_second_deadline(events: list[Event], kind: str) -> None:
    find(events, kind, 3)["at"] = delay_of(events, kind)["until"]


def the_delay_is_missing(events: list[Event], kind: str) -> None:
    events.remove(delay_of(events, kind))


def one_is_changed_for_another(events: list[Event], kind: str) -> None:
    double(events, find(events, kind))
    second = find(events, kind, 1)
    second.update(at=shift(second["at"], seconds=1), seed_sha256=hashlib.sha256(b"other").hexdigest())


def one_was_not_frozen(events: list[Event], kind: str) -> None:
    find(events, kind)["bid"] = "00" * 32


def the_need_is_given_up_early(events: list[Event]) -> None:
    given_up = find(events, "need.cancelled")
    given_up["at"] = shift(given_up["at"], seconds=-1)
