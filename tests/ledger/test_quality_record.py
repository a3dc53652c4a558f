"""Quality and price re-derived: plans, the draw of experts, locked sheets and the sum, from the export alone; each lie is named."""

import copy
import hashlib
import importlib
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction

from bidding import due
from bidding.actions.answer_objection import answer_objection
from bidding.actions.file_objection import file_objection
from bidding.actions.stand_aside import stand_aside
from bidding.actions.submit_bid import submit_bid
from bidding.models import Need, Seat
from kernel import clock
from kernel.actors import Actor
from ledger.canonical import canonical
from ledger.export import VERIFIER, export_record
from ledger.sequencer import sequence_all
from sealing.envelope import seal
from tests.conftest import WEDNESDAY
from tests.ledger.browser import in_the_browser
from tests.ledger.falsifications.catalogue import Event, double, find, move, shift
from tests.makers import bids as bid_makers
from tests.makers import experts as make
from tests.makers import market
from tests.makers.ledger import ORIGIN, PUBLIC, an_export
from tests.node import needs_node

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")

CHANGES: list = []
POINTS = ((38, 28), (20, 15), (30, 20))


def play() -> None:
    """Three plans and a void one, eight in the pool of whom two stand aside; one seat is left and two are late; the best plan
    is awarded. Beside it a need for which nobody scores, and one with too few plans."""
    buyer = market.a_firm()
    need, bidders = make.a_need_with_plans(80_000, 70_000, 90_000, pool=6, buyer=buyer)
    make.an_expert(employer_uscc=bidders[0].uscc)
    make.an_expert(ties=(need.buyer.uscc,))
    _a_void_plan(need)
    need = make.closed_and_drawn(need)
    points = {bidder.uscc: each for bidder, each in zip(bidders, POINTS, strict=True)}
    first, second, third = _waiting(need)
    stand_aside(actor=make.acting(first.expert), number=need.number, reason="同学")
    make.score_all(second, points)
    clock.set_to(third.score_by)
    assert due.replace_late() == 1
    need = make.scored(need, points)
    assert need.state == "decided"
    _the_first_falls(need, buyer, bidders[1])
    bid_makers.pass_the_publicity(need)
    _nobody_scores()
    few, _ = make.a_need_with_plans(80_000, pool=0)
    make.closed_and_drawn(few)


def _the_first_falls(need: Need, buyer: Actor, objector: Actor) -> None:
    """An objection against the first is upheld: the others move up, and nothing is scored anew."""
    first, second, _ = need.decision.ranking
    objection = file_objection(actor=objector, number=need.number, text="方案抄录他人成果")
    answer_objection(actor=buyer, objection=objection.pk, upheld=True, answer="查实", against=first["bid"])
    again = Need.objects.get(pk=need.pk).decision
    assert next(row["bidder"] for row in again.ranking) == second["bidder"]


def _waiting(need: Need) -> list[Seat]:
    seats = Seat.objects.filter(panel__need=need, left_at=None, locked_at=None)
    return list(seats.select_related("panel__need", "expert").order_by("pk"))


def _a_void_plan(need: Need) -> None:
    spoilt = bid_makers.a_bidder()
    price, _ = make.two_envelopes(need, spoilt, 60_000)
    named = {"need": need.number, "bidder": spoilt.uscc, "seq": 1}
    lot = need.trustees["lots"]["technical"]
    plan = seal({"v": "plan/1", "text": " ", "files": []}, **named, trustees=lot, lot="technical")[0]
    submit_bid(actor=spoilt, number=need.number, envelope=price, plan=plan)


def _nobody_scores() -> None:
    need, _ = make.a_need_with_plans(80_000, 70_000, pool=0)
    need = make.closed_and_drawn(need)
    while waiting := _waiting(need):
        clock.set_to(max(seat.score_by for seat in waiting))
        due.replace_late()
    due.close_scores_due()
    assert Need.objects.get(pk=need.pk).state == "failed"


@pytest.fixture(scope="module")
def true(django_db_setup, django_db_blocker, tmp_path_factory) -> list[Event]:
    """The record of the need, exported; played once for this file."""
    folder = tmp_path_factory.mktemp("plans") / "export"
    with django_db_blocker.unblock(), transaction.atomic():
        clock.set_to(WEDNESDAY)
        play()
        sequence_all()
        export_record(folder)
        transaction.set_rollback(True)
    assert verify.check(folder).findings == []
    events = [json.loads(line) for line in (folder / "entries.jsonl").read_bytes().splitlines()]
    events[0].update(origin=ORIGIN, key=PUBLIC)
    return events


def false(says: str) -> Callable[[Callable[[list[Event]], None]], Callable[[list[Event]], None]]:
    """Enter a falsification; everything is signed again after it, so that only the replay can tell."""

    def keep(change: Callable[[list[Event]], None]) -> Callable[[list[Event]], None]:
        CHANGES.append(pytest.param(change, says, id=change.__name__))
        return change

    return keep


