"""Falsified histories, each signed again with the operator's key: reserves, bounds, chance, money."""

from tests.ledger.falsifications.catalogue import double, find, resigned, shift


@resigned("expected the award to go to")
def the_reserves_are_offered_out_of_order(events):
    """After the decline the third is offered the award, not the second."""
    third = find(events, "decision.made")["ranking"][2]
    find(events, "award.made", 1).update(bidder=third["bidder"], bid=third["bid"], place=3, fen=third["amount_fen"])


@resigned("the ranking does not follow")
def the_reserves_are_swapped_in_the_decision(events):
    ranking = find(events, "decision.made")["ranking"]
    ranking[1], ranking[2] = ranking[2], ranking[1]


@resigned("the case is not what notice, frozen list and opened bids give: it.ceiling_fen")
def the_ceiling_of_the_case_is_changed(events):
    find(events, "decision.made")["case"]["ceiling_fen"] += 1


@resigned("it.offers[0].score_centi")
def a_credit_score_is_made_up_for_a_tie(events):
    find(events, "decision.made")["case"]["offers"][0]["score_centi"] = 9_999


@resigned("the case names other bids than were opened")
def a_bid_is_left_out_of_the_case(events):
    find(events, "decision.made")["case"]["offers"].pop()


@resigned("a draw among equals does not follow from its seed")
def the_seed_of_a_draw_is_changed(events):
    find(events, "decision.made")["draws"][0]["seed"] = "00" * 32


@resigned("it.offers[0].r")
def a_contribution_to_a_draw_is_replaced(events):
    find(events, "decision.made")["case"]["offers"][0]["r"] = "00" * 32


@resigned("what was opened is not what was sealed")
def the_secret_bytes_of_a_bid_are_replaced(events):
    find(events, "bid.opened")["r"] = "00" * 32


@resigned("reason is")
def the_words_about_a_tie_are_changed(events):
    """The words after the price say another place in the draw among equals."""
    ranking = find(events, "decision.made")["ranking"]
    ranking[0]["reason"] = ranking[0]["reason"].replace("列第 1", "列第 2")


@resigned("others are abnormally low")
def a_low_price_is_made_up(events):
    decision = find(events, "decision.made")
    decision["low"] = [decision["ranking"][0]["bidder"]]


@resigned("expected an opened bid and at least one reason")
def a_bid_is_struck_without_a_reason(events):
    opened = find(events, "bid.opened")
    struck = {**opened, "type": "bid.struck", "reasons": []}
    events.insert(events.index(find(events, "decision.made")), struck)


@resigned("expected the closing at or after")
def the_closing_names_another_deadline(events):
    closed = find(events, "need.closed")
    closed["deadline"] = shift(closed["deadline"], seconds=-1)


@resigned("expected a trustee of the notice, once")
def a_stranger_releases_a_key(events):
    find(events, "trustee.released")["i"] = 7


@resigned("leaves deadline, trustees, method and bounds")
def a_floor_is_raised_in_passing(events):
    """An amendment said not to be material changes the floor."""
    need = find(events, "need.published")
    fields = {name: value for name, value in need.items() if name not in ("type", "at")}
    amended = {**fields, "type": "need.amended", "version": 2, "material": False, "what": "", "floor_fen": 1}
    amended["at"] = shift(need["at"], seconds=1)
    events.insert(events.index(need) + 1, amended)


@resigned("completed at")
def a_contract_is_completed_before_it_is_paid(events):
    events.remove(find(events, "payment.settled"))


@resigned("expected the award's parties")
def the_contract_goes_to_another(events):
    find(events, "contract.drawn_up")["bidder"] = find(events, "decision.made")["ranking"][0]["bidder"]


@resigned("declined, expected an award that is not confirmed")
def a_winner_declines_what_it_confirmed(events):
    confirmed = find(events, "award.confirmed")
    named = {name: confirmed[name] for name in ("v", "at", "by", "need", "bidder", "bid")}
    events.insert(events.index(confirmed) + 1, {**named, "type": "award.declined", "silent": False})


@resigned("this award is confirmed already")
def an_award_is_confirmed_twice(events):
    confirmed = find(events, "award.confirmed")
    double(events, confirmed)
    events[events.index(confirmed) + 1]["at"] = shift(confirmed["at"], seconds=1)


@resigned("once, it stands here again")
def one_contract_is_rated_twice(events):
    rated = find(events, "rating.recorded")
    double(events, rated)
    events[events.index(rated) + 1].update(rating="R-again", at=shift(rated["at"], seconds=1))


@resigned("expected five marks from 1 to 5")
def a_mark_above_five(events):
    find(events, "rating.recorded")["scores"]["fee"] = 6


@resigned("expected need ZX-2026-0001 once")
def a_number_is_given_to_two_needs(events):
    find(events, "need.published", 1)["need"] = "ZX-2026-0001"


@resigned("expected the log and key of trust.json")
def the_first_entry_names_another_key(events):
    events[0]["key"] = "11" * 32


@resigned("expected v 1 and a time in UTC")
def a_time_without_its_zone(events):
    find(events, "need.closed")["at"] = "2026-06-07T02:06:00.000000+08:00"


@resigned("expected whole numbers")
def an_amount_with_a_fraction(events):
    find(events, "bid.opened")["plain"]["amount_fen"] = 110000.5


@resigned("expected one of the methods")
def a_method_that_nobody_knows(events):
    find(events, "need.published")["method"] = "whom_we_like"
