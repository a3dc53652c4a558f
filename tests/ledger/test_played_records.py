"""Every way of choosing, played through the verbs: its record verifies from the export alone, and both verifiers name each lie."""

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.independent.outsider.market import Market
from tests.independent.outsider.record import read
from tests.ledger.browser import disagreements, in_the_browser, verify
from tests.ledger.falsifications.catalogue import Event, find
from tests.ledger.mangled import MANGLES, mangled
from tests.ledger.plays import RECORDS, joint_contracts, live_rounds, outages
from tests.ledger.plays.record import Record
from tests.makers.ledger import an_export
from tests.node import needs_node

type Played = Callable[[Record], list[Event]]
each_record = pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.about)


@pytest.fixture(scope="session")
def played(django_db_setup, django_db_blocker, tmp_path_factory) -> Played:
    """The events of a record; each is played once in a run."""
    kept: dict[str, list[Event]] = {}

    def events(record: Record) -> list[Event]:
        if record.about not in kept:
            with django_db_blocker.unblock():
                kept[record.about] = record.events(tmp_path_factory.mktemp("played") / "export")
        return copy.deepcopy(kept[record.about])

    return events


@each_record
def test_the_play_reaches_what_the_lies_are_about(played: Played, record: Record) -> None:
    assert record.reached(played(record)) == record.reaches


@each_record
def test_the_verifier_names_each_lie_and_finds_the_truth_sound(played: Played, record: Record, tmp_path: Path) -> None:
    found = {name: verify.check(folder).findings for name, folder in record.exports(played(record), tmp_path).items()}
    assert found.pop("") == []
    assert set(found) == set(record.lies)
    assert {name: said for name, said in found.items() if not any(record.lies[name].says in each for each in said)} == {}


@each_record
def test_a_program_written_from_the_page_alone_derives_the_same(played: Played, record: Record, tmp_path: Path) -> None:
    """docs/derive.md: it shares no line with the market or its verifiers."""
    market = Market(read(an_export(tmp_path, played(record), verifier=False)))
    assert market.differences == []


def test_that_program_misses_a_member_who_never_signed(played: Played, tmp_path: Path) -> None:
    events = played(joint_contracts.RECORD)
    market = Market(read(an_export(tmp_path / "true", events, verifier=False)))
    assert (market.derived["sealed_price", "signatures"], market.derived["sealed_price", "lapse"]) == (2, 1)
    joint_contracts.RECORD.lies["the_lead_signs_for_its_member"].change(events)
    (found,) = Market(read(an_export(tmp_path / "false", events, verifier=False))).differences
    assert "signatures of" in found


@needs_node
@each_record
def test_the_browsers_check_finds_each_lie_at_the_same_places(played: Played, record: Record, tmp_path: Path) -> None:
    exports = {name: (folder, {}) for name, folder in record.exports(played(record), tmp_path).items()}
    assert disagreements(exports) == {}


@needs_node
@each_record
def test_both_name_the_same_places_in_records_mangled_byte_by_byte(played: Played, record: Record, tmp_path: Path) -> None:
    true = played(record)
    exports = dict(mangled(true, seed, tmp_path / str(seed)) for seed in range(3 * len(MANGLES)))
    assert {name.rpartition(" ")[0] for name in exports} == {each.__name__.strip("_") for each in MANGLES}
    assert disagreements({name: (folder, {}) for name, folder in exports.items()}) == {}
    named = sum(bool(verify.check(folder).findings) for folder in exports.values())
    assert named >= 2 * len(MANGLES), "a green run is not empty"


@needs_node
def test_a_record_from_before_the_terms_of_rounds_stood_in_the_notice_still_holds(played: Played, tmp_path: Path) -> None:
    events = played(live_rounds.RECORD)
    for event in events:
        if event["type"] == "need.published":
            del event["round_terms"]
    folder = an_export(tmp_path / "old", events, verifier=False)
    assert verify.check(folder).findings == []
    assert in_the_browser([(folder, {})]) == [[]]


def test_without_the_rule_of_outages_in_the_notice_no_heartbeat_is_asked_for(played: Played, tmp_path: Path) -> None:
    events = played(outages.RECORD)
    del find(events, "need.published")["outage"]
    moved = events.index(find(events, "deadline.moved"))
    found = verify.check(an_export(tmp_path / "old", events, verifier=False)).findings
    assert [each for each in found if f"line {moved + 1} " not in each] == []
    assert "the deadline moved without an outage" in found[0]
