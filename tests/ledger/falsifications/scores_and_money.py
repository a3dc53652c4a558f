"""Falsified histories, each signed again with the operator's key: who rates and by which marks, days, votes, periods, refunds."""

from typing import Any

from tests.ledger.falsifications.catalogue import Event, find, resigned, shift
from tests.makers.by_the_book import CASE, NEED, ORGAN
from tests.makers.by_the_book import CONTRACT as LATER

CONTRACT, RATING = "ZX-HT-2026-0001", "R-ZX-HT-2026-0001"
BY_CLOCK = {"kind": "system"}


def _after(events: list[Event], event: Event, fact: str, /, **body: Any) -> Event:
    """Write a fact right after another, in its moment, as nobody's word if nothing else is said."""
    written = {"v": 1, "type": fact, "at": event["at"], "by": BY_CLOCK, **body}
    events.insert(events.index(event) + 1, written)
    return written


def _objected(events: list[Event]) -> Event:
    """The agency objects to its rating."""
    rated = find(events, "rating.recorded")
    org = rated["org"]
    return _after(events, rated, "rating.objected", rating=RATING, org=org, by={"kind": "agency", "org": org})


def _taken_out(events: list[Event], after: Event, **how: Any) -> None:
    """The rating is taken out of the score, which is published without it."""
    body = {"rating": RATING, "org": after["org"], "withdrawn": True, "by": {"kind": "operator"}, **how}
    _after(events, after, "rating.corrected", **body)
    score = find(events, "score.published")
    score["inputs"]["votes"] = []
    score.update(score_centi=None, grade="none", evaluations=0)


@resigned("expected an objection to the rating that waits for its answer")
def a_rating_is_taken_out_to_which_nobody_objected(events):
    _taken_out(events, find(events, "rating.recorded"))


@resigned("expected an official to answer the objection")
def the_agency_takes_its_own_rating_out(events):
    _taken_out(events, objected := _objected(events), by=objected["by"])


@resigned("which takes the rating out after")
def the_clock_takes_a_rating_out_at_once(events):
    finished, accepted = find(events, "need.finished", need=NEED), find(events, "delivery.accepted", contract=LATER)
    org, buyer = accepted["bidder"], find(events, "need.published", need=NEED)["buyer"]
    find(events, "org.registered", org=org)["region"] = "410300"
    about = {"rating": "R-5", "org": org}
    rated = {**find(events, "rating.recorded"), **about, "contract": LATER, "need": NEED, "rater": buyer}
    _after(events, finished, "rating.corrected", **about, withdrawn=True)
    _after(events, finished, "rating.objected", **about, by={"kind": "agency", "org": org})
    _after(events, finished, "rating.recorded", **{**rated, "at": finished["at"], "by": accepted["by"]})


@resigned("expected a rating to be taken out, its marks never change")
def a_rating_is_corrected_to_marks_of_fifty(events):
    objected = _objected(events)
    marks = dict.fromkeys(find(events, "rating.recorded")["scores"], 50)
    _after(events, objected, "rating.corrected", rating=RATING, org=objected["org"], scores=marks, by={"kind": "operator"})


@resigned("whom the rating is about")
def another_agency_objects_to_the_rating(events):
    objected = _objected(events)
    objected["org"] = objected["by"]["org"] = find(events, "org.registered", 4)["org"]


@resigned("expected one objection to a rating")
def a_rating_is_objected_to_twice(events):
    again = _after(
        events, objected := _objected(events), "rating.objected", **{**objected, "at": shift(objected["at"], seconds=1)}
    )
    assert again["org"] == objected["org"]


@resigned("expected five marks from 1 to 5")
def a_mark_is_true(events):
    """A mark is `true`, which some languages take for 1."""
    find(events, "rating.recorded")["scores"]["fee"] = True


@resigned("expected the buyer, or as department")
def a_side_rates_that_nobody_knows(events):
    find(events, "rating.recorded")["side"] = "neighbour"


@resigned("expected the buyer, or as department")
def the_agency_rates_itself_as_department(events):
    rated = find(events, "rating.recorded")
    rated.update(side="department", rater=rated["org"], by={"kind": "agency", "org": rated["org"]})


@resigned("expected the buyer, or as department")
def the_buyer_rates_as_department_too(events):
    rated = find(events, "rating.recorded")
    again = {**rated, "rating": "R-again", "side": "department", "at": shift(rated["at"], seconds=1)}
    routed = {**find(events, "supervision.routed"), "org": rated["rater"], "at": rated["at"]}
    events[events.index(rated) + 1 : events.index(rated) + 1] = [routed, again]


@resigned("expected the score of the day on which it is published")
def a_score_is_of_the_day_before(events):
    score = find(events, "score.published")
    score["on"] = score["inputs"]["on"] = shift(f"{score['on']}T00:00:00.000000Z", days=-1)[:10]
    score["inputs"].update(votes=[], deliveries=[])
    score.update(score_centi=None, grade="none", evaluations=0)


