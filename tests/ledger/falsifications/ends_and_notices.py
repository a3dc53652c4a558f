"""Falsified histories, each signed again with the operator's key: how a need ends, what a later notice says, for what a bid is struck."""

from datetime import timedelta

from ledger.record import stamp
from tests.ledger.falsifications.catalogue import find, resigned, shift
from tests.makers.by_the_book import CERTIFICATE, NEED, OFFICIALS, SUPERVISOR, a_suspension
from tests.makers.history import OPERATES, History
from tests.makers.market import a_uscc

FIRST, LOW = "ZX-2026-0001", "ZX-2026-0004"


class Bids:
    """A need with three bids, to be brought as far as a lie wants it."""

    def __init__(self, **notice):
        self.day = History(fast=True)
        bidders = [self.day.an_agency() for _ in range(3)]
        self.need = self.day.a_need(FIRST, **notice)
        self.named = {"need": FIRST}
        self.bids = [self.day.a_bid(self.need, who, 12_000_000 + 100 * n) for n, who in enumerate(bidders)]

    def opened(self):
        root = self.day.closing(self.need, self.bids)
        return self.day.opening(self.need, self.bids), root

    def decided(self):
        return self.day.a_decision(self.need, *self.opened())

    def awarded(self):
        ranking = self.decided()
        return ranking, self.day.an_award(ranking[0], self.need)

    def delayed(self, held=0):
        self.day.now += timedelta(minutes=40)
        until = stamp(self.day.now + timedelta(days=2))
        self.day.add("opening.delayed", **self.named, held=held, threshold=1, outcomes={}, until=until)
        return until

    def given_up(self, reason="keys_missing", **by):
        self.day.add("need.cancelled", **self.named, reason=reason, **by)
        return self.day.events

    def failed(self, because):
        self.day.add("need.failed", **self.named, because=because)
        return self.day.events


@resigned("revoked, expected a contract that lapsed or was terminated")
def an_award_is_revoked_so_that_the_second_wins(events):
    made = Bids()
    ranking, award = made.awarded()
    made.day.add("award.revoked", need=FIRST, bidder=award["bidder"], bid=award["bid"], because="不合适")
    made.day.service(made.need, made.day.an_award(ranking[1], made.need), "C1")
    events[:] = made.day.events


@resigned("revoked, expected a contract that lapsed or was terminated")
def an_award_is_revoked_under_a_contract_that_runs(events):
    signed = find(events, "contract.signed")
    award = find(events, "award.confirmed")
    revoked = {**signed, "type": "award.revoked", "bid": award["bid"], "because": "x"}
    events.insert(events.index(signed) + 1, revoked)


@resigned("cancelled after an award was made")
def a_need_is_cancelled_after_its_award(events):
    made = Bids()
    made.awarded()
    events[:] = made.given_up("budget_lost", by={"kind": "firm", "org": made.day.buyer})


@resigned("expected a delay of the opening before any key was released")
def an_opening_is_delayed_though_the_key_stands_on_the_record(events):
    made = Bids()
    made.day.closing(made.need, made.bids)
    made.day.add("trustee.released", need=FIRST, i=1, key=made.day.key)
    made.day.until(made.delayed())
    events[:] = made.given_up()


@resigned("cancelled for missing keys, where keys were released or bids are opened")
def keys_are_said_to_be_missing_where_every_bid_is_opened(events):
    made = Bids()
    made.opened()
    made.day.until(made.delayed())
    events[:] = made.given_up()


@resigned("cancelled for missing keys, where keys were released or bids are opened")
def keys_are_said_to_be_missing_after_the_decision(events):
    made = Bids()
    opened, root = made.opened()
    made.delayed()
    made.day.a_decision(made.need, opened, root)
    events[:] = made.given_up()


@resigned("a need that is closed does not fail for nobody_left")
def nobody_is_said_to_be_left_before_anything_is_decided(events):
    made = Bids()
    made.opened()
    events[:] = made.failed("nobody_left")


