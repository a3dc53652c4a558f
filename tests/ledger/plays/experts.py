"""Lies about the pool of experts, their draw, their seats and when they locked."""

import copy

from draws import ways
from tests.ledger.falsifications.catalogue import double, find, move, shift
from tests.ledger.plays.plans import RECORD


@RECORD.lie("the draw of the experts does not follow")
def an_expert_is_swapped_in_the_draw(events):
    order = find(events, "experts.drawn")["order"]
    order[0], order[-1] = order[-1], order[0]


@RECORD.lie("expected the next of the drawn order")
def an_expert_is_swapped_at_the_table(events):
    drawn = find(events, "experts.drawn")
    find(events, "expert.seated")["expert"] = drawn["order"][-1]


@RECORD.lie("others stand aside than the pool shows")
def an_expert_of_a_bidder_does_not_stand_aside(events):
    find(events, "experts.drawn")["aside"].pop(0)


@RECORD.lie("others stand aside than the pool shows")
def an_expert_is_kept_out_for_a_tie_that_nobody_declared(events):
    drawn = find(events, "experts.drawn")
    drawn["aside"].append({"expert": drawn["order"][0], "because": "tie"})


@RECORD.lie("the draw of the experts does not follow")
def an_expert_is_dropped_from_the_pool_by_a_word(events):
    drawn = find(events, "experts.drawn")
    drawn["aside"].append({"expert": drawn["order"][0], "because": "member"})


@RECORD.lie("others stand aside than the pool shows")
def a_declared_employer_is_another(events):
    listed = find(events, "expert.listed", employer=find(events, "bid.sealed")["bidder"])
    listed["employer"] = find(events, "need.published")["trustees"]["deadline"]


@RECORD.lie("expected before")
def a_sheet_is_locked_late(events):
    locked = find(events, "score.locked")
    seat = find(events, "expert.seated", expert=locked["expert"])
    seat["score_by"] = shift(seat["score_by"], days=-10)


@RECORD.lie("left as late before")
def an_expert_is_sent_away_early(events):
    left = find(events, "expert.left", because="late")
    seat = find(events, "expert.seated", expert=left["expert"])
    seat["score_by"] = shift(seat["score_by"], days=1)


@RECORD.lie("sit already")
def a_fourth_expert_sits(events):
    drawn = find(events, "experts.drawn")
    last = find(events, "expert.seated", 2)
    extra = copy.deepcopy(last) | {"expert": drawn["order"][3]}
    events.insert(events.index(last) + 1, extra)


@RECORD.lie("does not sit, has locked already")
def a_sheet_is_locked_twice(events):
    double(events, find(events, "score.locked"))
    find(events, "score.locked", 1)["c"] = "0" * 64


@RECORD.lie("does not sit, has locked already")
def an_expert_who_left_locks_a_sheet(events):
    left = find(events, "expert.left")
    locked = copy.deepcopy(find(events, "score.locked")) | {"expert": left["expert"], "at": left["at"]}
    events.insert(events.index(left) + 1, locked)


@RECORD.lie("the scores were closed with 2 locked sheets")
def the_scores_are_closed_before_the_last_has_locked(events):
    closed, last = find(events, "scores.closed"), find(events, "score.locked", 2)
    events.remove(last)
    closed["experts"].remove(last["expert"])
    closed["sheets"] = [sheet for sheet in closed["sheets"] if sheet["expert"] != last["expert"]]


@RECORD.lie("expected too few experts after avoidance, or too few who scored")
def a_need_is_ended_for_want_of_experts_who_sit(events):
    failed = find(events, "need.failed", because="no_experts")
    for left in [e for e in events if e["type"] == "expert.left" and e["need"] == failed["need"]]:
        events.remove(left)


@RECORD.lie("is not in the pool")
def an_expert_is_unlisted_twice(events):
    listed = find(events, "expert.listed")
    gone = {name: listed[name] for name in ("v", "by", "at")} | {"type": "expert.unlisted", "expert": "ZJ-9999"}
    events.insert(events.index(listed) + 1, gone)


