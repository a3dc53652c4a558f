"""Lies about weights, sheets, sums and the ranking that follows."""

import hashlib
from collections.abc import Callable

from ledger.canonical import canonical
from tests.ledger.falsifications.catalogue import Event, find
from tests.ledger.plays.plans import RECORD


def _locked_anew(events: list[Event], change: Callable[[list[dict]], None]) -> None:
    """A sheet is changed together with its lock."""
    sheet = find(events, "scores.closed")["sheets"][0]
    change(sheet["scores"])
    c = hashlib.sha256(bytes.fromhex(sheet["salt"]) + canonical(sheet["scores"])).hexdigest()
    find(events, "score.locked", expert=sheet["expert"])["c"] = c


@RECORD.lie("is not the one that was locked")
def a_score_is_changed_after_its_lock(events):
    find(events, "scores.closed")["sheets"][0]["scores"][0]["centi"] -= 1


@RECORD.lie("the case is not what notice, frozen list and opened bids give")
def a_score_is_changed_in_the_decision(events):
    find(events, "decision.made")["case"]["scores"][0]["centi"] -= 100


@RECORD.lie("a field is missing or malformed: ZeroDivisionError")
def the_scores_are_closed_without_a_sheet(events):
    """The scores are closed without a sheet, and nothing is an average of none."""
    closed = find(events, "scores.closed")
    closed["experts"], closed["sheets"] = [], []


@RECORD.lie("to score every plan on every criterion once")
def a_sheet_leaves_a_plan_out(events):
    _locked_anew(events, lambda scores: scores.pop())


@RECORD.lie("of 4000, or half or less of it without a reason")
def a_sheet_gives_more_than_the_points(events):
    _locked_anew(events, lambda scores: scores[0].update(centi=4001))


@RECORD.lie("half or less of it without a reason")
def a_low_score_gives_no_reason(events):
    _locked_anew(events, lambda scores: scores[0].update(centi=2000, reason=" "))


@RECORD.lie("expected weights of a hundred points")
def the_weights_are_more_than_a_hundred(events):
    find(events, "need.published")["scoring"]["price_points"] += 1


@RECORD.lie("more than half of them as quorum")
def a_quorum_is_one(events):
    find(events, "need.published")["scoring"]["quorum"] = 1


@RECORD.lie("the case is not what notice, frozen list and opened bids give")
def a_weight_is_moved_in_the_decision(events):
    criteria = find(events, "decision.made")["case"]["criteria"]
    criteria[0]["points"], criteria[1]["points"] = criteria[0]["points"] + 1, criteria[1]["points"] - 1


@RECORD.lie("the ranking does not follow from the bids")
def two_plans_change_their_places(events):
    ranking = find(events, "decision.made")["ranking"]
    ranking[0], ranking[1] = ranking[1] | {"place": 1}, ranking[0] | {"place": 2}


@RECORD.lie("the numbers used do not follow")
def a_sum_is_rounded(events):
    numbers = find(events, "decision.made")["numbers"]["bidders"]
    numbers[sorted(numbers)[0]]["sum"] = "9200/1"