@resigned("a need that is decided does not fail for unwanted")
def a_need_fails_for_a_reason_of_its_own(events):
    made = Bids()
    made.decided()
    events[:] = made.failed("unwanted")


@resigned("a need that is closed does not fail for None")
def a_need_fails_for_no_reason(events):
    made = Bids()
    made.opened()
    events[:] = made.failed(None)


def amended(events, *, material=False, **fields):
    """A new version of the first notice, an hour before its deadline, in which those fields are others."""
    notice, closed = find(events, "need.published"), find(events, "need.closed")
    version = {"type": "need.amended", "at": shift(closed["deadline"], hours=-1), "version": 2, "material": material, "what": "x"}
    events.insert(events.index(closed), {**notice, **version, **fields})
    closed["version"] = 2


@resigned("found another avoid")
def a_bidder_is_put_on_the_avoidance_list_in_passing(events):
    amended(events, avoid=[find(events, "bid.sealed")["bidder"]])


@resigned("found another certificates")
def a_certificate_is_asked_for_in_passing(events):
    amended(events, certificates=[CERTIFICATE])


@resigned("found another region and title")
def region_and_title_are_changed_in_passing(events):
    amended(events, region="410700", title="别的")


@resigned("an amendment leaves buyer, service, region and method as they are: found another buyer and region")
def a_material_amendment_hands_the_need_to_another_buyer(events):
    """A material amendment hands the need to another buyer, in another region."""
    need = find(events, "need.amended", material=True)
    need["buyer"] = need["by"]["org"] = a_uscc("91", 903)
    need["region"] = "410700"


@resigned("expected the second notice to say what the first said, found another title and ceiling_fen")
def a_second_notice_calls_for_something_else(events):
    find(events, "need.published", round=2).update(title="工程监理", ceiling_fen=90_000_000)


@resigned("expected second notice of ZX-2026-0002 once")
def a_notice_is_followed_by_two_second_ones(events):
    again = find(events, "need.published", round=2)
    events.insert(events.index(again) + 1, {**again, "need": "ZX-2026-0002-3"})


def struck(events, rule, at=0):
    """A bid of the first need is struck for that rule before the decision."""
    opened = find(events, "bid.opened", at)
    reasons = [{"rule": f"bidding.{rule}", "because": "x"}]
    events.insert(events.index(find(events, "decision.made")), {**opened, "type": "bid.struck", "reasons": reasons})


@resigned("expected rules for which a bid is struck")
def a_bid_is_struck_for_a_rule_that_is_none(events):
    struck(events, "we_do_not_like_it")


@resigned("expected rules for which a bid is struck")
def a_bid_is_struck_for_its_price(events):
    """A bid is struck for a price outside the bounds, which needs no strike."""
    struck(events, "price_lies_within_the_bounds")


@resigned("where the record shows the rule kept")
def a_bid_is_struck_for_a_service_that_is_offered(events):
    struck(events, "agency_offers_the_service")


@resigned("where the record shows the rule kept")
def a_bid_is_struck_for_certificates_that_nobody_asked_for(events):
    struck(events, "certificates_last_through_the_service")


@resigned("where the record shows the rule kept")
def a_bid_is_struck_for_a_tie_that_nobody_declared(events):
    struck(events, "agency_is_untied_to_the_approving_organ")


def objected(events, *answers, filed=1, **body):
    """Objections of the second in order against the first decision, and answers to them, all within the publicity."""
    made = find(events, "decision.made", need=FIRST)
    by = {"v": 1, "at": shift(made["at"], minutes=1), "need": FIRST, "org": made["ranking"][1]["bidder"], **body}
    said = {"type": "objection.filed", "by": {"kind": "agency", "org": by["org"]}}
    answered = [{"type": "objection.answered", "by": {"kind": "system"}, **each} for each in answers]
    here = events.index(made) + 1
    events[here:here] = [{**by, **each} for each in [*[said] * filed, *answered]]


