"""Falsified histories, each signed again with the operator's key: bids and decisions."""

from hashlib import sha256

from ledger.canonical import canonical
from sealing.envelope import commitment
from sealing.suites import SUITES, encode
from tests.ledger.falsifications.catalogue import find, move, resigned, shift
from tests.makers import history as make


@resigned("what was opened is not what was sealed")
def an_opened_price_is_lowered(events):
    find(events, "bid.opened")["plain"]["amount_fen"] -= 1


@resigned("what was opened is not what was sealed")
def a_bid_is_opened_under_anothers_name(events):
    one, two = find(events, "bid.opened", 0), find(events, "bid.opened", 1)
    one["plain"], one["r"] = two["plain"], two["r"]


@resigned("expected the award to go to")
def the_award_goes_to_the_second(events):
    second = find(events, "decision.made")["ranking"][1]
    award = find(events, "award.made")
    award.update(bidder=second["bidder"], bid=second["bid"], place=2, fen=second["amount_fen"])


@resigned("the ranking does not follow")
def two_places_are_swapped(events):
    ranking = find(events, "decision.made", need="ZX-2026-0003")["ranking"]
    for each, place in zip(ranking[::-1], (1, 2), strict=True):
        each["place"] = place
    ranking.reverse()


@resigned("a draw among equals does not follow")
def the_draw_is_turned_round(events):
    find(events, "decision.made")["draws"][0]["order"].reverse()


@resigned("the ranking does not follow")
def the_draw_and_its_ranking_are_turned_round(events):
    decision = find(events, "decision.made")
    decision["draws"][0]["order"].reverse()
    one, two = decision["ranking"][:2]
    for name in ("bidder", "bid"):
        one[name], two[name] = two[name], one[name]


@resigned("and before the deadline")
def a_late_bid_is_let_in(events):
    closed = find(events, "need.closed")
    late = find(events, "bid.sealed", 2)
    late["at"] = closed["deadline"]
    move(events, late, before=closed)


@resigned("expected the frozen list")
def a_sealed_bid_is_dropped_from_the_record(events):
    events.remove(find(events, "bid.sealed", 3))


@resigned("expected the frozen list")
def the_number_of_frozen_bids_is_changed(events):
    find(events, "need.closed")["bids"] += 1


@resigned("expected the closing at or after")
def the_need_is_closed_a_minute_early(events):
    closed = find(events, "need.closed")
    closed["at"] = shift(closed["deadline"], microseconds=-1)


@resigned("expected one of the suites")
def the_notice_names_a_suite_that_the_verifier_does_not_know(events):
    """The notice names algorithms that the verifier does not know, under which every bid could be called void."""
    find(events, "need.published")["trustees"]["suite"] = "ROT13-MD5-XOR"


@resigned("expected a bid sealed for version 1 and its trustees")
def the_notice_names_another_suite_than_the_bids_were_sealed_under(events):
    """The notice is given another suite that is known, under which none of its bids opens."""
    find(events, "need.published")["trustees"]["suite"] = other_suite()


@resigned("recomputed: the envelope is not of the suite")
def a_bid_under_another_suite_is_taken_in_and_called_void(events):
    """An envelope that names another suite than its notice, which the platform never takes in, stands in the frozen list."""
    day = make.History()
    need = day.a_need("ZX-2026-0001", minimum=2)
    bids = [day.a_bid(need, day.an_agency(), fen) for fen in (10_000_000, 11_000_000, 12_000_000)]
    foreign, sealed = bids[0], find(day.events, "bid.sealed")
    foreign["envelope"]["suite"] = other_suite()
    sealed["bid"] = foreign["bid"] = make.envelope_hash(foreign["envelope"])
    root = day.closing(need, bids)
    day.a_decision(need, day.opening(need, [*bids[1:]]), root)
    opened = day.events.index(find(day.events, "bid.opened"))
    named = {name: foreign[name] for name in ("need", "bidder", "bid", "envelope")}
    day.events.insert(opened, {**day.events[opened], "type": "bid.void", "reason": "too-few-valid-shares", **named})
    for name in ("plain", "r", "seed"):
        del day.events[opened][name]
    events[:] = day.events


def other_suite():
    """The name of a suite under which this market is not sealed."""
    return next(name for name in SUITES if name != make.History.suite.name)


@resigned("the trustees' deadline is not that of the notice")
def the_deadline_is_pushed_back_afterwards(events):
    need = find(events, "need.published")
    need["deadline"] = shift(need["deadline"], seconds=1)


@resigned("said to be void for ciphertext, recomputed: it opens")
def a_sound_bid_is_called_void(events):
    events[:] = a_sound_void()


def a_sound_void():
    """A market in which the operator calls the lowest bid void, which is sound."""
    day = make.History()
    one, two, three = (day.an_agency() for _ in range(3))
    need = day.a_need("ZX-2026-0001", minimum=2)
    bids = [day.a_bid(need, one, 10_000_000), day.a_bid(need, two, 11_000_000), day.a_bid(need, three, 12_000_000)]
    root = day.closing(need, bids)
    day.add("trustee.released", need=need["need"], i=1, key=day.key)
    opened = [(bid, make.open_envelope(bid["envelope"], {1: day.key})) for bid in bids]
    lowest, rest = opened[0], opened[1:]
    named = {name: lowest[0][name] for name in ("need", "bidder", "bid")}
    day.add("bid.void", **named, reason="ciphertext", envelope=lowest[0]["envelope"])
    for bid, said in rest:
        day.add("bid.opened", **{name: bid[name] for name in ("need", "bidder", "bid")}, plain=said.plain, r=said.r)
    day.a_decision(need, rest, root)
    return day.events


