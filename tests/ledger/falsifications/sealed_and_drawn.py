"""Falsified histories, each signed again: times of no calendar, commitments and keys used twice, numbers fixed after the bids."""

import hashlib

from sealing.suites import encode
from tests.ledger.falsifications.catalogue import find, move, resigned
from tests.makers.by_the_book import ORGAN
from tests.makers.chance import with_two_trustees
from tests.makers.sealing import reseal

OTHER = "ZX-2026-0002"
MOVED = "ZX-2026-0003"


@resigned("to the microsecond, on a day of the calendar")
def a_measure_stands_on_a_day_that_never_comes(events):
    """A record ends with a measure on the thirtieth of February."""
    measure = find(events, "org.suspended")
    measure["at"] = "2027-02-30T00:00:00.000000Z"
    del events[events.index(measure) + 1 :]


@resigned("to the microsecond, on a day of the calendar")
def a_measure_stands_at_the_end_of_time(events):
    """A record ends with a measure at the end of time, so that its decision never falls due."""
    measure = find(events, "org.suspended")
    measure["at"] = "9999-12-31T23:59:00.000000Z"
    del events[events.index(measure) + 1 :]


@resigned("to the microsecond, on a day of the calendar")
def an_inspection_is_announced_at_the_end_of_time(events):
    """An inspection is announced on the last days that a date can name, so that no draw ever falls due."""
    said = {"inspection": "JC-9999-0001", "organ": ORGAN, "region": "410000", "item": "", "agencies": 1, "inspectors": 2}
    times = {
        "at": "9999-12-30T00:00:00.000000Z",
        "listed_at": "9999-12-30T01:00:00.000000Z",
        "draws_at": "9999-12-31T00:00:00.000000Z",
    }
    commits = {"commits": {"operator": "00" * 32, ORGAN: "00" * 32}}
    events.append({"v": 1, "type": "inspection.announced", "by": {"kind": "regulator", "org": ORGAN}, **said, **times, **commits})


@resigned("a field is missing or malformed")
def a_line_has_no_kind(events):
    events.append({**events[-1], "type": None})


@resigned("expected a commitment of its own, found that of")
def a_bidder_copies_the_commitment_of_another(events):
    """A bidder copies the commitment of another, and is opened with what that one had sealed."""
    leader, friend = find(events, "bid.opened"), find(events, "bid.opened", 1)
    find(events, "bid.sealed", bid=friend["bid"])["pc"] = find(events, "bid.sealed", bid=leader["bid"])["pc"]
    friend.update({name: leader[name] for name in ("plain", "r", "seed")})


@resigned("expected a new key of the platform for this need and deadline")
def the_platform_uses_its_key_again_in_the_next_need(events):
    find(events, "need.published", need=OTHER)["trustees"]["set"] = find(events, "need.published")["trustees"]["set"]


@resigned("expected a new key of the platform for this need and deadline")
def the_platform_keeps_its_key_where_the_deadline_moves(events):
    find(events, "need.amended")["trustees"]["set"] = find(events, "need.published", need=MOVED)["trustees"]["set"]


@resigned("before anybody could enter")
def the_operator_fixes_its_number_after_the_bids(events):
    """The operator fixes its number after the bids, with the time of the notice."""
    move(events, find(events, "draw.contribution"), before=find(events, "need.closed"))


@resigned("failed before every envelope of the frozen list was opened or void")
def a_need_fails_as_too_few_with_half_of_its_bids_unread(events):
    opened = [e for e in events if e["type"] == "bid.opened" and e["need"] == "ZX-2026-0001"]
    failed = {**find(events, "need.failed", because="too_few"), "need": "ZX-2026-0001", "valid": 1, "at": opened[0]["at"]}
    events.insert(events.index(opened[0]) + 1, failed)
    for each in opened[1:]:
        events.remove(each)


@resigned("a contribution is shown that the keys do not open, recomputed: ciphertext")
def the_operator_chooses_whether_its_number_opens(events):
    """What the operator sealed to the trustees says nothing, and it shows its number all the same: it could as well call it withheld."""
    events[:] = with_two_trustees()
    trustees = find(events, "need.published")["trustees"]
    given = find(events, "draw.contribution", party="operator")
    seed = encode(hashlib.sha256(b"ZX-2026-0001 1").digest())
    given["envelope"] = reseal(given["envelope"], seed, trustees, b"\xff" * 1024)