@resigned("expected a day of the calendar")
def a_contract_is_due_in_a_week_of_the_year(events):
    find(events, "contract.signed", contract=CONTRACT)["due_on"] = "2027-W01-1"


@resigned("expected a day of the calendar")
def a_contract_is_due_on_a_day_without_dashes(events):
    find(events, "contract.signed", contract=CONTRACT)["due_on"] = "20270104"


@resigned("expected a day of the calendar")
def a_change_asks_for_a_day_that_the_calendar_lacks(events):
    find(events, "change.proposed")["due_on"] = "2027-02-30"


@resigned("expected the time of the entry")
def an_acceptance_is_dated_back_out_of_the_score(events):
    find(events, "delivery.accepted", contract=CONTRACT)["accepted_at"] = "2020-01-01T00:00:00.000000Z"


@resigned("30 days after the confirmation")
def a_contract_may_be_signed_for_one_day_from_the_confirmation(events):
    drawn = find(events, "contract.drawn_up", contract=LATER)
    confirmed = find(events, "award.confirmed", need=drawn["need"])
    drawn["sign_by"] = shift(confirmed["at"], days=1)


@resigned("expected accept_by at least 10 days after")
def a_firm_has_one_day_to_accept(events):
    made = find(events, "delivery.made", contract=LATER)
    made["accept_by"] = shift(made["at"], days=1)


@resigned("expected accept_by where a firm may let it pass")
def a_firm_is_given_no_time_to_accept(events):
    find(events, "delivery.made", contract=CONTRACT)["accept_by"] = ""


@resigned("expected a vote for the measure or against it")
def a_vote_is_neither_for_nor_against(events):
    find(events, "case.voted", 2)["for"] = None


@resigned("a field is of another kind than everywhere: for")
def a_vote_says_no_in_words(events):
    find(events, "case.voted", 2)["for"] = "no"


@resigned("expected three ratings in twelve months")
def the_clock_opens_a_case_where_nobody_rated_poorly(events):
    suspended = find(events, "org.suspended", case=CASE)
    decided = find(events, "case.decided", case=CASE)
    body = {"case": "ZX-AN-2026-0009", "org": find(events, "org.registered")["org"]}
    _after(events, decided, "case.opened", **body, trigger="poor_quality", measure="suspension_3")
    assert suspended["org"] != body["org"]


@resigned("expected the clock to propose suspension_3")
def the_clock_proposes_the_harshest_measure(events):
    decided = find(events, "case.decided", case=CASE)
    body = {"case": "ZX-AN-2026-0009", "org": find(events, "org.registered")["org"]}
    _after(events, decided, "case.opened", **body, trigger="poor_quality", measure="suspension_6")


@resigned("expected the word of")
def the_operator_ends_a_tie(events):
    tie = find(events, "tie.declared")
    _after(events, tie, "tie.ended", org=tie["org"], organ=tie["organ"], by={"kind": "operator", "org": ORGAN})


@resigned("expected the word of")
def the_operator_drops_a_certificate(events):
    held = find(events, "certificate.added")
    gone = {name: held[name] for name in ("org", "kind", "valid_until")}
    _after(events, held, "certificate.dropped", **gone, by={"kind": "operator", "org": ORGAN})


def _refund(events: list[Event], payment: str, fen: int, *, prepared: int | None) -> None:
    """Money of the second contract comes back; `prepared` is what was said before, if anything."""
    bill = find(events, "need.finished", need="ZX-2026-0002-2")
    paid = find(events, "payment.settled", contract="ZX-HT-2026-0002")
    named = {"contract": paid["contract"], "need": paid["need"], "payment": payment, "refund": f"{payment}-R1"}
    _after(events, bill, "payment.refunded", **named, bidder=paid["bidder"], fen=fen)
    if prepared is not None:
        by = {"kind": "agency", "org": paid["bidder"]}
        _after(events, bill, "refund.prepared", **named, fen=prepared, by=by)


@resigned("as it was prepared")
def a_refund_was_never_prepared(events):
    _refund(events, "ZX-HT-2026-0002-0", 5000, prepared=None)


@resigned("as it was prepared")
def another_sum_comes_back_than_was_prepared(events):
    _refund(events, "ZX-HT-2026-0002-0", 5000, prepared=4000)


@resigned("expected a refund of at most what payment")
def more_is_to_come_back_than_the_payment_brought(events):
    _refund(events, "ZX-HT-2026-0002-0", 12_000_001, prepared=12_000_001)


@resigned("expected a refund of at most what payment")
def the_payment_of_another_contract_comes_back(events):
    _refund(events, "ZX-HT-2026-0001-0", 5000, prepared=5000)


@resigned("expected a unified social credit code")
def an_agency_is_registered_under_a_word_of_a_language(events):
    """An agency is registered under a word that means something else to a program."""
    entered = find(events, "org.registered", 4)
    _after(events, entered, "org.registered", **{**entered, "org": "__proto__"})