@RECORD.lie("the draw of the experts does not follow")
def the_operators_number_is_left_out_of_the_draw_of_the_experts(events):
    drawn = find(events, "experts.drawn")
    drawn["contributions"] = [each for each in drawn["contributions"] if each[0] != "operator"]


@RECORD.lie("the draw of the experts does not follow")
def a_source_that_nobody_named_goes_into_the_draw_of_the_experts(events):
    drawn = find(events, "experts.drawn")
    given = [(party, value) for party, value in drawn["contributions"]]
    beacon = ("notary", "2026-06-10", "1")
    came = ways.drawn(drawn["draw"], drawn["entrants"], given, beacon, places=drawn["seats"])
    drawn.update(beacon=list(beacon), seed=came.seed, order=came.order)


@RECORD.lie("the draw of the experts does not follow")
def the_experts_are_drawn_by_another_way_than_the_notice_names(events):
    drawn = find(events, "experts.drawn")
    given = [(party, value) for party, value in drawn["contributions"]]
    came = ways.drawn(drawn["draw"], drawn["entrants"], given, places=drawn["seats"], way=ways.Way("F"))
    drawn.update(seed=came.seed, order=came.order)


@RECORD.lie("the experts were drawn before the contributions of")
def the_operators_number_is_shown_after_the_draw_of_the_experts(events):
    drawn, shown = find(events, "experts.drawn"), find(events, "draw.shown")
    events.remove(shown)
    events.insert(events.index(drawn) + 1, shown)


@RECORD.lie("expected contributions to be shown in the moment of the opening")
def the_operators_number_is_shown_with_the_prices(events):
    opened, shown = find(events, "bid.opened"), find(events, "draw.shown")
    shown["at"] = opened["at"]
    move(events, shown, before=opened)


@RECORD.lie("the contribution shown is not the one that was fixed with the notice")
def the_operators_number_is_another(events):
    find(events, "draw.shown")["value"] = "0" * 64


@RECORD.lie("expected all plans to be opened in one moment")
def a_plan_is_opened_later_than_the_others(events):
    second = find(events, "plan.opened", 1)
    second["at"] = shift(second["at"], microseconds=1)


@RECORD.lie("the draw of the experts does not follow")
def an_expert_joins_the_pool_after_the_plans_were_opened(events):
    """An expert joins the pool after the plans were opened, and the draw is made anew with one more."""
    drawn, listed = find(events, "experts.drawn"), find(events, "expert.listed")
    events.insert(
        events.index(drawn), {**copy.deepcopy(listed), "at": drawn["at"], "expert": "ZJ-9001", "employer": "", "ties": []}
    )
    drawn_again(drawn, [*drawn["entrants"], "ZJ-9001"])


@RECORD.lie("the draw of the experts does not follow")
def an_expert_leaves_the_pool_after_the_plans_were_opened(events):
    """An expert leaves the pool after the plans were opened, and the draw is made anew with one fewer."""
    drawn, listed = find(events, "experts.drawn"), find(events, "expert.listed")
    gone = {name: listed[name] for name in ("v", "by")} | {"type": "expert.unlisted", "expert": drawn["entrants"][0]}
    events.insert(events.index(drawn), {**gone, "at": drawn["at"]})
    drawn_again(drawn, drawn["entrants"][1:])


def drawn_again(drawn, entrants):
    """The draw with other entrants, as its rules have it."""
    given = [(party, value) for party, value in drawn["contributions"]]
    came = ways.drawn(drawn["draw"], entrants, given, places=drawn["seats"])
    drawn.update(entrants=sorted(entrants), seed=came.seed, order=came.order)


@RECORD.lie("expected score_by at least 3 days after")
def an_expert_has_a_day_to_score(events):
    seat = find(events, "expert.seated")
    seat["score_by"] = shift(seat["at"], days=1)


@RECORD.lie("expected a plan with a seed of its own")
def a_bidder_copies_the_plan_of_another(events):
    """A bidder copies what binds the plan of another, and is opened with its seed."""
    one, two = find(events, "plan.opened"), find(events, "plan.opened", 1)
    said = find(events, "bid.sealed", bid=one["bid"])["plan"]["c"]
    find(events, "bid.sealed", bid=two["bid"])["plan"]["c"] = said
    two.update(seed=one["seed"], r=one["r"])
