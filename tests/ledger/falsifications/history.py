"""Falsified histories, each signed again with the operator's key."""

# mypy: ignore-errors
import copy

from tests.ledger.falsifications.catalogue import double, find, move, resigned, shift
from tests.makers import ledger as make


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


@resigned("a field is missing or malformed")
def a_field_is_of_another_kind(events):
    find(events, "bid.opened")["plain"] = None


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


# Lines dropped, doubled, swapped


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


# Times off by a second


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


# Reserves, bounds, marks, reasons, chance


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


# Contracts, payments, ratings


@resigned("completed at")
def a_contract_is_completed_before_it_is_paid(events):
    events.remove(find(events, "payment.settled"))


@resigned("expected the award's parties")
def the_contract_goes_to_another(events):
    find(events, "contract.drawn_up")["bidder"] = find(events, "decision.made")["ranking"][0]["bidder"]


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
