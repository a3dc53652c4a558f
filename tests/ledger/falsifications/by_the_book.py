"""Falsified histories, each signed again with the operator's key: whose word it was, by which terms, who may serve, how a case went."""

from tests.ledger.falsifications.catalogue import find, move, resigned, shift
from tests.makers.by_the_book import CASE, CONTRACT, NEED, ORGAN

BIDDER = "91350100M000100Y43"


@resigned("expected the word of")
def another_agency_signs_the_bid(events):
    find(events, "bid.sealed", 2)["by"]["org"] = find(events, "bid.sealed")["bidder"]


@resigned("expected the word of")
def the_operator_answers_for_the_buyer(events):
    find(events, "question.answered")["by"] = {"kind": "operator", "org": BIDDER}


@resigned("expected nobody's word where silence decides")
def a_declared_silence_has_a_speaker(events):
    find(events, "award.declined")["silent"] = True


@resigned("expected the word of a regulator")
def a_vote_is_an_operators(events):
    find(events, "case.voted")["by"]["kind"] = "operator"


@resigned("expected minimum 3 by the table of terms")
def one_need_asks_for_fewer_than_the_table(events):
    find(events, "need.published", need=NEED)["minimum"] = 2


@resigned("expected notice_days 3 by the table of terms")
def one_notice_runs_shorter_than_the_table(events):
    find(events, "need.published", need=NEED)["notice_days"] = 1


@resigned("expected publicity_ends at least 3 days after")
def the_publicity_is_cut_short(events):
    made = find(events, "decision.made", need=NEED)
    made["publicity_ends"] = shift(made["publicity_ends"], days=-1)


@resigned("expected confirm_by at least 2 days after")
def the_time_to_confirm_is_cut_short(events):
    made = find(events, "award.made", need=NEED)
    made["confirm_by"] = shift(made["confirm_by"], days=-1)


@resigned("by the table of terms")
def the_table_is_changed_before_the_notice_only_for_it(events):
    """The table gives another number than the notice, from the day before on."""
    day = find(events, "need.published", need=NEED)["at"][:10]
    find(events, "term.changed")["terms"].append(
        {"name": "minimum_participants", "region": "410300", "since": day, "value": 4, "kind": "default"}
    )


@resigned("may not serve this need: agency_offers_the_service")
def a_bidder_does_not_offer_the_service(events):
    find(events, "org.registered")["services"] = []


@resigned("may not serve this need: certificates_last_through_the_service")
def a_bidder_has_no_certificate(events):
    find(events, "certificate.added")["valid_until"] = "2026-02-01"


@resigned("may not serve this need: agency_is_untied_to_the_approving_organ")
def a_bidder_is_tied_to_the_approving_organ(events):
    find(events, "tie.declared")["organ"] = ORGAN


@resigned("may not serve this need: agency_offers_the_service")
def the_winner_gave_the_service_up_before_the_award(events):
    award = find(events, "award.made", need=NEED)
    gone = {**find(events, "tie.declared"), "type": "service.withdrawn", "item": "B02", "org": award["bidder"], "at": award["at"]}
    gone["by"] = {"kind": "agency", "org": award["bidder"]}
    events.insert(events.index(award), gone)


@resigned("sealed in this need")
def a_bid_of_another_is_taken_back(events):
    find(events, "bid.replaced")["bidder"] = find(events, "bid.sealed", 2)["bidder"]


@resigned("r is not what the seed gives")
def a_seed_is_shown_that_is_not_the_envelopes(events):
    find(events, "bid.opened")["seed"] = find(events, "bid.opened", 1)["seed"]


@resigned("expected a question that waits for its answer")
def a_question_is_left_out(events):
    events.remove(find(events, "question.asked"))


@resigned("expected 1 questions without an answer, found 0")
def an_answer_is_left_out(events):
    events.remove(find(events, "question.answered"))


@resigned("expected a change that both sides agreed to")
def a_contract_is_changed_by_nobody(events):
    events.remove(find(events, "change.answered"))


@resigned("expected what was agreed, due on")
def another_change_than_the_agreed_takes_effect(events):
    find(events, "contract.changed")["due_on"] = "2030-01-01"


@resigned("expected an answer of the side that did not propose the change")
def a_side_answers_its_own_proposal(events):
    answered = find(events, "change.answered")
    answered["side"], answered["by"] = "agency", dict(find(events, "change.proposed")["by"])


@resigned("expected a later day than")
def a_change_makes_the_time_shorter(events):
    find(events, "change.proposed")["due_on"] = "2026-06-04"


@resigned("days after")
def a_late_delivery_counts_as_prompt(events):
    signed = find(events, "contract.signed", contract=CONTRACT)
    signed["due_on"] = find(events, "change.proposed")["due_on"] = find(events, "contract.changed")["due_on"] = "2026-06-01"


@resigned("expected the round and the days late of the delivery")
def the_acceptance_tells_another_delay(events):
    find(events, "delivery.accepted", contract=CONTRACT)["days_late"] = 1


@resigned("to pay, found")
def the_applicant_pays_for_the_buyer(events):
    find(events, "payment.settled")["payer"] = BIDDER


