"""What the directory reads of the lower rooms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import connection
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from agencies.models import Agency, OfferedService
from bidding.models import Need, Notice
from bidding.states import NeedState
from market.models import ListEdition, ListItem, Region
from market.reads import edition_on
from search.documents import AgencyDocument, DayOfList, document_of
from search.models import AgencyRow

BATCH = 500
NOT_PUBLIC = (NeedState.DRAFT, NeedState.DISCARDED)


def next_version() -> int:
    """A number above every earlier one, drawn before a document's facts are read: a late writer holds a lower one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('search_version')")
        return int(cursor.fetchone()[0])


def list_of(day: date) -> DayOfList:
    """The retained list of a day."""
    edition = edition_on(day)
    found = edition.items.filter(is_in_force=True).select_related("approval") if edition else ListItem.objects.none()
    following = ListEdition.objects.filter(effective_on__gt=day).order_by("effective_on").first()
    return DayOfList(day, {item.code: item for item in found}, following.effective_on if following else None)


def _agencies() -> QuerySet[Agency]:
    services = OfferedService.objects.select_related("certificate").order_by("item_code", "name")
    return Agency.objects.select_related("organisation__region__parent__parent").prefetch_related(
        Prefetch("services", queryset=services)
    )


def document_for(uscc: str, *, day: date) -> AgencyDocument | None:
    """The document of one agency as it stands now."""
    version = next_version()
    agency = _agencies().filter(organisation__uscc=uscc).first()
    return document_of(agency, list(agency.services.all()), list_of(day), version=version) if agency else None


def all_documents(*, day: date) -> Iterator[AgencyDocument]:
    """The documents of all agencies, in batches."""
    version, listed = next_version(), list_of(day)
    for agency in _agencies().order_by("pk").iterator(chunk_size=BATCH):
        document = document_of(agency, list(agency.services.all()), listed, version=version)
        if document:
            yield document


def due_for_change(day: date) -> list[str]:
    """The agencies whose document time alone has changed."""
    return list(AgencyRow.objects.filter(is_gone=False, changes_on__lte=day).values_list("key", flat=True)[:BATCH])


def written_since(version: int) -> list[str]:
    """The agencies that the default engine, which hears every event, has written after a version."""
    return list(AgencyRow.objects.filter(version__gt=version).order_by("key").values_list("key", flat=True))


def region_names(codes: set[str]) -> dict[str, str]:
    """Names of current regions by code."""
    return dict(Region.objects.filter(code__in=codes, valid_to=None).order_by("code").values_list("code", "name"))


def item_names(codes: set[str], *, day: date) -> dict[str, str]:
    """Names of the items of the day's list by code."""
    edition = edition_on(day)
    return dict(edition.items.filter(code__in=codes).values_list("code", "name")) if edition else {}


def needs_titled(text: str, *, most: int) -> list[Need]:
    """Published needs whose notice has the text in its title or service, the newest first."""
    found = Need.objects.exclude(state__in=NOT_PUBLIC).filter(notices__title__icontains=text)
    newest = Notice.objects.filter(need=OuterRef("pk")).order_by("-version").values("title")[:1]
    titled = found.distinct().annotate(shown_title=Subquery(newest))
    return list(titled.select_related("buyer", "region", "item").order_by("-published_at")[:most])


def items_named(text: str, *, day: date, most: int) -> list[ListItem]:
    """Items of the day's list with the text in their name or code."""
    edition = edition_on(day)
    if edition is None:
        return []
    by_name = edition.items.filter(name__icontains=text) | edition.items.filter(code__iexact=text)
    return list(by_name.select_related("approval").order_by("code")[:most])
