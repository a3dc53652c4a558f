"""Contributions to draws on the record: both verifiers derive them again, and histories from before there were any hold."""

import importlib
import sys
from pathlib import Path

from bidding.methods import WAYS
from draws.draw import NO_BEACON
from draws.terms import terms_now
from ledger.export import VERIFIER
from sealing.envelope import seal
from sealing.trustee.trustee import contribution_statement
from tests.ledger.browser import in_the_browser
from tests.ledger.falsifications.catalogue import find, shift
from tests.makers.chance import with_a_beacon, with_a_notary, with_two_trustees
from tests.makers.history import NOTARY, History
from tests.makers.ledger import Event, an_export
from tests.node import needs_node

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")


def found(folder: Path) -> tuple[list[str], list]:
    """What the verifier finds, and what the browser's check finds."""
    [seen] = in_the_browser([(folder, {})])
    return verify.check(folder).findings, seen


def an_old_tie() -> list[Event]:
    """Three equal prices under a notice without terms of its draws."""
    day = History()
    need = day.a_need("ZX-2026-0001", draw=None)
    bids = [day.a_bid(need, day.an_agency(), 11_000_000) for _ in range(3)]
    root = day.closing(need, bids)
    day.a_decision(need, day.opening(need, bids), root)
    return day.events


@needs_node
def test_a_contribution_sealed_to_two_trustees_is_opened_with_the_bids(tmp_path):
    events = with_two_trustees()
    told = [(event["type"], event["party"]) for event in events if event["type"].startswith("draw.")]
    parties = ("operator", "trustee-2")
    assert told == [(kind, party) for kind in ("draw.contribution", "draw.shown") for party in parties]
    assert [party for party, _ in find(events, "decision.made")["case"]["contributions"]] == list(parties)
    assert found(an_export(tmp_path, events)) == ([], [])


@needs_node
def test_a_record_from_before_there_were_contributions_holds(tmp_path):
    events = an_old_tie()
    assert not any(event["type"].startswith("draw.") for event in events)
    assert "contributions" not in events[-1]["case"]
    assert found(an_export(tmp_path, events)) == ([], [])


@needs_node
def test_what_was_fixed_stands_in_for_what_is_withheld(tmp_path):
    day = History()
    need = day.a_need("ZX-2026-0001")
    bids = [day.a_bid(need, day.an_agency(), 11_000_000) for _ in range(3)]
    root = day.closing(need, bids)
    opened = day.opening(need, bids)
    shown = day.events[-1]
    commit = next(event["commit"] for event in day.events if event["type"] == "draw.contribution")
    del shown["value"]
    shown.update(type="draw.withheld", reason="not-shown")
    day.a_decision(need, opened, root, contribution=commit)
    assert day.events[-1]["case"]["contributions"] == [["operator", commit]]
    assert found(an_export(tmp_path, day.events)) == ([], [])


@needs_node
def test_a_record_from_before_the_trustees_contributed_holds(tmp_path):
    day = History(trustees=2)
    terms = {name: said for name, said in terms_now().items() if name != "way"}
    need = day.a_need("ZX-2026-0001", draw=terms)
    bids = [day.a_bid(need, day.an_agency(), 11_000_000) for _ in range(3)]
    root = day.closing(need, bids)
    day.a_decision(need, day.opening(need, bids), root)
    assert find(day.events, "need.published")["draw"]["parties"] == ["operator"]
    assert found(an_export(tmp_path, day.events)) == ([], [])


@needs_node
def test_a_trustee_that_sealed_something_else_contributes_all_the_same(tmp_path):
    """What a trustee's envelope says is its own affair: its number counts, and nobody can be blamed for it."""
    day = History(trustees=2)
    need = day.a_need("ZX-2026-0001")
    given = find(day.events, "draw.contribution", party="trustee-2")
    plain = {"v": "bid/1", "amount_fen": 1}
    seed = day.contribution_seed(need, "trustee-2")
    envelope, _ = seal(plain, need="ZX-2026-0001", bidder="trustee-2", seq=1, trustees=need["trustees"], seed=seed)
    given.update(envelope=envelope, sig=NOTARY.sign(contribution_statement(envelope)).hex())
    bids = [day.a_bid(need, day.an_agency(), 11_000_000) for _ in range(3)]
    root = day.closing(need, bids)
    opened = day.opening(need, bids)
    find(day.events, "draw.shown", party="trustee-2")["plain"] = plain
    day.a_decision(need, opened, root)
    assert found(an_export(tmp_path, day.events)) == ([], [])


@needs_node
def test_a_beacon_and_a_notarys_number_named_beforehand_go_into_the_draw(tmp_path):
    assert found(an_export(tmp_path / "drand", with_a_beacon())) == ([], [])
    assert found(an_export(tmp_path / "notary", with_a_notary())) == ([], [])


@needs_node
def test_a_beacon_that_is_missed_is_left_out(tmp_path):
    events = with_a_beacon()
    beacon, decision = find(events, "beacon.fetched"), find(events, "decision.made")
    del beacon["value"]
    beacon.update(type="beacon.missed", at=find(events, "need.published")["draw"]["beacon"]["by"])
    decision["at"] = shift(beacon["at"], minutes=1)
    decision["publicity_ends"] = shift(decision["at"], days=3)
    decision["case"]["beacon"] = list(NO_BEACON)
    decision.update(WAYS["sealed_price"].decide_json(decision["case"]))
    assert found(an_export(tmp_path, events)) == ([], [])
