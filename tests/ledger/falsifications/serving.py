"""Falsified histories, each signed again with the operator's key: awards, contracts, payments and scores."""

import copy

from tests.ledger.falsifications.catalogue import find, move, resigned, shift


@resigned("awarded before the publicity ends")
def the_award_comes_before_the_end_of_publicity(events):
    decision = find(events, "decision.made")
    decision["publicity_ends"] = shift(decision["publicity_ends"], hours=3)


@resigned("awarded against an objection")
def an_objection_is_passed_over(events):
    filed = {**find(events, "need.closed"), "type": "objection.filed", "org": "91350100M000100Y43"}
    award = find(events, "award.made")
    filed["at"] = award["at"]
    events.insert(events.index(award), filed)


@resigned("holds the award already")
def a_second_award_is_made(events):
    award = find(events, "award.made", 1)
    events.insert(events.index(award) + 1, copy.deepcopy(award))


@resigned("holds the award already")
def a_decline_is_forgotten(events):
    events.remove(find(events, "award.declined"))


@resigned("expected the award's parties")
def the_contract_says_another_price(events):
    find(events, "contract.drawn_up")["fen"] += 1


@resigned("expected both sides on one text")
def the_agency_never_signed(events):
    events.remove(find(events, "contract.confirmed", side="agency"))


@resigned("another text was confirmed")
def another_text_was_signed(events):
    find(events, "contract.confirmed")["terms"] = "ef" * 32


@resigned("fen paid on a contract of")
def more_is_paid_than_the_contract_says(events):
    paid = find(events, "payment.settled")
    events.insert(events.index(paid) + 1, {**paid, "payment": "another", "fen": 1})


@resigned("it stands here again")
def a_payment_is_counted_twice(events):
    paid = find(events, "payment.settled")
    paid["fen"] //= 2
    events.insert(events.index(paid) + 1, copy.deepcopy(paid))


@resigned("is signed, expected accepted")
def it_is_paid_before_acceptance(events):
    paid = find(events, "payment.settled")
    move(events, paid, before=find(events, "delivery.accepted"))


@resigned("accepted without a delivery")
def a_delivery_is_made_up(events):
    events.remove(find(events, "delivery.made"))


@resigned("expected the award that was made last")
def another_bid_is_confirmed(events):
    find(events, "award.confirmed")["bid"] = "00" * 32


@resigned("expected a second notice only after")
def a_second_notice_has_no_first(events):
    find(events, "need.published", 2)["first"] = "ZX-2026-0099"


@resigned("expected a deadline at least 3 days")
def the_notice_was_too_short(events):
    need = find(events, "need.published")
    need["at"] = shift(need["deadline"], days=-2)


@resigned("expected version 2, found 3")
def a_version_is_skipped(events):
    find(events, "need.amended")["version"] = 3


@resigned("expected log.genesis as line 1")
def the_beginning_is_cut_off(events):
    del events[0]


@resigned("expected a time not long before")
def time_goes_back(events):
    find(events, "contract.signed")["at"] = shift(find(events, "contract.signed")["at"], hours=-2)


@resigned("a field is missing or malformed")
def a_field_is_missing(events):
    del find(events, "need.closed")["root"]


@resigned("a field is of another kind than everywhere: bids")
def a_field_is_of_another_kind(events):
    find(events, "need.closed")["bids"] = "4"


@resigned("expected the score")
def a_score_is_raised(events):
    find(events, "score.published")["score_centi"] += 1


@resigned("the score's votes are not those on the record")
def a_bad_mark_is_left_out_of_the_score(events):
    find(events, "score.published")["inputs"]["votes"][0]["scores"]["fee"] = 5


@resigned("the score's deliveries are not those on the record")
def a_late_delivery_is_forgiven(events):
    find(events, "delivery.accepted")["days_late"] = 3


@resigned("expected the buyer to rate")
def somebody_else_rates(events):
    find(events, "rating.recorded")["rater"] = "91350100M000100Y43"
