"""Credit shortlist through the verbs: drawn at the opening, picked with a reason or by silence, followed in the drawn order."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from bidding import due
from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.awards.decline_award import decline_award
from bidding.actions.choosing.pick_agency import pick_agency
from bidding.models import Need
from bidding.states import Method
from kernel import clock
from kernel.access import NotForYou
from kernel.actors import SCHEDULER
from kernel.calendar import add_working_days
from kernel.rulebook import RulesBroken
from ledger.reads import recorded_facts
from tests.makers import bids as make
from tests.makers import market
from tests.makers import shortlists as lists
from tests.makers.rooms import an_entry

MICROSECOND = timedelta(microseconds=1)


def names(refused: pytest.ExceptionInfo[RulesBroken]) -> list[str]:
    return [name.removeprefix("bidding.") for name in refused.value.names]


def test_the_notice_publishes_the_table_and_the_share(at_ten) -> None:
    need = lists.an_open_shortlist()
    said = recorded_facts("need.published", need.number)[0]
    assert said["minimum"] == 2
    table = [[100 * 10 * n, n] for n in range(10, 1, -1)] + [[0, 1]]
    assert said["shortlist"] == {"length": 5, "drop_percent": 20, "numbers": table, "unrated": 8, "days": 2}


def test_the_list_is_drawn_at_the_opening_and_waits_for_its_buyer(at_ten) -> None:
    need, bidders = lists.a_drawn_shortlist(7, scores=(9_500, 9_000, 4_000))
    assert (need.state, need.choose_by) == ("shortlisted", add_working_days(clock.now(), 2))
    drawn = recorded_facts("shortlist.drawn", need.number)[0]
    assert drawn["numbers"]["dropped"] == [bidders[2].uscc]
    held = drawn["numbers"]["held"]
    assert (held[bidders[0].uscc], held[bidders[1].uscc], held[bidders[3].uscc]) == (9, 9, 8)
    assert len(drawn["numbers"]["shortlist"]) == 5
    assert drawn["case"]["pick"] is None
    assert recorded_facts("decision.made", need.number) == []


def test_the_pick_is_first_and_the_others_stand_by_in_the_drawn_order(at_ten) -> None:
    need, _ = lists.a_drawn_shortlist()
    order = lists.the_list(need)
    need = lists.a_pick(need, 2)
    assert need.state == "decided"
    assert [row["bidder"] for row in need.decision.ranking] == [order[2], order[0], order[1], order[3], order[4]]
    assert need.decision.ranking[0]["reason"].startswith("委托方从入围名单中择定，理由：方案最清楚；持 8 个签号")
    picked = recorded_facts("shortlist.picked", need.number)[0]
    assert (picked["bidder"], picked["reason"], picked["silent"]) == (order[2], "方案最清楚", False)


def test_whoever_declines_is_followed_by_the_next_of_the_list(at_ten) -> None:
    need, _ = lists.a_drawn_shortlist()
    order = lists.the_list(need)
    make.pass_the_publicity(lists.a_pick(need, 1))
    clock.forward(timedelta(minutes=1))
    decline_award(actor=make.winner_of(need), number=need.number, reason="人手不足")
    assert make.winner_of(need).uscc == order[0]
    clock.forward(timedelta(minutes=1))
    award = confirm_award(actor=make.winner_of(need), number=need.number)
    assert (award.place, award.amount_fen) == (2, 10_000_000)


def test_silence_takes_the_first_of_the_drawn_order_and_not_a_moment_early(at_ten) -> None:
    need, _ = lists.a_drawn_shortlist()
    clock.set_to(need.choose_by - MICROSECOND)
    assert due.pick_for_the_silent() == 0
    assert pick_agency(actor=SCHEDULER, number=need.number).state == "shortlisted"
    clock.forward(MICROSECOND)
    with pytest.raises(RulesBroken) as refused:
        lists.a_pick(need)
    assert names(refused) == ["agency_is_picked_in_time"]
    assert due.pick_for_the_silent() == 1
    need.refresh_from_db()
    assert (need.state, need.decision.ranking[0]["bidder"]) == ("decided", lists.the_list(need)[0])
    assert "逾期没有择定" in need.decision.ranking[0]["reason"]


def test_a_pick_is_on_the_list_has_a_reason_and_may_serve(at_ten) -> None:
    need, bidders = lists.a_drawn_shortlist()
    order, buyer = lists.the_list(need), market.acting_for(need.buyer)
    out = next(bidder.uscc for bidder in bidders if bidder.uscc not in order)
    with pytest.raises(RulesBroken) as refused:
        pick_agency(actor=buyer, number=need.number, agency=out, reason=" ")
    assert names(refused) == ["pick_is_on_the_short_list", "pick_says_why"]
    row = make.agency_of(next(bidder for bidder in bidders if bidder.uscc == order[0]))
    row.suspend(at=clock.now(), until=clock.now() + timedelta(days=90))
    row.save()
    with pytest.raises(RulesBroken) as refused:
        lists.a_pick(need, 0)
    assert names(refused) == ["agency_is_able_to_serve"]
    need.refresh_from_db()
    assert (need.state, recorded_facts("shortlist.picked", need.number)) == ("shortlisted", [])


def test_nobody_but_the_buyer_picks(at_ten) -> None:
    need, bidders = lists.a_drawn_shortlist(3)
    for stranger in (market.a_firm(), market.a_department(), bidders[0]):
        with pytest.raises(NotForYou):
            pick_agency(actor=stranger, number=need.number, agency=lists.the_list(need)[0], reason="好")


def test_two_make_a_competition_and_one_calls_the_second_notice(at_ten) -> None:
    need, _ = lists.a_drawn_shortlist(2)
    assert (need.state, len(lists.the_list(need))) == ("shortlisted", 2)
    alone, _ = lists.a_drawn_shortlist(1)
    assert (alone.state, alone.fail_reason) == ("failed", "有效报名 1 家，不足 2 家")
    second = alone.second_notice
    assert second.shortlist_terms == alone.shortlist_terms
    bidder = make.a_bidder()
    an_entry(second, bidder)
    second = make.pass_the_deadline(second)
    assert (second.state, lists.the_list(second)) == ("shortlisted", [bidder.uscc])
    assert lists.a_pick(second).state == "decided"


def test_a_department_may_choose_by_credit_shortlist(at_ten) -> None:
    need, _ = lists.a_drawn_shortlist(3, buyer=market.a_department())
    assert need.state == "shortlisted"


def test_the_table_lets_no_other_method_wait_for_a_pick(at_ten) -> None:
    need, _ = lists.a_drawn_shortlist(3)
    with pytest.raises(IntegrityError, match="only_a_short_list_waits_for_a_pick"), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(method=Method.RANDOM_DRAW)
