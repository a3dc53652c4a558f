"""Falsified histories, each signed again with the operator's key: abnormally low prices and decisions made anew."""

import hashlib

from ledger.canonical import canonical
from tests.ledger.falsifications.catalogue import find, move, resigned, shift

NEED = "ZX-2026-0004"


def replaced_anew(events):
    """The second decision, naming the first as that now stands: whoever writes the log writes this too."""
    first, second = find(events, "decision.made", 0, need=NEED), find(events, "decision.made", 1, need=NEED)
    second["replaces"] = hashlib.sha256(canonical(first)).hexdigest()


@resigned("others are abnormally low")
def a_low_price_is_left_off_the_list(events):
    find(events, "decision.made", 0, need=NEED)["low"] = []
    replaced_anew(events)


@resigned("the case is not what notice")
def the_lines_of_low_prices_are_drawn_lower_in_the_case(events):
    for made in (find(events, "decision.made", n, need=NEED) for n in (0, 1)):
        made["case"]["low"]["ceiling_bp"] = 1
    replaced_anew(events)


@resigned("without an explanation that was accepted")
def a_low_price_wins_unexplained(events):
    for kind in ("explanation.asked", "price.explained", "explanation.judged"):
        events.remove(find(events, kind, 1, need=NEED))


@resigned("without an explanation that was accepted")
def a_low_price_wins_although_its_explanation_was_rejected(events):
    find(events, "explanation.judged", 1, need=NEED).update(accepted=False, because="没有依据")


@resigned("where the record shows the rule kept")
def a_bid_is_struck_for_a_low_price_that_nobody_rejected(events):
    find(events, "explanation.judged", 0, need=NEED)["accepted"] = True


@resigned("rejected without a reason")
def an_explanation_is_rejected_without_a_reason(events):
    find(events, "explanation.judged", 0, need=NEED)["because"] = ""


@resigned("judged by silence, expected not before")
def an_explanation_is_rejected_by_silence_before_its_time(events):
    find(events, "explanation.judged", 0, need=NEED)["silent"] = True


@resigned("judged before an explanation came")
def an_explanation_is_judged_that_never_came(events):
    events.remove(find(events, "price.explained", 0, need=NEED))


@resigned("the first in order")
def another_than_the_first_is_asked_to_explain(events):
    second = find(events, "decision.made", 0, need=NEED)["ranking"][1]
    find(events, "explanation.asked", 0, need=NEED).update(bidder=second["bidder"], bid=second["bid"])


@resigned("expected the decision to be made anew first")
def an_award_follows_a_strike_without_a_decision_anew(events):
    events.remove(find(events, "decision.made", 1, need=NEED))


@resigned("expected a decision that replaces")
def a_decision_made_anew_names_another_than_it_replaces(events):
    find(events, "decision.made", 1, need=NEED)["replaces"] = "00" * 32


@resigned("after a strike")
def a_decision_is_made_anew_without_a_strike(events):
    first = find(events, "decision.made", 0, need="ZX-2026-0001")
    again = {**first, "edition": 2, "replaces": hashlib.sha256(canonical(first)).hexdigest(), "at": shift(first["at"], minutes=1)}
    events.insert(events.index(first) + 1, again)


@resigned("the case is not what notice")
def a_struck_bid_is_said_to_have_counted_all_the_same(events):
    find(events, "decision.made", 1, need=NEED)["case"]["fallen"][0]["was_valid"] = True


@resigned("the ranking does not follow")
def a_struck_bid_keeps_its_place(events):
    first, second = find(events, "decision.made", 0, need=NEED), find(events, "decision.made", 1, need=NEED)
    second["ranking"] = first["ranking"]


@resigned("awarded before the publicity ends")
def the_publicity_of_a_decision_made_anew_is_cut_short(events):
    award = find(events, "award.made", need=NEED)
    award["at"] = shift(find(events, "decision.made", 1, need=NEED)["publicity_ends"], seconds=-1)
    award["confirm_by"] = shift(award["at"], days=2)
    move(events, award, before=find(events, "award.confirmed", need=NEED))


def upheld(events, **said):
    """An objection against the first of a decided need, answered by its buyer."""
    made = find(events, "decision.made", 0, need="ZX-2026-0001")
    first, second = made["ranking"][:2]
    by, at = {"v": 1, "by": {"kind": "system"}, "need": made["need"]}, shift(made["at"], minutes=1)
    filed = {**by, "type": "objection.filed", "at": at, "org": second["bidder"]}
    answered = {**by, "type": "objection.answered", "at": at, "org": second["bidder"], "upheld": True, "silent": False, **said}
    here = events.index(made) + 1
    events[here:here] = [filed, answered]
    return first


@resigned("an objection was upheld against a bid that still has its place")
def an_award_goes_to_a_bid_against_which_an_objection_was_upheld(events):
    first = find(events, "decision.made", 0, need="ZX-2026-0001")["ranking"][0]
    upheld(events, bid=first["bid"])


@resigned("expected an objection upheld against a bid of the order")
def an_objection_is_upheld_against_a_bid_that_nobody_made(events):
    upheld(events, bid="00" * 32)


@resigned("where the record shows the rule kept")
def a_bid_is_struck_for_an_objection_that_nobody_upheld(events):
    made = find(events, "decision.made", 0, need="ZX-2026-0001")
    first = made["ranking"][0]
    reasons = [{"rule": "bidding.no_upheld_objection_is_against_the_bid", "because": "异议成立：查实"}]
    struck = {"v": 1, "type": "bid.struck", "at": shift(made["at"], minutes=1), "by": {"kind": "system"}, "need": made["need"]}
    struck |= {"bidder": first["bidder"], "bid": first["bid"], "reasons": reasons}
    events.insert(events.index(made) + 1, struck)
