"""Organs with their inspectors, agencies on the register, and inspections at each station, through the verbs."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from draws.terms import commitment_of
from kernel import clock
from kernel.actors import SCHEDULER, Actor
from ledger.sequencer import sequence_all
from market.models import Organisation, Person, Region
from supervision import reads
from supervision.actions.announce_inspection import announce_inspection
from supervision.actions.draw_inspection import draw_inspection
from supervision.actions.list_inspector import list_inspector
from supervision.actions.show_number import show_number
from supervision.models import Inspection, Inspector
from tests.makers import agencies as agency_makers
from tests.makers import market as make


def a_listed_agency(item: str | None = "B02", region: Region | None = None) -> Actor:
    """An agency on the register."""
    return agency_makers.an_agency(item_code=item, region=region)


def an_inspector(organ: Actor, *, ties: tuple[str, ...] = ()) -> Inspector:
    """An official of the organ in its pool."""
    assert organ.organisation_id is not None
    person: Person = make.a_membership(Organisation.objects.get(pk=organ.organisation_id), "review").person
    return list_inspector(actor=organ, person=person, ties=ties)


def an_organ(*, agencies: int = 4, pool: int = 4) -> Actor:
    """A regulator of the province with its pool, beside agencies on the register; all of it is in order on the record."""
    organ = make.a_regulator(make.the_province())
    for _ in range(agencies):
        a_listed_agency()
    for _ in range(pool):
        an_inspector(organ)
    sequence_all()
    return organ


def own_number(number: str) -> bytes:
    """The 32 bytes that an organ of the tests keeps."""
    return hashlib.sha256(b"an organ's number for " + number.encode()).digest()


def an_announced_inspection(organ: Actor | None = None, *, agencies: int = 2, inspectors: int = 2, item: str = "") -> Inspection:
    """An inspection of the organ's region that was announced now."""
    organ = organ or an_organ()
    number = reads.next_inspection_number(clock.now())
    return announce_inspection(
        actor=organ,
        number=number,
        region=Region.objects.get(code=organ.region, valid_to=None),
        item=item,
        agencies=agencies,
        inspectors=inspectors,
        commit=commitment_of(number, organ.uscc, own_number(number)),
    )


def shown(organ: Actor, inspection: Inspection) -> Inspection:
    """The same, when its lists are settled, its organ's number shown."""
    clock.set_to(inspection.opens_at)
    return show_number(actor=organ, number=inspection.number, value=own_number(inspection.number))


def drawn(inspection: Inspection) -> Inspection:
    """The same at its hour, everything in order, drawn."""
    clock.set_to(inspection.draws_at + timedelta(seconds=1))
    sequence_all()
    return draw_inspection(actor=SCHEDULER, number=inspection.number)
