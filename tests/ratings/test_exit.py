"""The exit way from notice to the end of the measure."""

from datetime import timedelta

import pytest

from agencies.due import restore_due
from agencies.models import Agency
from agencies.reads import standing_facts
from kernel import clock, outbox
from kernel.access import NotForYou, NotFound
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from ratings import due
from ratings.actions import answer_case, lapse_case, record_hearing, vote_on_case
from ratings.models import ExitCase
from search import engines, follow
from search.engines.base import Query
from tests.makers import market
from tests.makers.contracts import an_accepted_contract, an_agency_row
from tests.makers.ratings import (
    a_case,
    a_decided_case,
    an_agency_rated_poorly,
    an_answered_case,
    an_official,
    past_answer,
)
from tests.makers.search import an_agency_offering

pytestmark = pytest.mark.usefixtures("at_ten")


def able(agency: Agency) -> bool:
    agency = Agency.objects.get(pk=agency.pk)
    return standing_facts(agency, item_code="", day=clock.today()).able_to_serve


def found() -> tuple[str, ...]:
    return engines.ask(Query()).found.keys


def test_from_the_instant_of_the_decision_to_its_end_the_agency_is_not_able_to_serve() -> None:
    agency = an_agency_offering("澄川环境技术有限公司")
    follow.in_postgres({"org": agency.organisation.uscc})
    case = an_answered_case(agency)
    vote_on_case(actor=an_official(case), number=case.number, is_for=True, reason="事实清楚。")
    assert able(agency)
    case = vote_on_case(actor=an_official(case), number=case.number, is_for=True, reason="证据充分。")
    assert case.state == "decided"
    assert not able(agency)
    outbox.deliver_all()
    assert found() == ()
    assert case.measure_until == clock.now() + timedelta(days=183)
    clock.set_to(case.measure_until - timedelta(microseconds=1))
    assert restore_due() == 0
    assert not able(agency)
    clock.set_to(case.measure_until)
    assert restore_due() == 1
    assert able(agency)
    outbox.deliver_all()
    assert found() == (agency.organisation.uscc,)


def test_running_contracts_go_on() -> None:
    deal = an_accepted_contract()
    a_decided_case(deal.contract.agency)
    assert deal.now().state == "accepted"


def test_one_official_never_decides_alone_and_never_twice() -> None:
    case = an_answered_case()
    official = an_official(case)
    vote_on_case(actor=official, number=case.number, is_for=True, reason="同意。")
    with pytest.raises(RulesBroken) as refused:
        vote_on_case(actor=official, number=case.number, is_for=True, reason="还是同意。")
    assert refused.value.names == ("ratings.official_is_free_to_decide",)
    assert ExitCase.objects.get().state == "answered"


def test_a_third_official_settles_a_tie() -> None:
    case = an_answered_case()
    for is_for in (True, False):
        assert vote_on_case(actor=an_official(case), number=case.number, is_for=is_for, reason="理由。").state == "answered"
    assert vote_on_case(actor=an_official(case), number=case.number, is_for=False, reason="证据不足。").state == "dropped"
    assert able(case.agency)


def test_who_opened_the_case_or_belongs_to_a_party_does_not_decide_it() -> None:
    opener = market.a_regulator()
    case = an_answered_case(by=opener)
    with pytest.raises(RulesBroken, match="回避"):
        vote_on_case(actor=opener, number=case.number, is_for=True, reason="同意。")
    tied = an_official(case)
    market.a_membership(case.agency.organisation, "manage", person=market.Person.objects.get(pk=tied.person_id))
    with pytest.raises(RulesBroken, match="回避"):
        vote_on_case(actor=tied, number=case.number, is_for=True, reason="同意。")


def test_a_member_of_a_buyer_that_rated_the_agency_does_not_decide() -> None:
    agency = an_agency_rated_poorly()
    case = an_answered_case(agency, trigger="poor_quality", measure="suspension_3", finding="")
    tied = an_official(case)
    market.a_membership(case.buyers.first(), "buy", person=market.Person.objects.get(pk=tied.person_id))
    with pytest.raises(RulesBroken, match="回避"):
        vote_on_case(actor=tied, number=case.number, is_for=True, reason="同意。")