@false("is not the one that was locked")
def a_score_is_changed_after_its_lock(events):
    find(events, "scores.closed")["sheets"][0]["scores"][0]["centi"] -= 1


@false("the case is not what notice, frozen list and opened bids give")
def a_score_is_changed_in_the_decision(events):
    find(events, "decision.made")["case"]["scores"][0]["centi"] -= 100


@false("the draw of the experts does not follow")
def an_expert_is_swapped_in_the_draw(events):
    order = find(events, "experts.drawn")["order"]
    order[0], order[-1] = order[-1], order[0]


@false("expected the next of the drawn order")
def an_expert_is_swapped_at_the_table(events):
    drawn = find(events, "experts.drawn")
    find(events, "expert.seated")["expert"] = drawn["order"][-1]


@false("released before the scores were closed")
def the_prices_are_opened_before_the_scores_are_closed(events):
    closed = find(events, "scores.closed")
    key = next(e for e in events if e["type"] == "trustee.released" and "lot" not in e)
    key["at"] = closed["at"]
    move(events, key, before=closed)


@false("expected the keys of the prices to wait for scores.closed")
def the_notice_lets_the_prices_go_early(events):
    del find(events, "need.published")["trustees"]["after"]


@false("the plans and the prices lie under the same keys")
def one_key_opens_plans_and_prices(events):
    trustees = find(events, "need.published")["trustees"]
    trustees["lots"]["technical"]["set"] = trustees["set"]


@false("others stand aside than the pool shows")
def an_expert_of_a_bidder_does_not_stand_aside(events):
    find(events, "experts.drawn")["aside"].pop(0)


@false("others stand aside than the pool shows")
def an_expert_is_kept_out_for_a_tie_that_nobody_declared(events):
    drawn = find(events, "experts.drawn")
    drawn["aside"].append({"expert": drawn["order"][0], "because": "tie"})


@false("the draw of the experts does not follow")
def an_expert_is_dropped_from_the_pool_by_a_word(events):
    drawn = find(events, "experts.drawn")
    drawn["aside"].append({"expert": drawn["order"][0], "because": "member"})


@false("others stand aside than the pool shows")
def a_declared_employer_is_another(events):
    listed = find(events, "expert.listed", employer=find(events, "bid.sealed")["bidder"])
    listed["employer"] = find(events, "need.published")["trustees"]["deadline"]


@false("the contribution of this plan is not what its seed gives")
def a_contribution_is_another(events):
    find(events, "plan.opened")["r"] = "0" * 64


@false("the seed of this plan is not the one that was sealed")
def a_seed_is_another(events):
    one, two = find(events, "plan.opened", 0), find(events, "plan.opened", 1)
    one["seed"], one["r"] = two["seed"], two["r"]


@false("this plan is not the one that was sealed with the bid")
def a_plan_is_exchanged(events):
    find(events, "plan.opened", 0)["plan"] = find(events, "plan.opened", 1)["plan"]


@false("expected every plan to be opened before the experts are drawn")
def a_plan_is_opened_after_the_draw(events):
    drawn = find(events, "experts.drawn")
    late = find(events, "plan.opened")
    events.remove(late)
    events.insert(events.index(drawn) + 1, late)


@false("the experts were drawn before every plan was opened")
def a_plan_stays_closed(events):
    events.remove(find(events, "plan.opened"))


@false("said to be void for")
def a_void_plan_is_void_for_another_reason(events):
    find(events, "plan.void")["reason"] = "ciphertext"


@false("the envelope shown is not the plan that was sealed")
def a_void_plan_shows_another_envelope(events):
    find(events, "plan.void")["envelope"]["seq"] = 2


@false("opened before enough trustees released")
def the_key_of_the_plans_is_missing(events):
    events.remove(find(events, "trustee.released", lot="technical"))


@false("expected a plan beside the price")
def a_bid_comes_without_its_plan(events):
    del find(events, "bid.sealed")["plan"]


@false("expected before")
def a_sheet_is_locked_late(events):
    locked = find(events, "score.locked")
    seat = find(events, "expert.seated", expert=locked["expert"])
    seat["score_by"] = shift(seat["score_by"], days=-10)


@false("left as late before")
def an_expert_is_sent_away_early(events):
    left = find(events, "expert.left", because="late")
    seat = find(events, "expert.seated", expert=left["expert"])
    seat["score_by"] = shift(seat["score_by"], days=1)


@false("sit already")
def a_fourth_expert_sits(events):
    drawn = find(events, "experts.drawn")
    last = find(events, "expert.seated", 2)
    extra = copy.deepcopy(last) | {"expert": drawn["order"][3]}
    events.insert(events.index(last) + 1, extra)


@false("does not sit, has locked already")
def a_sheet_is_locked_twice(events):
    double(events, find(events, "score.locked"))
    find(events, "score.locked", 1)["c"] = "0" * 64


@false("does not sit, has locked already")
def an_expert_who_left_locks_a_sheet(events):
    left = find(events, "expert.left")
    locked = copy.deepcopy(find(events, "score.locked")) | {"expert": left["expert"], "at": left["at"]}
    events.insert(events.index(left) + 1, locked)


