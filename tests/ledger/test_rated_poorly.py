"""The clock opens a case for poor quality where the ratings on the record bear it out: both verifiers see it, and see where they do not."""

import copy
from pathlib import Path

import pytest

from tests.ledger.browser import disagreements, verify
from tests.ledger.falsifications.catalogue import Event, find, shift
from tests.makers.history import History
from tests.makers.ledger import an_export
from tests.node import needs_node

UNRATED = "expected three ratings in twelve months whose quality is two or below on the average"
MARKS = ("quality", "timeliness", "attitude", "fee", "conduct")


@pytest.fixture(scope="module")
def events() -> list[Event]:
    """Three services of one agency, each rated with two for its quality, and the case that the clock opens then."""
    day = History(fast=True)
    worst, *others = (day.an_agency() for _ in range(3))
    for number in (f"ZX-2026-000{n}" for n in (1, 2, 3)):
        need = day.a_need(number)
        bids = [day.a_bid(need, who, 12_000_000 + 100 * n) for n, who in enumerate((worst, *others))]
        root = day.closing(need, bids)
        first = day.a_decision(need, day.opening(need, bids), root)[0]
        day.service(need, day.an_award(first, need), contract := f"HT-{number}")
        named = {"rating": f"R-{number}", "contract": contract, "need": number, "org": worst, "side": "buyer"}
        by = {"kind": "firm", "org": need["buyer"]}
        day.add("rating.recorded", **named, rater=need["buyer"], scores=dict.fromkeys(MARKS, 2), by=by)
    case = {"case": "ZX-AN-2026-0001", "org": worst}
    day.add("case.opened", **case, trigger="poor_quality", measure="suspension_3")
    told = day.add("case.notified", **case)
    told.update(answer_by=shift(told["at"], days=5), decide_by=shift(told["at"], days=90))
    return day.events


def a_better_mark(events: list[Event]) -> None:
    find(events, "rating.recorded")["scores"]["quality"] = 3


def one_rating_fewer(events: list[Event]) -> None:
    events.remove(find(events, "rating.recorded"))


def a_rating_of_another(events: list[Event]) -> None:
    find(events, "case.opened")["org"] = find(events, "org.registered", 1)["org"]


def a_year_later(events: list[Event]) -> None:
    for kind in ("case.opened", "case.notified"):
        told = find(events, kind)
        told.update({name: f"2028{told[name][4:]}" for name in ("at", "answer_by", "decide_by") if name in told})


@needs_node
@pytest.mark.parametrize(
    ("change", "is_borne_out"),
    [(len, True), (a_better_mark, False), (one_rating_fewer, False), (a_rating_of_another, False), (a_year_later, False)],
)
def test_the_ratings_bear_the_case_out(events, tmp_path: Path, change, is_borne_out: bool) -> None:
    told = copy.deepcopy(events)
    change(told)
    export = an_export(tmp_path / "export", told, verifier=False)
    found = verify.check(export).findings
    assert any(UNRATED in each for each in found) is not is_borne_out, found
    assert bool(found) is not is_borne_out, found
    assert disagreements({"": (export, {})}) == {}