@resigned("expected a payment that was prepared")
def a_payment_was_never_prepared(events):
    events.remove(find(events, "payment.prepared"))


@resigned("does not lead to")
def a_measure_is_not_on_the_ladder(events):
    for kind in ("case.opened", "case.decided"):
        find(events, kind)["trigger"] = "poor_quality"
        find(events, kind)["measure"] = "removal_36"


@resigned("who voted for it")
def one_vote_suspends(events):
    events.remove(find(events, "case.voted", 2))


@resigned("who voted for it")
def a_vote_against_counts_for_it(events):
    find(events, "case.voted", 2)["for"] = False


@resigned("voted before the hearing")
def the_hearing_is_skipped(events):
    events.remove(find(events, "case.heard"))


@resigned("voted before the agency answered")
def the_agency_is_not_heard(events):
    move(events, find(events, "case.answered"), before=find(events, "org.suspended", case=CASE))
    find(events, "case.answered")["at"] = find(events, "org.suspended", case=CASE)["at"]
    events.remove(find(events, "case.heard"))


@resigned("expected decide_by 90 days after")
def the_time_to_decide_is_put_off(events):
    find(events, "case.notified")["decide_by"] = shift(find(events, "case.notified")["decide_by"], days=1)


@resigned("expected suspension_6 until")
def a_suspension_lasts_longer_than_decided(events):
    for kind in ("org.suspended", "case.decided"):
        find(events, kind, case=CASE)["until"] = shift(find(events, kind, case=CASE)["until"], days=30)


@resigned("with 2 votes for this measure, found no case")
def an_agency_is_suspended_without_a_case(events):
    suspended = find(events, "org.suspended")
    another = {**suspended, "org": find(events, "org.registered")["org"]}
    del another["case"]
    events.insert(events.index(suspended), another)


@resigned("with 2 votes for this measure, found ZX-AN-2026-0001")
def an_agency_is_suspended_in_the_case_of_another(events):
    suspended = find(events, "org.suspended")
    suspended["org"] = find(events, "org.registered")["org"]


@resigned("with 2 votes for this measure, found ZX-AN-2026-0001")
def an_agency_is_removed_in_a_case_that_suspends(events):
    find(events, "org.suspended")["type"] = "org.removed"


@resigned("with 2 votes for this measure, found ZX-AN-2026-0001")
def an_agency_is_suspended_before_the_last_vote(events):
    suspended, voted = find(events, "org.suspended"), find(events, "case.voted", 2)
    move(events, suspended, before=voted)
    suspended["at"] = voted["at"]


@resigned("to be decided with its measure")
def a_measure_stands_without_its_decision(events):
    events.remove(find(events, "case.decided", case=CASE))


@resigned("and has not acted in case ZX-AN-2026-0001, found AN-03")
def one_official_votes_twice(events):
    find(events, "case.voted", 2)["official"] = find(events, "case.voted", 1)["official"]


@resigned("and has not acted in case ZX-AN-2026-0001, found AN-01")
def who_opened_the_case_votes_in_it(events):
    find(events, "case.voted", 1)["official"] = find(events, "case.opened")["official"]


@resigned("and has not acted in case ZX-AN-2026-0001, found none")
def a_vote_is_nobodys(events):
    del find(events, "case.voted", 2)["official"]


@resigned("and has not acted in case ZX-AN-2026-0001, found AN-04")
def a_vote_is_of_an_official_who_is_not_listed(events):
    events.remove(find(events, "official.listed", 3))


@resigned("expected official AN-01 once")
def a_code_is_given_to_a_second_official(events):
    find(events, "official.listed", 1)["official"] = "AN-01"


@resigned("expected the word of a regulator")
def the_clock_opens_a_case_of_false_material(events):
    opened = find(events, "case.opened")
    opened["by"] = {"kind": "system"}
    del opened["official"]


@resigned("cleared before the end of the warning")
def a_warning_is_cleared_that_never_stood(events):
    suspended = find(events, "org.suspended")
    events.insert(events.index(suspended), {**suspended, "type": "org.cleared"})


@resigned("against which case")
def a_case_changes_its_agency(events):
    find(events, "case.voted")["org"] = find(events, "org.registered")["org"]


@resigned("expected an operator to admit it, or silence")
def silence_is_told_where_an_operator_admitted(events):
    find(events, "org.registered")["by_silence"] = True


@resigned("expected the buyer or silence to accept")
def somebody_else_accepts(events):
    find(events, "delivery.accepted")["accepted_by"] = "operator"


@resigned("expected the inputs of that day and edition")
def a_score_is_of_another_edition(events):
    find(events, "score.published")["inputs"]["edition"] = "2025-1"


@resigned("as it was entered")
def a_department_passes_for_a_firm(events):
    need = find(events, "need.published", need=NEED)
    entered = {**find(events, "supervision.routed"), "type": "organisation.entered", "org": need["buyer"], "kind": "department"}
    events.insert(events.index(need), entered)


@resigned("by the table of terms")
def a_notice_leaves_the_outage_rule_out(events):
    table = find(events, "term.changed")["terms"]
    table += [{**table[0], "name": name, "value": 30} for name in ("outage_window_minutes", "outage_silence_seconds")]
