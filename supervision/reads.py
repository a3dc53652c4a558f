"""Questions asked about inspections; what the register was is asked of the public record, as everybody else asks it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from draws.models import Contribution
from ledger.models import Entry, Pending
from ledger.record import stamp
from market.models import Membership, Organisation, Region
from supervision.models import Inspection, Inspector
from supervision.register import FACTS, Register, register_of
from supervision.rules import SETTLED_MINUTES

NUMBERS = "ZX-JC-"  # what the advisory lock of the numbering is called


def register_before(moment: datetime | None = None) -> Register:
    """The register as the record has it: of the facts before a moment, or of all."""
    bodies = Entry.objects.filter(event__in=FACTS).order_by("idx").values_list("body", flat=True)
    return register_of((json.loads(body) for body in bodies.iterator()), before=stamp(moment) if moment else None)


def unordered_before(moment: datetime) -> int:
    """How many facts of before a moment are not in order yet."""
    return Pending.objects.filter(at__lt=moment).count()


def next_inspection_number(at: datetime) -> str:
    """The next number of a year: ZX-JC-2026-0001."""
    start = f"ZX-JC-{at.year}-"
    last = Inspection.objects.filter(number__startswith=start).order_by("-number").values_list("number", flat=True).first()
    return f"{start}{int(last[len(start) :]) + 1 if last else 1:04d}"


def next_inspector_code() -> str:
    """The next code of all pools: JC-0001. Codes are never given twice."""
    last = Inspector.objects.order_by("-code").values_list("code", flat=True).first()
    return f"JC-{int(last[3:]) + 1 if last else 1:04d}"


def inspections() -> QuerySet[Inspection]:
    """All inspections, the newest first."""
    return Inspection.objects.select_related("organ")


def inspections_of(organ_id: int) -> QuerySet[Inspection]:
    """Those of an organ."""
    return inspections().filter(organ_id=organ_id)


def to_show(organ_id: int, at: datetime) -> list[Inspection]:
    """Those for which an organ may show its number now, and has not."""
    open_now = list(inspections_of(organ_id).filter(listed_at__lte=at - timedelta(minutes=SETTLED_MINUTES), draws_at__gt=at))
    shown = Contribution.objects.filter(draw__subject__in=[each.number for each in open_now]).exclude(value="")
    done = set(shown.values_list("draw__subject", flat=True))
    return [each for each in open_now if each.number not in done]


def pool_of(organ_id: int) -> list[Inspector]:
    """An organ's inspectors, whoever is in the pool first."""
    return list(Inspector.objects.filter(organ_id=organ_id).select_related("person").order_by("-listed_at", "code"))


def officials_of(organ_id: int) -> list[Membership]:
    """Who acts for an organ today."""
    members = Membership.objects.filter(organisation_id=organ_id, until=None)
    return list(members.select_related("person").order_by("pk"))


def is_official(organ_id: int, person_id: int) -> bool:
    """Whether somebody acts for an organ today."""
    return Membership.objects.filter(organisation_id=organ_id, person_id=person_id, until=None).exists()


def is_in_the_pool(organ_id: int, person_id: int) -> bool:
    """Whether somebody is in an organ's pool today."""
    return Inspector.objects.filter(organ_id=organ_id, person_id=person_id, unlisted_at=None).exists()


def regions_under(code: str) -> list[Region]:
    """A region and those within it."""
    whole = code
    while whole.endswith("00"):
        whole = whole[:-2]
    return list(Region.objects.filter(valid_to=None, code__startswith=whole).order_by("code"))


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """The names of organisations by their codes."""
    return dict(Organisation.objects.filter(uscc__in=list(codes)).values_list("uscc", "name"))


def commitments_of(number: str) -> list[Contribution]:
    """What each party of an inspection committed itself to, and showed."""
    return list(Contribution.objects.filter(draw__subject=number).order_by("party"))


def entries_of(number: str) -> dict[str, int]:
    """Where the record speaks of an inspection: event → line."""
    said = Entry.objects.filter(event__startswith="inspection.", body__contains=f'"inspection":"{number}"')
    return dict(said.order_by("idx").values_list("event", "idx"))


def due(at: datetime) -> list[str]:
    """The inspections whose hour has come."""
    return list(Inspection.objects.filter(drawn_at=None, draws_at__lte=at).order_by("pk").values_list("number", flat=True))


def lock_inspection(number: str) -> Inspection:
    """An inspection, locked until the transaction ends."""
    return Inspection.objects.select_for_update(of=("self",)).select_related("organ").get(number=number)


def lock_numbers() -> None:
    """One at a time gives the next number or code, whichever organ asks; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [NUMBERS])


def lock_organ(pk: int) -> Organisation:
    """An organ, locked until the transaction ends: its pool and its inspections wait."""
    return Organisation.objects.select_for_update().get(pk=pk)


def lock_inspector(organ_id: int, code: str) -> Inspector | None:
    """One of an organ's pool, locked until the transaction ends."""
    return Inspector.objects.select_for_update().filter(organ_id=organ_id, code=code).first()


def announced(inspection: Inspection) -> dict[str, Any]:
    """What the draws of an inspection stand on, as it was announced."""
    return {
        "organ": inspection.organ.uscc,
        "region": inspection.region,
        "item": inspection.item,
        "agencies": inspection.agencies,
        "inspectors": inspection.inspectors,
    }
