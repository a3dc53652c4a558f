"""Every state of the deadline's protocol is visited: no fault, and each wrong way shows its counterexample."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bidding.actions.opening.close_need import close_need
from kernel import clock
from kernel.actors import SCHEDULER
from tests.makers import bidding as needs
from tests.races.deadline_model import Ways, explore


def test_in_no_state_is_an_acknowledged_bid_late_or_missing_and_every_state_leads_to_an_end() -> None:
    found = explore(Ways(), bidders=3)
    assert (found.fault, found.way) == ("", ())
    assert found.hanging == 0
    assert (found.states, found.ends) == (38_288, 4_096), "the model has changed: say so here"


@pytest.mark.parametrize(
    ("ways", "fault"),
    [
        (Ways(bidder_locks=False), "an acknowledged bid is not in the frozen list"),
        (Ways(closer_locks=False), "an acknowledged bid is not in the frozen list"),
        (Ways(bidder_reads_state=False), "an acknowledged bid is not in the frozen list"),
        (Ways(stamps_under_the_lock=False), "an acknowledged bid is not in the frozen list"),
        (Ways(closes_at_the_deadline=False), "the list was frozen before the deadline"),
    ],
)
def test_each_wrong_way_has_its_counterexample(ways, fault) -> None:
    found = explore(ways, bidders=1)
    assert found.fault == fault
    assert 0 < len(found.way) <= 12


@pytest.mark.django_db
def test_the_trigger_takes_the_steps_of_the_model_in_their_order() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef(tgfoid) FROM pg_trigger WHERE tgname LIKE 'pgtrigger_a_bid_comes_before%%'")
        body = cursor.fetchone()[0]
    steps = ["pg_advisory_xact_lock_shared", "SELECT need.state, need.closes_at, ", "NEW.at := zx_now()", "life <> 'open' OR"]
    places = [body.index(step) for step in steps]
    assert places == sorted(places)


@pytest.mark.django_db
def test_the_closer_takes_the_steps_of_the_model_in_their_order(at_ten) -> None:
    need = needs.an_open_need()
    clock.set_to(need.closes_at)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        close_need(actor=SCHEDULER, number=need.number)
    said = [query["sql"] for query in seen]
    first = {
        "lock": next(n for n, sql in enumerate(said) if "pg_advisory_xact_lock(1001" in sql),
        "clock": next(n for n, sql in enumerate(said) if "zx_now()" in sql),
        "list": next(n for n, sql in enumerate(said) if 'FROM "bidding_bid"' in sql),
        "closed": next(n for n, sql in enumerate(said) if sql.startswith('UPDATE "bidding_need"')),
    }
    assert first["lock"] < first["clock"] < min(first["list"], first["closed"])