@false("the scores were closed with 2 locked sheets")
def the_scores_are_closed_before_the_last_has_locked(events):
    closed, last = find(events, "scores.closed"), find(events, "score.locked", 2)
    events.remove(last)
    closed["experts"].remove(last["expert"])
    closed["sheets"] = [sheet for sheet in closed["sheets"] if sheet["expert"] != last["expert"]]


def _locked_anew(events: list[Event], change: Callable[[list[dict]], None]) -> None:
    """A sheet is changed together with its lock."""
    sheet = find(events, "scores.closed")["sheets"][0]
    change(sheet["scores"])
    c = hashlib.sha256(bytes.fromhex(sheet["salt"]) + canonical(sheet["scores"])).hexdigest()
    find(events, "score.locked", expert=sheet["expert"])["c"] = c


@false("to score every plan on every criterion once")
def a_sheet_leaves_a_plan_out(events):
    _locked_anew(events, lambda scores: scores.pop())


@false("of 4000, or half or less of it without a reason")
def a_sheet_gives_more_than_the_points(events):
    _locked_anew(events, lambda scores: scores[0].update(centi=4001))


@false("half or less of it without a reason")
def a_low_score_gives_no_reason(events):
    _locked_anew(events, lambda scores: scores[0].update(centi=2000, reason=" "))


@false("expected weights of a hundred points")
def the_weights_are_more_than_a_hundred(events):
    find(events, "need.published")["scoring"]["price_points"] += 1


@false("more than half of them as quorum")
def a_quorum_is_one(events):
    find(events, "need.published")["scoring"]["quorum"] = 1


@false("the case is not what notice, frozen list and opened bids give")
def a_weight_is_moved_in_the_decision(events):
    criteria = find(events, "decision.made")["case"]["criteria"]
    criteria[0]["points"], criteria[1]["points"] = criteria[0]["points"] + 1, criteria[1]["points"] - 1


@false("the ranking does not follow from the bids")
def two_plans_change_their_places(events):
    ranking = find(events, "decision.made")["ranking"]
    ranking[0], ranking[1] = ranking[1] | {"place": 1}, ranking[0] | {"place": 2}


@false("the numbers used do not follow")
def a_sum_is_rounded(events):
    numbers = find(events, "decision.made")["numbers"]["bidders"]
    numbers[sorted(numbers)[0]]["sum"] = "9200/1"


@false("where the record shows the rule kept")
def a_good_plan_is_struck_as_void(events):
    struck = find(events, "bid.struck")
    good = find(events, "plan.opened")
    struck.update(bidder=good["bidder"], bid=good["bid"])


@false("expected too few experts after avoidance, or too few who scored")
def a_need_is_ended_for_want_of_experts_who_sit(events):
    failed = find(events, "need.failed", because="no_experts")
    for left in [e for e in events if e["type"] == "expert.left" and e["need"] == failed["need"]]:
        events.remove(left)


@false("of which 2 are enough")
def too_few_plans_are_said_to_have_been_more(events):
    find(events, "need.failed", because="too_few")["valid"] = 2


@false("is not in the pool")
def an_expert_is_unlisted_twice(events):
    listed = find(events, "expert.listed")
    gone = {name: listed[name] for name in ("v", "by", "at")} | {"type": "expert.unlisted", "expert": "ZJ-9999"}
    events.insert(events.index(listed) + 1, gone)


@pytest.mark.parametrize(("change", "says"), CHANGES)
def test_a_falsified_scoring_is_named(true: list[Event], tmp_path: Path, change, says: str) -> None:
    events = copy.deepcopy(true)
    change(events)
    found = verify.check(an_export(tmp_path / "false", events, verifier=False)).findings
    assert any(says in each for each in found), found


def test_the_record_of_the_scoring_reaches_everything(true: list[Event]) -> None:
    kinds = [event["type"] for event in true]
    assert {"plan.void", "expert.left", "scores.closed", "award.made"} <= set(kinds)
    assert (kinds.count("experts.drawn"), kinds.count("score.locked"), kinds.count("expert.seated")) == (2, 3, 14)


@needs_node
def test_the_browsers_check_finds_each_at_the_lines_where_the_verifier_finds_it(true: list[Event], tmp_path: Path) -> None:
    folders = [an_export(tmp_path / "true", true, verifier=False)]
    for planted in CHANGES:
        change, _ = planted.values
        events = copy.deepcopy(true)
        change(events)
        folders.append(an_export(tmp_path / change.__name__, events, verifier=False))
    sound, *lies = in_the_browser([(folder, {}) for folder in folders])
    assert sound == []
    for planted, folder, found in zip(CHANGES, folders[1:], lies, strict=True):
        told = {int(line) for line in re.findall(r"^entries\.jsonl line (\d+)", "\n".join(verify.check(folder).findings), re.M)}
        assert ({line for _, line, _ in found}, planted.id) == (told, planted.id)
        assert told


def test_at_least_thirty_falsifications_are_tried() -> None:
    assert len(CHANGES) >= 30