@resigned("answered by silence, expected it to be dismissed, 7 days after")
def an_objection_is_dismissed_by_silence_at_once(events):
    objected(events, {"upheld": False, "silent": True})


@resigned("answered by silence, expected it to be dismissed, 7 days after")
def silence_upholds_an_objection(events):
    objected(events, {"upheld": True, "silent": True})


@resigned("and no other of")
def one_answer_is_meant_for_two_objections(events):
    buyer = {"kind": "firm", "org": find(events, "need.published")["buyer"]}
    objected(events, {"upheld": False, "silent": False, "by": buyer}, filed=2)


@resigned("expected an objection before")
def an_objection_is_let_in_after_the_publicity(events):
    ends = find(events, "decision.made", need=FIRST)["publicity_ends"]
    objected(events, at=ends)


@resigned("expected low")
def a_notice_leaves_the_lines_of_low_prices_out(events):
    del find(events, "need.published", need=NEED)["low"]


def removed(day, org):
    """Two officials remove an agency for a year; the day after it is registered anew."""
    by, case = {"kind": "regulator", "org": SUPERVISOR}, {"case": "ZX-AN-2026-0003", "org": org}
    opener, *voters = OFFICIALS
    day.add("case.opened", **case, trigger="false_material", measure="removal_12", official=opener, by=by)
    told = {"answer_by": stamp(day.now + timedelta(days=7)), "decide_by": stamp(day.now + timedelta(days=90))}
    day.add("case.notified", **case, **told, by=by)
    day.add("case.answered", **case, hearing=False, by={"kind": "agency", "org": org})
    for official in voters[:2]:
        day.add("case.voted", **case, official=official, **{"for": True}, by=by)
    until = stamp(day.now + timedelta(days=366))
    day.add("org.removed", org=org, until=until, case=case["case"], by=by)
    day.now -= timedelta(minutes=1)
    said = {"trigger": "false_material", "measure": "removal_12", "until": until, "officials": [SUPERVISOR] * 2}
    day.add("case.decided", **case, **said, by=by)
    day.now += timedelta(days=1)
    day.add("org.registered", org=org, by_silence=False, by=OPERATES, services=[])


@resigned("registered anew before its bar ends at")
def an_agency_that_was_removed_is_back_the_next_day(events):
    day = History()
    org = day.an_agency()
    a_suspension(day, org)
    removed(day, org)
    events[:] = day.events


def entered(events, before, kind):
    """The buyer of the first need is entered before that event."""
    unit = {"type": "organisation.entered", "org": find(events, "need.published")["buyer"], "kind": kind}
    events.insert(events.index(before), {"v": 1, "at": before["at"], "by": {"kind": "system"}, **unit})


@resigned("was entered after a notice of its own")
def a_buyer_is_entered_after_its_notice(events):
    entered(events, find(events, "need.closed"), "department")


@resigned("expected organisation")
def a_buyer_is_entered_as_two_kinds(events):
    for kind in ("firm", "department"):
        entered(events, find(events, "need.published"), kind)


def with_a_table(events, before, **terms):
    """A table of those terms stands on the record before that event."""
    rows = [{"region": "410000", "name": name, "value": n, "kind": "default", "since": "2018-07-19"} for name, n in terms.items()]
    table = {"v": 1, "type": "term.changed", "at": before["at"], "by": {"kind": "system"}, "terms": rows}
    events.insert(events.index(before), table)


@resigned("expected explain_by at least 3 days after")
def the_time_to_explain_is_shorter_than_the_table(events):
    with_a_table(events, find(events, "explanation.asked", need=LOW), explain_days=3)


@resigned("expected judge_by at least 3 days after")
def the_time_to_judge_is_shorter_than_the_table(events):
    with_a_table(events, find(events, "price.explained", need=LOW), judge_days=3)
