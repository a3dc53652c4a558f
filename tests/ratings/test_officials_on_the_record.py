"""Who acts in an exit case stands on the record by a code: never by name, one code for one person, another for each vote."""

import importlib
import json
import sys
from pathlib import Path

import pytest

from agencies.due import restore_due
from kernel import clock
from kernel.access import NotForYou
from kernel.rulebook import RulesBroken
from ledger.export import VERIFIER, export_record
from ledger.models import Entry, Pending
from ledger.sequencer import sequence_all
from market.models import Person
from ratings import due
from ratings.actions import open_case, vote_on_case
from ratings.models import ExitCase, Official
from tests.makers import market
from tests.makers.bids import a_bidder, agency_of
from tests.makers.contracts import an_agency_row
from tests.makers.ratings import a_case, a_vote, an_agency_rated_poorly, an_answer, an_answered_case, an_official

sys.path.insert(0, str(VERIFIER))
verify = importlib.import_module("verify")
pytestmark = pytest.mark.usefixtures("at_ten")


def said(kind: str) -> list[dict]:
    """The entries of a kind, in order."""
    sequence_all()
    return [json.loads(body) for body in Entry.objects.filter(event=kind).order_by("idx").values_list("body", flat=True)]


UNRATED = (
    "expected three ratings in twelve months whose quality is two or below on the average"  # these were made without a record
)


def findings_of(folder: Path, *kinds: str) -> list[str]:
    """What the verifier finds, where the rest was made without a record about events of these kinds alone."""
    sequence_all()
    export_record(folder / "record")
    found = list(verify.check(folder / "record").findings)
    return [each for each in found if any(f"({kind}" in each for kind in kinds)] if kinds else found


def test_opener_and_voters_have_codes_of_their_own_and_no_names(tmp_path: Path) -> None:
    case = an_answered_case(agency_of(a_bidder()))
    for _ in range(2):
        case = a_vote(case)
    acted = [said("case.opened")[0]["official"], *(vote["official"] for vote in said("case.voted"))]
    listed = said("official.listed")
    assert len(set(acted)) == 3
    assert [each["official"] for each in listed] == acted
    people = [case.opened_by, *(vote.person for vote in case.votes.order_by("pk"))]
    assert acted == [Official.objects.get(person=person).code for person in people]
    assert all(each.keys() == {"v", "type", "at", "by", "x", "official"} for each in listed)
    assert not any(person.full_name in json.dumps(each, ensure_ascii=False) for person in people for each in listed)
    assert findings_of(tmp_path) == []


def test_a_code_stays_with_its_official_from_case_to_case(tmp_path: Path) -> None:
    opener = market.a_regulator()
    for _ in range(2):
        a_case(an_agency_row(), by=opener)
    first, second = said("case.opened")
    assert first["official"] == second["official"]
    assert len(said("official.listed")) == 1
    assert findings_of(tmp_path) == []


def test_a_case_that_the_clock_opens_names_no_official_and_lacks_its_ratings_alone(tmp_path: Path) -> None:
    an_agency_rated_poorly(3)
    assert due.propose_for_quality() == 1
    case = an_answer(ExitCase.objects.get())
    for _ in range(2):
        case = a_vote(case)
    assert case.state == "decided"
    assert "official" not in said("case.opened")[0]
    assert [each.partition(": ")[2] for each in findings_of(tmp_path, "case.", "official.")] == [UNRATED]


def test_a_warning_runs_out_by_the_clock_and_lacks_its_ratings_alone(tmp_path: Path) -> None:
    agency = an_agency_rated_poorly()
    case = an_answered_case(agency, trigger="poor_quality", measure="warning", finding="")
    for _ in range(2):
        case = a_vote(case)
    clock.set_to(case.measure_until)
    assert restore_due() == 1
    assert len(said("org.cleared")) == 1
    found = findings_of(tmp_path, "case.", "org.warned", "org.cleared")
    assert [each.partition(": ")[2] for each in found] == [UNRATED]


def test_the_operator_neither_opens_a_case_nor_votes_and_gets_no_code() -> None:
    case = an_answered_case()
    operator = market.an_operator()
    other = an_agency_row().organisation.uscc
    before = (Official.objects.count(), Pending.objects.count(), ExitCase.objects.count())
    with pytest.raises(NotForYou):
        vote_on_case(actor=operator, number=case.number, is_for=True, reason="同意。")
    with pytest.raises(NotForYou):
        open_case(actor=operator, agency_uscc=other, trigger="", measure="", facts="", grounds="")
    assert case.votes.count() == 0
    assert (Official.objects.count(), Pending.objects.count(), ExitCase.objects.count()) == before


def test_a_vote_that_is_refused_gives_no_code() -> None:
    case = an_answered_case()
    official = an_official(case)
    with pytest.raises(RulesBroken, match="没有写明理由"):
        vote_on_case(actor=official, number=case.number, is_for=True, reason=" ")
    assert not Official.objects.filter(person=Person.objects.get(pk=official.person_id)).exists()
