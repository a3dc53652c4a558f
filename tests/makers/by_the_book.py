"""What stands around a need: a table of terms, an approving organ, certificates and ties, a question, a changed contract, an exit case."""

from __future__ import annotations

from datetime import timedelta

from ledger.record import stamp
from tests.makers.history import ITEM, History
from tests.makers.market import DEFAULT_TERMS, a_uscc

CERTIFICATE = "水土保持方案编制单位水平评价证书"
ORGAN, SUPERVISOR = a_uscc("11", 901), a_uscc("11", 902)
OFFICIALS = ("AN-01", "AN-02", "AN-03", "AN-04")
NEED, CONTRACT, CASE, LATER_CASE = "ZX-2026-0005", "ZX-HT-2026-0005", "ZX-AN-2026-0001", "ZX-AN-2026-0002"


def by_the_book(day: History, bidders: list[str]) -> None:
    """A need that all of it bears on, to its end; then one of the bidders is suspended by two votes."""
    table = [
        {"region": "410000", "name": name, "value": n, "kind": "default", "since": "2018-07-19"}
        for name, n in DEFAULT_TERMS.items()
    ]
    day.add("term.changed", terms=table)
    day.add("supervision.routed", item=ITEM, region="410300", org=ORGAN)
    for who in bidders:
        by = {"kind": "agency", "org": who}
        day.add("certificate.added", org=who, kind=CERTIFICATE, valid_from="2026-01-01", valid_until="2028-12-31", by=by)
        day.add("tie.declared", org=who, organ=SUPERVISOR, by=by)
    need = day.a_need(NEED, certificates=[CERTIFICATE], low={"mean_bp": 5_000, "next_bp": 5_000, "ceiling_bp": 4_500})
    day.add("question.asked", need=NEED, question=1, text="是否包含监测？")
    day.add("question.answered", need=NEED, question=1, answer="包含", by={"kind": "firm", "org": day.buyer})
    bids = [day.a_bid(need, who, 12_000_000 + 100 * n) for n, who in enumerate(bidders)]
    root = day.closing(need, bids)
    day.events[-1]["unanswered"] = 0
    award = day.an_award(day.a_decision(need, day.opening(need, bids), root)[0], need)
    day.service(need, award, CONTRACT, later_by=10)
    a_suspension(day, bidders[-1], LATER_CASE)


def a_suspension(day: History, org: str, case: str = CASE) -> None:
    """False material: the agency is told, heard, and suspended by two officials who agree."""
    named, by = {"case": case, "org": org}, {"kind": "regulator", "org": SUPERVISOR}
    if case == CASE:
        for official in OFFICIALS:
            day.add("official.listed", official=official, by=by)
    opener, *voters = OFFICIALS
    opened = day.add("case.opened", **named, trigger="false_material", measure="suspension_6", official=opener, by=by)
    day.now -= timedelta(minutes=1)
    told = {"answer_by": stamp(day.now + timedelta(days=7)), "decide_by": stamp(day.now + timedelta(days=90))}
    assert day.add("case.notified", **named, **told, by=by)["at"] == opened["at"]
    day.add("case.answered", **named, hearing=True, by={"kind": "agency", "org": org})
    day.add("case.heard", **named, by=by)
    for official, agrees in zip(voters, (False, True, True), strict=True):
        day.add("case.voted", **named, official=official, **{"for": agrees}, by=by)
    until = stamp(day.now + timedelta(days=183))
    day.add("org.suspended", org=org, until=until, case=case, by=by)
    day.now -= timedelta(minutes=1)
    decided = {"trigger": "false_material", "measure": "suspension_6", "until": until, "officials": [SUPERVISOR, SUPERVISOR]}
    day.add("case.decided", **named, **decided, by=by)