@resigned("said to be void for commitment, recomputed: ciphertext")
def a_void_bid_gets_another_reason(events):
    find(events, "bid.void")["reason"] = "commitment"


@resigned("the envelope shown is not the one that was sealed")
def another_envelope_is_shown_for_a_void_bid(events):
    find(events, "bid.void")["envelope"]["seq"] = 9


@resigned("a released key is not that of its trustee")
def a_wrong_key_is_released(events):
    find(events, "trustee.released")["key"] = find(events, "trustee.released", 1)["key"]


@resigned("the key that trustee 1 released does not belong to its public key in the notice")
def a_wrong_key_is_released_where_every_bid_was_opened(events):
    find(events, "trustee.released", need="ZX-2026-0003")["key"] = find(events, "trustee.released")["key"]


@resigned("the key that trustee 1 released does not belong to its public key in the notice")
def a_released_key_is_no_key(events):
    find(events, "trustee.released", need="ZX-2026-0003")["key"] = "+"


@resigned("the key that trustee 2 released does not belong to its public key in the notice")
def a_key_is_another_that_was_not_needed_to_open(events):
    day = make.History(trustees=2)
    bidders = [day.an_agency() for _ in range(3)]
    need = day.a_need("ZX-2026-0001")
    bids = [day.a_bid(need, bidder, 10_000_000 + fen) for fen, bidder in enumerate(bidders)]
    root = day.closing(need, bids)
    opened = day.opening(need, bids)
    first = find(day.events, "trustee.released")
    day.events.insert(day.events.index(first) + 1, {**first, "i": 2})
    day.a_decision(need, opened, root)
    events[:] = day.events


@resigned("decided before every bid of the frozen list was opened")
def a_bid_is_left_unopened(events):
    events.remove(find(events, "bid.opened", 1))


@resigned("where the record shows the rule kept")
def a_bidder_is_struck_for_a_suspension_that_is_not(events):
    opened = find(events, "bid.opened")
    reasons = [{"rule": "bidding.agency_is_able_to_serve", "because": "已暂停"}]
    struck = {**opened, "type": "bid.struck", "reasons": reasons}
    events.insert(events.index(find(events, "decision.made")), struck)


@resigned("may not bid: not registered, suspended or removed")
def a_suspended_agency_bids(events):
    suspended = find(events, "org.suspended")
    suspended["org"] = find(events, "bid.sealed", need="ZX-2026-0002")["bidder"]


@resigned("may not bid: not registered")
def a_registration_is_removed(events):
    events.remove(find(events, "org.registered", 1))


@resigned("restored before the end of the measure")
def a_suspension_ends_early(events):
    at = events.index(find(events, "org.suspended"))
    events.insert(at + 1, {**events[at], "type": "org.restored"})


@resigned("restored before the end of the measure")
def a_suspension_is_said_to_be_repaired(events):
    at = events.index(find(events, "org.suspended"))
    events.insert(at + 1, {**events[at], "type": "org.restored", "repaired": True})


@resigned("stands aside")
def a_bidder_is_on_the_avoidance_list(events):
    find(events, "need.published")["avoid"].append(find(events, "bid.sealed")["bidder"])


@resigned("valid bids, expected at least 4")
def the_minimum_was_not_reached(events):
    find(events, "need.published")["minimum"] = 4


@resigned("valid bids, of which 1 are enough")
def a_need_that_had_enough_is_failed(events):
    find(events, "need.published", need="ZX-2026-0002")["minimum"] = 1


@resigned("the ranking does not follow")
def the_ceiling_is_lowered_below_the_winner(events):
    find(events, "need.published")["ceiling_fen"] = 10_500_000


@resigned("expected the frozen list")
def an_amendment_empties_the_list_of_bids(events):
    """An amendment that is not material carries a field `bids` of its own, and a sealed bid is gone from the frozen list."""
    closed = find(events, "need.closed", need="ZX-2026-0002")
    notice = find(events, "need.published", need="ZX-2026-0002")
    at = shift(closed["deadline"], hours=-1)
    amended = {"type": "need.amended", "at": at, "version": 2, "material": False, "what": "电话", "bids": {}}
    events.insert(events.index(closed), {**notice, **amended})
    closed.update(version=2, bids=0, root=sha256(b"").hexdigest())
    find(events, "need.failed", need="ZX-2026-0002")["valid"] = 0


@resigned("what was opened is no bid/1, expected it to be void for schema")
def a_bid_that_says_nothing_a_bid_may_say_is_opened(events):
    """A bid whose envelope says a price below one fen, sealed and committed to as such, is opened instead of called void."""
    opened = find(events, "bid.opened")
    opened["plain"]["amount_fen"] = -1
    committed = commitment(canonical(opened["plain"]), bytes.fromhex(opened["r"]), make.History.suite)
    find(events, "bid.sealed", bid=opened["bid"])["pc"] = encode(committed)


@resigned("where the record shows the rule kept")
def a_bidder_is_struck_for_a_control_that_nobody_declared(events):
    opened = find(events, "bid.opened")
    reasons = [{"rule": "bidding.bidders_do_not_control_one_another", "because": "控股"}]
    events.insert(events.index(find(events, "decision.made")), {**opened, "type": "bid.struck", "reasons": reasons})


@resigned("stand in a declared control relation with another bidder")
def two_sisters_compete_and_neither_is_struck(events):
    """Two bidders have declared the same parent, and the need is decided with both."""
    for n in (0, 1):
        bidder = find(events, "bid.opened", n)["bidder"]
        told = {"controller": "91350100M000100Y43", "controller_name": "示例集团", "kind": "share", "share_bp": 5_100}
        find(events, "org.registered", org=bidder)["controllers"] = [told]
