"""Falsified histories, each signed again with the operator's key: what went into the draws besides the bids."""

import hashlib

from bidding.methods import WAYS
from draws.terms import SEALED
from sealing.envelope import seal
from sealing.suites import DEFAULT, SUITES
from tests.ledger.falsifications.catalogue import find, move, resigned, shift
from tests.makers.chance import with_two_trustees


@resigned("the contribution shown is not the one that was fixed")
def another_contribution_is_shown(events):
    find(events, "draw.shown")["value"] = hashlib.sha256(b"better").hexdigest()


@resigned("closed without the contributions of ['operator']")
def a_contribution_is_left_out(events):
    for name in ("draw.contribution", "draw.shown"):
        events.remove(find(events, name, need="ZX-2026-0002-2"))


@resigned("expected a contribution with the notice")
def the_operator_contributes_after_the_first_bid(events):
    given, bid = find(events, "draw.contribution"), find(events, "bid.sealed", 1)
    given["at"] = shift(bid["at"], microseconds=-1)
    move(events, given, before=bid)


@resigned("a field is missing or malformed")
def an_envelope_that_is_none_stands_beside_a_commitment(events):
    """What the operator puts into the draws is committed to, beside an envelope that is null."""
    find(events, "draw.contribution")["envelope"] = None


@resigned("and to contribute once")
def the_operator_contributes_twice(events):
    given = find(events, "draw.contribution")
    events.insert(events.index(given) + 1, {**given, "commit": hashlib.sha256(b"second").hexdigest()})


@resigned("decided before the contributions of ['operator'] were shown")
def a_contribution_is_neither_shown_nor_withheld(events):
    events.remove(find(events, "draw.shown"))


@resigned("expected contributions to be shown in the moment of the opening")
def a_contribution_is_shown_after_the_bids_were_read(events):
    shown = find(events, "draw.shown")
    shown["at"] = shift(shown["at"], seconds=1)


@resigned("the case is not what notice, frozen list and opened bids give: it.contributions")
def a_shown_contribution_is_called_withheld(events):
    shown = find(events, "draw.shown")
    del shown["value"]
    shown.update(type="draw.withheld", reason="not-shown")


@resigned("the case is not what notice, frozen list and opened bids give: it.contributions")
def a_decision_is_drawn_again_without_the_contribution(events):
    """The decision is made anew, whole and consistent, on a case that leaves the operator's contribution out."""
    decision = find(events, "decision.made")
    decision["case"]["contributions"] = []
    decision.update(WAYS["sealed_price"].decide_json(decision["case"]))


@resigned("the case is not what notice, frozen list and opened bids give: it.beacon")
def a_beacon_that_was_never_named_is_drawn_with(events):
    """The decision is made anew, whole and consistent, with a public number that the notice did not name."""
    decision = find(events, "decision.made")
    decision["case"]["beacon"] = ["ssq", "2026070", "01-02-03-04-05-06+07"]
    decision.update(WAYS["sealed_price"].decide_json(decision["case"]))


@resigned("expected the terms of its draws, as in the notices before it")
def a_later_notice_names_no_terms_of_its_draws(events):
    need = "ZX-2026-0002-2"
    del find(events, "need.published", need=need)["draw"]
    for name in ("draw.contribution", "draw.shown"):
        events.remove(find(events, name, need=need))
    case = find(events, "decision.made", need=need)["case"]
    del case["contributions"], case["beacon"]


@resigned("expected a sealed contribution: there is more than one trustee")
def a_commitment_stands_where_others_hold_keys(events):
    events[:] = with_two_trustees()
    given = find(events, "draw.contribution")
    del given["envelope"]
    given["commit"] = "ab" * 32


@resigned("said to be withheld for ciphertext, recomputed: it opens")
def a_sealed_contribution_is_called_unreadable(events):
    events[:] = with_two_trustees()
    shown = find(events, "draw.shown")
    del shown["value"]
    shown.update(type="draw.withheld", reason="ciphertext")


@resigned("expected a contribution sealed by its party to the trustees of the notice")
def a_bidders_envelope_stands_as_the_operators_contribution(events):
    events[:] = with_two_trustees()
    find(events, "draw.contribution")["envelope"]["bidder"] = find(events, "bid.sealed")["bidder"]


@resigned("expected a contribution sealed by its party to the trustees of the notice")
def a_contribution_names_another_suite_than_its_notice(events):
    """What the operator puts into the draws lies in an envelope that names other algorithms: nobody could say what it holds."""
    events[:] = with_two_trustees()
    envelope = find(events, "draw.contribution")["envelope"]
    envelope["suite"] = next(name for name in SUITES if name != envelope["suite"])


@resigned("the contribution of trustee-2 is not signed by that trustee")
def the_operator_contributes_in_a_trustees_place(events):
    """Under the trustee's name stands an envelope to which the operator knows the seed."""
    events[:] = with_two_trustees()
    notice, given = find(events, "need.published"), find(events, "draw.contribution", party="trustee-2")
    sealed = {"need": notice["need"], "bidder": "trustee-2", "seq": 1, "trustees": notice["trustees"]}
    given["envelope"], _ = seal(dict(SEALED), **sealed, seed=b"\x07" * 32)
    r = DEFAULT.derive(b"\x07" * 32, "bid-seal/1 plain", 32).hex()
    find(events, "draw.shown", party="trustee-2")["value"] = r
    decision = find(events, "decision.made")
    decision["case"]["contributions"][1][1] = r
    decision.update(WAYS["sealed_price"].decide_json(decision["case"]))


@resigned("expected ['operator', 'trustee-2'] to contribute to its draws")
def a_trustee_is_left_out_of_the_draws(events):
    """Notice, contributions and decision are made anew, whole and consistent, without the trustee."""
    events[:] = with_two_trustees()
    find(events, "need.published")["draw"]["parties"] = ["operator"]
    for name in ("draw.contribution", "draw.shown"):
        events.remove(find(events, name, party="trustee-2"))
    decision = find(events, "decision.made")
    del decision["case"]["contributions"][1]
    decision.update(WAYS["sealed_price"].decide_json(decision["case"]))


@resigned("closed without the contributions of ['trustee-2']")
def a_trustees_contribution_is_taken_off_the_record(events):
    events[:] = with_two_trustees()
    for name in ("draw.contribution", "draw.shown"):
        events.remove(find(events, name, party="trustee-2"))


@resigned("the case is not what notice, frozen list and opened bids give: it.contributions")
def a_decision_is_drawn_again_without_a_trustees_contribution(events):
    events[:] = with_two_trustees()
    decision = find(events, "decision.made")
    del decision["case"]["contributions"][1]
    decision.update(WAYS["sealed_price"].decide_json(decision["case"]))


@resigned("said to be withheld for too-few-valid-shares, recomputed: it opens")
def a_trustees_contribution_that_opens_is_called_withheld(events):
    """What stands in for it would win: so it is said not to have opened."""
    events[:] = with_two_trustees()
    shown = find(events, "draw.shown", party="trustee-2")
    del shown["value"]
    shown.update(type="draw.withheld", reason="too-few-valid-shares")
