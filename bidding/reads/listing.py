"""Lists of public needs, in a time that does not grow with their number: indexed order, capped counts, bounded pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from bidding.models import Need, Notice
from bidding.states import DECIDING
from bidding.states import NeedState as S
from market.models import ListItem, Organisation, Region

PAGE = 20
MOST = 1000  # results that are counted and paged through; beyond it the reader narrows the search
GROUPS: dict[str, tuple[str, tuple[S, ...]]] = {
    "open": ("报名中", (S.OPEN,)),
    "deciding": ("待选取", DECIDING),
    "decided": ("结果公示", (S.DECIDED,)),
    "ended": ("已结束", (S.AWARDED, S.CONFIRMED, S.FINISHED, S.FAILED, S.CANCELLED)),
}


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for. Empty means any, except for the state: none named means those that take bids."""

    groups: tuple[str, ...] = ()
    item: str = ""
    region: str = ""
    methods: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    words: str = ""
    states: tuple[str, ...] = field(default=())

    @property
    def in_states(self) -> list[str]:
        """The states asked for."""
        return list(self.states) or [state for group in self.groups or ("open",) for state in GROUPS[group][1]]


def listed(wanted: Wanted) -> QuerySet[Need]:
    """The needs asked for: those open by deadline, the nearest first; any others by publication, the newest first."""
    states = wanted.in_states
    found = Need.objects.filter(state=states[0]) if len(states) == 1 else Need.objects.filter(state__in=states)
    if wanted.item:
        found = found.filter(item__in=list(ListItem.objects.filter(code=wanted.item).values_list("pk", flat=True)))
    if wanted.region:
        found = found.filter(region__in=_regions_under(wanted.region))
    if wanted.methods:
        found = found.filter(method__in=wanted.methods)
    if len(wanted.by) == 1:
        found = found.filter(is_commissioned_by_department=wanted.by[0] == "department")
    if wanted.words:
        found = found.filter(_says(wanted.words))
    order = ("closes_at", "pk") if states == [S.OPEN] else ("-published_at", "-pk")
    return found.order_by(*order).select_related("buyer", "item", "region")


def _regions_under(code: str) -> list[int]:
    regions = Region.objects.filter(Q(code=code) | Q(parent__code=code) | Q(parent__parent__code=code))
    return list(regions.values_list("pk", flat=True))


def _says(words: str) -> Q:
    """By number, title or buyer; each index is asked for itself, up to the cap."""
    titles = Notice.objects.filter(title__icontains=words, published_at__isnull=False)
    buyers = Organisation.objects.filter(name__icontains=words)
    return (
        Q(number__istartswith=words)
        | Q(pk__in=list(titles.values_list("need_id", flat=True)[:MOST]))
        | Q(buyer__in=list(buyers.values_list("pk", flat=True)[:MOST]))
    )


def capped_count(found: QuerySet[Need]) -> int:
    """How many there are, counted no further than one over the cap."""
    return found.order_by()[: MOST + 1].count()


def group_counts() -> dict[str, int]:
    """How many needs each group of states holds, each counted up to the cap, in one question."""
    one = "(SELECT count(*) FROM (SELECT 1 FROM bidding_need WHERE state = ANY(%s) LIMIT %s) AS counted)"
    values: list[Any] = []
    for _, states in GROUPS.values():
        values += [[str(state) for state in states], MOST + 1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join([one] * len(GROUPS)), values)
        return dict(zip(GROUPS, cursor.fetchone(), strict=True))


def notices_in_force(needs: Iterable[Need]) -> dict[int, Notice]:
    """The newest published version of each need, by the need's primary key."""
    rows = Notice.objects.filter(need__in=[need.pk for need in needs], published_at__isnull=False)
    return {notice.need_id: notice for notice in rows.order_by("need", "-version").distinct("need")}


def newest_notices(needs: Iterable[Need]) -> dict[int, Notice]:
    """The newest version of each need, published or not: for the buyer's own list."""
    rows = Notice.objects.filter(need__in=[need.pk for need in needs])
    return {notice.need_id: notice for notice in rows.order_by("need", "-version").distinct("need")}


def needs_of_buyer(organisation: int, states: Sequence[str]) -> QuerySet[Need]:
    """A buyer's needs in those states, the newest first."""
    found = Need.objects.filter(buyer=organisation).exclude(state=S.DISCARDED)
    found = found.filter(state__in=states) if states else found
    return found.order_by("-created_at", "-pk").select_related("buyer", "item", "region")
