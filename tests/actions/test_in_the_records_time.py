"""A clock far behind the public record: nothing is written, whatever it is about, until it has caught up to within ten minutes."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from agencies.actions import admit_registration
from kernel import clock
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from ledger import in_order
from ledger.export import export_record
from ledger.models import Latest, Pending
from ledger.record import record
from ledger.sequencer import sequence_all
from market.states import OrganisationKind
from sealing.actions.publish_page import publish_page
from tests.actions.test_facts_in_order import everything
from tests.ledger.browser import in_the_browser, verify
from tests.makers import agencies, bids, market
from tests.makers import bidding as needs
from tests.node import needs_node

MICROSECOND, TEN = timedelta(microseconds=1), timedelta(minutes=10)
IN_TIME = "ledger.fact_comes_in_the_records_time"
type Verb = Callable[[], object]


def publishing_a_page() -> Verb:
    return lambda: publish_page(actor=SCHEDULER, name="offline.html")


def admitting_an_agency() -> Verb:
    registration = agencies.a_submitted_registration()
    official = market.an_organisation(OrganisationKind.OPERATOR, region=registration.agency.organisation.region)
    actor = market.acting_for(official)
    return lambda: admit_registration(actor=actor, registration_id=registration.pk)


def bidding() -> Verb:
    need, bidder = needs.an_open_need(), bids.a_bidder()
    return lambda: bids.a_sealed_bid(need, bidder)


def the_record_reaches(moment: timedelta) -> None:
    """Put one more fact in order, so much later."""
    clock.forward(moment)
    record(SCHEDULER, "demo.played", {})
    sequence_all()


@pytest.mark.parametrize("verb", [publishing_a_page, admitting_an_agency, bidding])
def test_a_clock_far_behind_the_record_is_refused_by_name_and_nothing_changes_until_it_has_caught_up(at_ten, verb) -> None:
    act = verb()
    the_record_reaches(timedelta(hours=2))
    newest = clock.now()
    assert Latest.objects.get(pk=in_order.RECORD).at == newest
    clock.set_to(newest - TEN - MICROSECOND)
    before = everything()
    with pytest.raises(RulesBroken) as refused, transaction.atomic():
        act()
    assert refused.value.names == (IN_TIME,)
    assert everything() == before
    clock.set_to(newest - TEN)
    act()
    assert Pending.objects.filter(at=newest - TEN).exists()


def test_the_record_never_reaches_less_far_than_before(at_ten) -> None:
    the_record_reaches(timedelta(hours=2))
    newest = clock.now()
    clock.forward(-TEN)
    record(SCHEDULER, "demo.played", {})
    sequence_all()
    assert Latest.objects.get(pk=in_order.RECORD).at == newest


@needs_node
def test_without_the_rule_the_record_would_be_one_that_both_verifiers_call_false(at_ten, monkeypatch, tmp_path: Path) -> None:
    publish = publishing_a_page()
    the_record_reaches(timedelta(hours=2))
    clock.forward(-TEN - MICROSECOND)
    monkeypatch.setattr(in_order, "TO_WRITE_ON_THE_RECORD", ())
    publish()
    sequence_all()
    export_record(tmp_path)
    (found,) = verify.check(tmp_path).findings
    assert "(page.published): expected a time not long before" in found
    ((_, _, sentence),) = in_the_browser([(tmp_path, {})])[0]
    assert "时间不应远早于" in sentence
