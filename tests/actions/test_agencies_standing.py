"""What bidding asks of an agency, and how measures move it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies import actions, due
from agencies.access import agency_of
from agencies.reads import standing_facts
from kernel import clock
from kernel.access import NotForYou
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from tests.makers import agencies as make
from tests.makers import market

QUALIFICATION = "水土保持方案编制单位水平评价证书"


def facts_of(actor, **asked):
    return standing_facts(make.the_agency(actor), item_code="B02", day=clock.today(), **asked)


def test_a_listed_agency_is_able_to_serve_what_it_offers(at_ten) -> None:
    actor = make.an_agency(certificate=QUALIFICATION, practitioners={"水土保持工程师": 2}, grade=("A", 9240))
    actions.declare_tie(actor=actor, organ_name="示例水利局", nature="由其下属单位持股")
    facts = facts_of(actor, organ_uscc="11410300MB00000000", organ_name="示例水利局")
    assert facts.able_to_serve
    assert facts.offers_item
    assert facts.published_in_full
    assert facts.certificate_kinds_valid == {QUALIFICATION}
    assert facts.practitioners == {"水土保持工程师": 2}
    assert facts.ties == ("示例水利局：由其下属单位持股",)
    assert (facts.grade, facts.score_centi) == ("A", 9240)
    assert not standing_facts(make.the_agency(actor), item_code="B01", day=clock.today()).offers_item


def test_the_facts_cost_two_queries(at_ten) -> None:
    agency = make.the_agency(make.an_agency(certificate=QUALIFICATION, practitioners={"工程师": 3}))
    with CaptureQueriesContext(connection) as asked:
        standing_facts(agency, item_code="B02", organ_uscc="1", organ_name="x", day=clock.day_of(at_ten))
    assert len(asked) == 2


def test_a_suspended_agency_is_not_able_to_serve_from_that_instant(at_ten) -> None:
    actor = make.an_agency(standing="suspended")
    facts = facts_of(actor)
    assert not facts.able_to_serve
    assert facts.suspended_until == at_ten + timedelta(days=90)


def test_the_clock_restores_a_suspended_agency_and_not_a_moment_early(at_ten) -> None:
    actor = make.an_agency(standing="suspended")
    clock.set_to(at_ten + timedelta(days=90) - timedelta(microseconds=1))
    assert due.restore_due() == 0
    with pytest.raises(RulesBroken) as refused:
        actions.restore_agency(actor=SCHEDULER, agency_id=make.the_agency(actor).pk)
    assert refused.value.names == ("agencies.measure_has_run_out",)
    assert not facts_of(actor).able_to_serve
    with pytest.raises(NotForYou):
        actions.restore_agency(actor=actor, agency_id=make.the_agency(actor).pk)
    clock.set_to(at_ten + timedelta(days=90))
    assert due.restore_due() == 1
    assert facts_of(actor).able_to_serve
    assert due.restore_due() == 0


def test_an_actor_for_no_agency_is_refused(at_ten) -> None:
    with pytest.raises(NotForYou):
        agency_of(market.a_firm())
