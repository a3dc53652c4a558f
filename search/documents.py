"""The document of an agency in the directory: declared once, filled from reads, the same for both engines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from elasticsearch import dsl

from agencies.models import Agency, OfferedService
from agencies.states import Standing
from kernel import clock
from market.models import ListItem, Region
from search.text import name_tokens, service_tokens

GRADE_RANK = {"A": 0, "B": 1, "none": 2, "C": 3, "D": 4}
NEVER = date(9999, 12, 31)
_SHARP: dict[str, Any] = {"analyzer": "whitespace", "norms": False, "index_options": "docs"}


class AgencyMapping(dsl.Document):
    """The index's mapping: tokens split at spaces, everything else exact; no analyzer has to be installed."""

    key = dsl.Keyword()
    name_tokens = dsl.Text(**_SHARP)
    tokens = dsl.Text(**_SHARP)
    items = dsl.Keyword()  # type: ignore[assignment]  # a field of ours that the library's base class has as a method
    region = dsl.Keyword()
    grade = dsl.Keyword()
    standing = dsl.Keyword()
    grade_rank = dsl.Byte()
    score = dsl.Integer()
    changes_on = dsl.Date()
    shown = dsl.Object(enabled=False)

    class Meta:
        dynamic = dsl.MetaField("strict")


@dataclass(frozen=True)
class AgencyDocument:
    """One agency as the directory holds it. `score` is in hundredths of a point, -1 without one."""

    key: str
    version: int
    name_tokens: frozenset[str]
    tokens: frozenset[str]
    items: tuple[str, ...]
    region: str
    grade: str
    standing: str
    score: int
    changes_on: date
    shown: dict[str, Any]

    @property
    def grade_rank(self) -> int:
        """Where the grade stands in the order: no record yet comes before C, for it is not a penalty."""
        return GRADE_RANK[self.grade]


@dataclass(frozen=True)
class DayOfList:
    """The retained list of a day: its items in force by code, and the day on which another edition takes over."""

    day: date
    items: dict[str, ListItem]
    next_on: date | None


def document_of(agency: Agency, services: list[OfferedService], listed: DayOfList, *, version: int) -> AgencyDocument | None:
    """The document of an agency, or nothing for one that was never listed."""
    if agency.standing == Standing.UNLISTED:
        return None
    unit = agency.organisation
    seat = _city_of(unit.region)
    open_services = [s for s in services if _is_open(s, listed.day)]
    names = name_tokens(unit.name) | {f"c:{unit.uscc.lower()}", *(name_tokens(seat.name))}
    approvals = (item.approval.name for s in open_services if (item := listed.items.get(s.item_code)) and item.approval)
    found_by = names | service_tokens(" ".join([*(f"{s.name} {s.item_code}" for s in open_services), *approvals]))
    found_by |= service_tokens(unit.region.name)
    return AgencyDocument(
        key=unit.uscc,
        version=version,
        name_tokens=frozenset(names),
        tokens=frozenset(found_by),
        items=tuple(sorted({s.item_code for s in open_services if s.item_code in listed.items})),
        region=seat.code,
        grade=agency.grade,
        standing=agency.standing,
        score=-1 if agency.score_centi is None else agency.score_centi,
        changes_on=_changes_on(agency, services, listed),
        shown={
            "name": unit.name,
            "region": unit.region.name,
            "demo": unit.is_demo,
            "grade": agency.grade,
            "standing": agency.standing,
            "score_word": score_word(agency.score_centi),
            "graded_on": agency.graded_on.isoformat() if agency.graded_on else "",
            "evaluations": agency.evaluations,
            "since": _day(agency.listed_at),
            "until": _day(agency.suspended_until or agency.barred_until),
            "services": [_service(s, listed) for s in open_services],
            "expires": min((d.isoformat() for s in open_services if (d := _last_day(s))), default=""),
            "from_fen": min((s.fee_from_fen for s in open_services if s.fee_from_fen is not None), default=None),
        },
    )


def score_word(score_centi: int | None) -> str:
    """A score in points with one decimal, cut off, never rounded up into a better grade: 8999 → "89.9"."""
    return "" if score_centi is None else f"{score_centi // 100}.{score_centi % 100 // 10}"


def _service(service: OfferedService, listed: DayOfList) -> dict[str, object]:
    item = listed.items.get(service.item_code)
    return {
        "name": service.name,
        "code": item.code if item else "",
        "days": service.days,
        "limit": item.time_limit if item else "",
        "approval": item.approval.name if item and item.approval else "",
    }


def _is_open(service: OfferedService, day: date) -> bool:
    """Whether a service is shown: an expired certificate hides it, never its agency (A5)."""
    if not service.needs_certificate:
        return True
    return service.certificate is not None and service.certificate.valid_from <= day <= service.certificate.valid_until


def _last_day(service: OfferedService) -> date | None:
    return service.certificate.valid_until if service.needs_certificate and service.certificate else None


def _changes_on(agency: Agency, services: list[OfferedService], listed: DayOfList) -> date:
    """The next day on which time alone changes the document."""
    days = [listed.next_on] if listed.next_on else []
    for service in services:
        if service.needs_certificate and service.certificate:
            days += [service.certificate.valid_from, service.certificate.valid_until + timedelta(days=1)]
    return min((day for day in days if day and day > listed.day), default=NEVER)


def _city_of(region: Region) -> Region:
    """The city or directly governed county in which a region lies; the region itself when there is none."""
    here: Region | None = region
    while here is not None and not here.is_top_unit:
        here = here.parent
    return here or region


def _day(at: datetime | None) -> str:
    return clock.day_of(at).isoformat() if at else ""
