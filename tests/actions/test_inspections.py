"""Inspections, played: announced, the number shown, drawn by the clock; what can't be is refused and changes nothing."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from draws.terms import OPERATOR
from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken
from ledger.models import Pending
from ledger.sequencer import sequence_all
from supervision import due, reads
from supervision.actions.draw_inspection import draw_inspection
from supervision.actions.list_inspector import list_inspector
from supervision.actions.show_number import show_number
from supervision.actions.unlist_inspector import unlist_inspector
from supervision.models import Inspection
from tests.makers import agencies, market
from tests.makers import supervision as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_ten")]


def names(refused: pytest.ExceptionInfo[RulesBroken]) -> list[str]:
    return [broken.rule.name for broken in refused.value.broken]


def again(draw: dict, contributions: list[list[str]]) -> list[str]:
    """The order of a draw, written down anew from the rule of draw/1."""

    def lp(part: bytes) -> bytes:
        return len(part).to_bytes(4, "big") + part

    ids = sorted(entrant.encode() for entrant in draw["entrants"])
    root = hashlib.sha256(b"draw/1 entrants\n" + len(ids).to_bytes(8, "big") + b"".join(map(lp, ids))).digest()
    given = b"".join(lp(party.encode()) + lp(bytes.fromhex(value)) for party, value in sorted(contributions))
    head = b"draw/1 seed\n" + lp(draw["draw"].encode()) + lp(root) + draw["places"].to_bytes(8, "big")
    seed = hashlib.sha256(head + len(contributions).to_bytes(4, "big") + given + lp(b"none") + lp(b"") + lp(b"")).digest()
    return [each.decode() for each in sorted(ids, key=lambda each: hmac.digest(seed, each, "sha256"))]


def test_agencies_and_inspectors_are_drawn_at_the_announced_hour() -> None:
    organ = make.an_organ(agencies=5, pool=4)
    inspection = make.an_announced_inspection(organ, agencies=2, inspectors=3)
    make.shown(organ, inspection)
    sequence_all()
    clock.set_to(inspection.draws_at - timedelta(microseconds=1))
    assert due.draw_due() == 0
    clock.set_to(inspection.draws_at)
    assert (due.draw_due(), due.draw_due()) == (1, 0)
    told = Inspection.objects.get().outcome
    assert dict(told["contributions"])[organ.uscc] == make.own_number(inspection.number).hex()
    assert [draw["order"] for draw in told["draws"]] == [again(draw, told["contributions"]) for draw in told["draws"]]
    assert told["drawn"] == told["draws"][0]["order"][:2]
    assert told["inspectors"] == told["draws"][1]["order"][:3]
    assert (len(told["draws"][0]["entrants"]), told["short"], told["aside"]) == (5, False, [])


def test_the_list_is_the_register_of_its_moment_whoever_comes_or_goes_later() -> None:
    organ = make.an_organ(agencies=3)
    gone_before, gone_after = make.a_listed_agency(), make.a_listed_agency()
    sequence_all()
    inspection = make.an_announced_inspection(organ)
    agencies.actions.remove_agency(
        actor=SCHEDULER, agency_uscc=gone_before.uscc, until=clock.now() + timedelta(days=730), case=agencies.CASE
    )
    clock.set_to(inspection.listed_at - timedelta(microseconds=1))
    in_time = make.a_listed_agency()
    clock.set_to(inspection.listed_at)
    late = make.a_listed_agency()
    agencies.actions.remove_agency(
        actor=SCHEDULER, agency_uscc=gone_after.uscc, until=clock.now() + timedelta(days=730), case=agencies.CASE
    )
    entrants = make.drawn(inspection).outcome["draws"][0]["entrants"]
    assert {in_time.uscc, gone_after.uscc} <= set(entrants)
    assert {late.uscc, gone_before.uscc}.isdisjoint(entrants)
    assert len(entrants) == 5


def test_only_agencies_of_the_item_are_drawn() -> None:
    organ = make.an_organ(agencies=3)
    make.a_listed_agency(item=None)
    sequence_all()
    assert len(reads.register_before().entrants("410000", "")) == 4
    assert len(make.drawn(make.an_announced_inspection(organ, item="B02")).outcome["draws"][0]["entrants"]) == 3


def test_an_inspector_tied_to_a_drawn_agency_stands_aside_and_another_takes_part() -> None:
    organ = make.an_organ(agencies=3, pool=2)
    everybody = tuple(reads.register_before().entrants("410000", ""))
    tied, free = make.an_inspector(organ, ties=everybody), make.an_inspector(organ, ties=(market.a_uscc(),))
    sequence_all()
    told = make.drawn(make.an_announced_inspection(organ, inspectors=3)).outcome
    assert told["aside"] == [{"inspector": tied.code, "because": "tie"}]
    assert free.code in told["inspectors"]
    assert (len(told["inspectors"]), told["short"]) == (3, False)


def test_where_too_few_inspectors_are_left_the_draw_says_so() -> None:
    organ = make.an_organ(agencies=3, pool=1)
    everybody = tuple(reads.register_before().entrants("410000", ""))
    for _ in range(2):
        make.an_inspector(organ, ties=everybody)
    sequence_all()
    told = make.drawn(make.an_announced_inspection(organ)).outcome
    assert (len(told["inspectors"]), told["short"]) == (1, True)


def test_the_commitment_stands_in_for_a_number_that_is_not_shown() -> None:
    inspection = make.an_announced_inspection()
    commits = {each.party: each.commit for each in reads.commitments_of(inspection.number)}
    told = dict(make.drawn(inspection).outcome["contributions"])
    organ = inspection.organ.uscc
    assert told[organ] == commits[organ]
    assert told[OPERATOR] != commits[OPERATOR]


def test_a_number_is_shown_once_within_its_hours_and_fits() -> None:
    organ = make.an_organ()
    inspection = make.an_announced_inspection(organ)
    number, own = inspection.number, make.own_number(inspection.number)
    clock.set_to(inspection.opens_at - timedelta(microseconds=1))
    with pytest.raises(RulesBroken) as early:
        show_number(actor=organ, number=number, value=own)
    clock.set_to(inspection.opens_at)
    with pytest.raises(RulesBroken) as other:
        show_number(actor=organ, number=number, value=bytes(32))
    show_number(actor=organ, number=number, value=own)
    with pytest.raises(RulesBroken) as twice:
        show_number(actor=organ, number=number, value=own)
    hours, fit = "supervision.number_is_shown_between_list_and_draw", "supervision.number_shown_is_the_one_committed"
    assert (names(early), names(other), names(twice)) == ([hours], [fit], [hours])


def test_a_number_that_comes_at_the_hour_of_the_draw_is_late() -> None:
    organ = make.an_organ()
    inspection = make.an_announced_inspection(organ)
    clock.set_to(inspection.draws_at)
    with pytest.raises(RulesBroken) as late:
        show_number(actor=organ, number=inspection.number, value=make.own_number(inspection.number))
    assert names(late) == ["supervision.number_is_shown_between_list_and_draw"]


def test_an_announcement_that_leaves_nothing_to_chance_is_refused_and_changes_nothing() -> None:
    organ = make.an_organ(agencies=2, pool=2)
    with pytest.raises(RulesBroken) as refused:
        make.an_announced_inspection(organ)
    assert names(refused) == ["supervision.agencies_are_drawn_from_more", "supervision.inspectors_are_drawn_from_more"]
    assert (Inspection.objects.count(), Pending.objects.filter(body__contains="inspection.announced").count()) == (0, 0)


def test_a_draw_waits_until_every_fact_of_before_its_lists_is_in_order() -> None:
    inspection = make.an_announced_inspection()
    clock.set_to(inspection.draws_at)
    with pytest.raises(RulesBroken) as refused:  # its own announcement still waits
        draw_inspection(actor=SCHEDULER, number=inspection.number)
    assert names(refused) == ["supervision.inspection_is_drawn_at_its_hour"]
    assert due.draw_due() == 0
    sequence_all()
    assert due.draw_due() == 1


def test_only_the_clock_draws_and_only_the_organ_shows() -> None:
    organ = make.an_organ()
    inspection = make.an_announced_inspection(organ)
    clock.set_to(inspection.draws_at)
    with pytest.raises(NotForYou):
        draw_inspection(actor=organ, number=inspection.number)
    with pytest.raises(NotFound):
        show_number(actor=market.a_regulator(), number=inspection.number, value=bytes(32))
    with pytest.raises(NotForYou):
        make.an_announced_inspection(market.a_department())


def test_inspectors_are_officials_of_the_organ_and_never_named_on_the_record() -> None:
    organ = make.an_organ()
    with pytest.raises(RulesBroken):
        list_inspector(actor=organ, person=market.a_person("外人"))
    inspector = make.an_inspector(organ)
    with pytest.raises(RulesBroken):
        list_inspector(actor=organ, person=inspector.person)
    unlist_inspector(actor=organ, code=inspector.code)
    with pytest.raises(NotFound):
        unlist_inspector(actor=market.a_regulator(), code=inspector.code)
    bodies = Pending.objects.filter(body__contains="inspector.").values_list("body", flat=True)
    assert not any(inspector.person.full_name in body for body in bodies)


def test_what_was_drawn_never_changes() -> None:
    inspection = make.drawn(make.an_announced_inspection())
    inspection.agencies = 1
    with pytest.raises(IntegrityError), transaction.atomic():
        inspection.save()
