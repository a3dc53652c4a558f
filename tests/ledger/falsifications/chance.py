"""Falsified histories, each signed again with the operator's key: what went into the draws besides the bids."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bidding.methods import WAYS
from draws.draw import NO_BEACON
from draws.sources.drand import round_after
from draws.terms import SEALED, notary_statement
from draws.ways import RFC3797, Way
from kernel.clock import BEIJING
from ledger.record import stamp
from sealing.envelope import seal
from sealing.suites import DEFAULT, SUITES
from tests.ledger.falsifications.catalogue import find, move, resigned, shift
from tests.makers import history as make


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


def with_two_trustees(second: Callable[[str, str], make.Event] = make.a_notary) -> list[make.Event]:
    """A need whose keys two hold, either of whom opens: the operator's contribution lies sealed to them."""
    day = make.History(trustees=2, second=second)
    need = day.a_need("ZX-2026-0001")
    bids = [day.a_bid(need, day.an_agency(), 11_000_000) for _ in range(3)]
    root = day.closing(need, bids)
    day.a_decision(need, day.opening(need, bids), root)
    return day.events


def drawn_by(way: Way, **more: Any) -> list[make.Event]:
    """Three equal prices, under a notice that names this way of drawing."""
    day = make.History()
    need = day.a_need("ZX-2026-0001", draw=make.terms_now(way=way), **more)
    bids = [day.a_bid(need, day.an_agency(), 11_000_000) for _ in range(3)]
    root = day.closing(need, bids)
    day.a_decision(need, day.opening(need, bids), root)
    return day.events


WAY = "expected a way of drawing that is known and can draw this"


@resigned("the case is not what notice, frozen list and opened bids give: it has a needless way")
def a_draw_is_made_again_by_another_method(events):
    """The decision is made anew, whole and consistent, by method F where the notice names method R."""
    decision = find(events, "decision.made")
    decision["case"]["way"] = {"method": "F", "digest": "sha256"}
    decision.update(WAYS["sealed_price"].decide_json(decision["case"]))


@resigned("the case is not what notice, frozen list and opened bids give: it has a needless way")
def a_draw_is_made_again_by_another_hash(events):
    """The decision is made anew, whole and consistent, by SM3 where the notice names SHA-256."""
    decision = find(events, "decision.made")
    decision["case"]["way"] = {"method": "R", "digest": "sm3"}
    decision.update(WAYS["sealed_price"].decide_json(decision["case"]))


@resigned("the case is not what notice, frozen list and opened bids give: it has no way")
def the_usual_way_is_drawn_by_where_rfc_3797_is_named(events):
    """The notice names RFC 3797; the decision is made by method R, whole and consistent."""
    events[:] = drawn_by(Way(RFC3797))
    decision = find(events, "decision.made")
    del decision["case"]["way"]
    decision.update(WAYS["sealed_price"].decide_json(decision["case"]))


@resigned("a draw among equals does not follow from its seed")
def the_case_names_the_way_of_the_notice_and_another_is_drawn_by(events):
    """Notice and case name method F; the seed, the order and the ranking are those of method R."""
    usual = true = None
    while usual == true:  # two among equals come in the same order by both methods every other time
        events[:] = drawn_by(Way("F"))
        decision = find(events, "decision.made")
        true = {name: decision[name] for name in ("ranking", "struck", "draws", "low")}
        usual = WAYS["sealed_price"].decide_json({name: said for name, said in decision["case"].items() if name != "way"})
        usual = {name: usual[name] for name in true}
    decision.update(usual)


@resigned("a draw among equals does not follow from its seed")
def a_turn_of_rfc_3797_takes_out_another(events):
    events[:] = drawn_by(Way(RFC3797))
    order = find(events, "decision.made")["draws"][0]["order"]
    order[0], order[1] = order[1], order[0]


@resigned(WAY)
def an_unknown_way_of_drawing_is_named(events):
    find(events, "need.published")["draw"]["way"]["method"] = "Q"


@resigned(WAY)
def a_way_of_drawing_names_a_hash_that_is_broken(events):
    find(events, "need.published")["draw"]["way"]["digest"] = "md5"


@resigned(WAY)
def a_notarys_words_are_named_beside_rfc_3797(events):
    """A notary can write down any words: RFC 3797 makes no number of them."""
    events[:] = with_a_notary()
    find(events, "need.published")["draw"]["way"]["method"] = RFC3797


@resigned(WAY)
def rfc_3797_is_named_where_some_hold_more_numbers(events):
    find(events, "need.published")["draw"]["way"]["method"] = RFC3797
    find(events, "need.published")["method"] = "credit_shortlist"


@resigned("expected the way of drawing, as in the notices before it")
def a_later_notice_names_no_way_of_drawing(events):
    del find(events, "need.published", need="ZX-2026-0002-2")["draw"]["way"]


SIGNATURE = "ab" * 48


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


def with_a_beacon() -> list[make.Event]:
    """A need whose notice named a round of drand; its value came three minutes after the closing."""
    day = make.History()
    agencies = [day.an_agency() for _ in range(3)]
    closes_at = day.now + timedelta(days=4)
    named = {"source": "drand-quicknet", "period": str(round_after(closes_at)), "by": stamp(closes_at + timedelta(hours=2))}
    need = day.a_need("ZX-2026-0001", draw=make.terms_now({**named, "fallback": "none"}))
    assert need["deadline"] == stamp(closes_at)
    return _drawn_with(day, need, agencies, SIGNATURE)


def with_a_notary() -> list[make.Event]:
    """A need whose notice named a notary; the notary drew and signed a number after the closing."""
    day = make.History()
    agencies = [day.an_agency() for _ in range(3)]
    closes_at, key = day.now + timedelta(days=4), Ed25519PrivateKey.from_private_bytes(b"\x03" * 32)
    period = closes_at.astimezone(BEIJING).date().isoformat()
    named = {"source": "notary", "period": period, "by": stamp(closes_at + timedelta(days=2)), "fallback": "none"}
    need = day.a_need("ZX-2026-0001", draw=make.terms_now({**named, "key": key.public_key().public_bytes_raw().hex()}))
    proof = key.sign(notary_statement(need["need"], period, "040815")).hex()
    return _drawn_with(day, need, agencies, "040815", proof=proof)


def _drawn_with(day: make.History, need: make.Event, agencies: list[str], value: str, **proof: str) -> list[make.Event]:
    bids = [day.a_bid(need, agency, 11_000_000) for agency in agencies]
    root = day.closing(need, bids)
    opened = day.opening(need, bids)
    named = need["draw"]["beacon"]
    beacon = (named["source"], named["period"], value)
    day.add("beacon.fetched", need=need["need"], source=beacon[0], period=beacon[1], value=value, **proof)
    day.a_decision(need, opened, root, beacon=beacon)
    return day.events