def test_nobody_decides_before_the_answer_or_the_end_of_its_time() -> None:
    case = a_case()
    assert str(case.answer_by.astimezone(clock.BEIJING)) == "2026-06-10 10:00:00+08:00"
    with pytest.raises(RulesBroken) as refused:
        vote_on_case(actor=an_official(case), number=case.number, is_for=True, reason="同意。")
    assert refused.value.names == ("ratings.agency_is_heard_before_the_decision",)
    past_answer(case)
    with pytest.raises(RulesBroken):
        answer_case(actor=market.acting_for(case.agency.organisation), number=case.number, text="迟了。")
    for _ in range(2):
        case = vote_on_case(actor=an_official(case), number=case.number, is_for=True, reason="未陈述申辩，事实清楚。")
    assert case.state == "decided"


def test_a_hearing_that_was_asked_for_comes_first() -> None:
    case = an_answered_case(hearing=True)
    with pytest.raises(RulesBroken) as refused:
        vote_on_case(actor=an_official(case), number=case.number, is_for=True, reason="同意。")
    assert refused.value.names == ("ratings.hearing_is_held_on_request",)
    record_hearing(actor=an_official(case), number=case.number, note="2026-06-05 听证，双方到场。")
    assert vote_on_case(actor=an_official(case), number=case.number, is_for=True, reason="同意。").votes.count() == 1


def test_a_case_that_nobody_decides_lapses() -> None:
    case = an_answered_case()
    with pytest.raises(RulesBroken):
        lapse_case(actor=SCHEDULER, number=case.number)
    clock.set_to(case.decide_by)
    with pytest.raises(RulesBroken) as refused:
        vote_on_case(actor=an_official(case), number=case.number, is_for=True, reason="迟了。")
    assert refused.value.names == ("ratings.decision_comes_in_its_period",)
    assert due.lapse_due() == 1
    assert ExitCase.objects.get().state == "lapsed"
    assert due.lapse_due() == 0


def test_three_poor_evaluations_open_a_case_by_the_clock_once() -> None:
    agency = an_agency_rated_poorly(2)
    assert due.propose_for_quality() == 0
    other = an_agency_rated_poorly(3)
    assert due.propose_for_quality() == 1
    assert due.propose_for_quality() == 0
    case = ExitCase.objects.get()
    assert (case.agency, case.measure, case.opened_by) == (other, "suspension_3", None)
    assert case.facts == "十二个月内 3 次评价，质量分依次为 2、2、2。"
    assert able(agency)


def test_a_warning_stands_beside_the_name_and_the_agency_serves_on() -> None:
    agency = an_agency_rated_poorly()
    case = a_decided_case(agency, trigger="poor_quality", measure="warning", finding="")
    agency.refresh_from_db()
    assert (agency.standing, able(agency)) == ("warned", True)
    assert case.measure_until == clock.now() + timedelta(days=90)


def test_a_removal_bars_the_agency_and_costs_points() -> None:
    agency = an_agency_rated_poorly(1)
    outbox.deliver_all()
    before = Agency.objects.get(pk=agency.pk).score_centi
    a_decided_case(agency, measure="removal_36")
    outbox.deliver_all()
    agency.refresh_from_db()
    assert agency.standing == "removed"
    assert agency.score_centi == before - 3000


def test_only_the_agency_answers_and_only_officials_of_the_region_act() -> None:
    case = a_case()
    for stranger in (market.a_firm(), market.acting_for(an_agency_row().organisation)):
        with pytest.raises(NotFound):
            answer_case(actor=stranger, number=case.number, text="路过。")
    with pytest.raises(NotFound):
        vote_on_case(
            actor=market.a_regulator(market.a_city("411100", "漯河市")), number=case.number, is_for=True, reason="越界。"
        )
    past_answer(case)
    clerk = market.acting_for(market.an_organisation("regulator"), "review")
    with pytest.raises(NotForYou):
        vote_on_case(actor=clerk, number=case.number, is_for=True, reason="无权。")
