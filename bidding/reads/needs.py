"""A need, its notice in force or in draft, its questions, and its number."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Q, Sum

from agencies.models import Agency
from agencies.states import ABLE_TO_SERVE
from bidding.models import Need, Notice, Question
from bidding.rules.questions import LONGEST_HOLD, QUESTIONS_END
from bidding.states import Funding, NeedState
from kernel.access import NotFound
from kernel.calendar import add_working_days, subtract_working_days
from kernel.clock import day_of, today
from market.models import ListItem, Region
from market.reads import edition_on

_COUNTED = (NeedState.DRAFT, NeedState.DISCARDED, NeedState.CANCELLED, NeedState.FAILED)


def next_number(year: int) -> str:
    """The next number of a year's needs: ZX-2026-0001. Two at once wait for one another."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bidding_needseries (year, last) VALUES (%s, 1) "
            "ON CONFLICT (year) DO UPDATE SET last = bidding_needseries.last + 1 RETURNING last",
            [year],
        )
        return f"ZX-{year}-{cursor.fetchone()[0]:04d}"


def need_by_number(number: str) -> Need:
    """The need with that number.

    Raises:
        NotFound: if there is none.
    """
    need = Need.objects.select_related("buyer", "region__parent", "item__approval").filter(number=number).first()
    if need is None:
        raise NotFound(number)
    return need


def notice_of(need: Need) -> Notice:
    """The version in force: the newest that was published.

    Raises:
        NotFound: while the need is a draft.
    """
    notice = need.notices.filter(published_at__isnull=False).order_by("-version").first()
    if notice is None:
        raise NotFound(need.number)
    return notice


def draft_of(need: Need) -> Notice:
    """The version that is being written.

    Raises:
        NotFound: if nothing is being written.
    """
    notice = need.notices.filter(published_at=None).first()
    if notice is None:
        raise NotFound(need.number)
    return notice


def newest_notice(need: Need) -> Notice:
    """The newest version, published or not."""
    return need.notices.order_by("-version")[0]


def counts_by_state(buyer_id: int) -> dict[str, int]:
    """How many needs a buyer has in each state."""
    rows = Need.objects.filter(buyer=buyer_id).order_by().values_list("state").annotate(count=Count("pk"))
    return dict(rows)


def needs_with_questions(buyer_id: int) -> list[tuple[Need, int]]:
    """A buyer's open needs that have questions waiting, the nearest deadline first, with how many."""
    waiting = Count("questions", filter=Q(questions__answered_at=None))
    rows = Need.objects.filter(buyer=buyer_id, state=NeedState.OPEN).annotate(waiting=waiting).filter(waiting__gt=0)
    return [(need, need.waiting) for need in rows.order_by("closes_at")[:20]]


def region_choices() -> list[tuple[str, str]]:
    """The regions of today as (code, name): counties under their cities."""
    rows = Region.objects.filter(valid_to=None).order_by("code").values_list("code", "name", "level")
    return [(code, name if level in {"province", "city"} else f"　{name}") for code, name, level in rows]


def item_choices() -> list[tuple[str, str]]:
    """The items in force today as (code, code and name)."""
    edition = edition_on(today())
    rows = edition.items.filter(is_in_force=True).order_by("code").values_list("code", "name") if edition else []
    return [(code, f"{code} {name}") for code, name in rows]


def has_draft(need: Need) -> bool:
    """Whether a version is being written."""
    return need.notices.filter(published_at=None).exists()


def item_of_the_list(code: str) -> ListItem | None:
    """The item with that code in today's edition, in force or not yet; else the newest that any edition had."""
    edition = edition_on(today())
    current = edition.items.filter(code=code).first() if edition else None
    return current or ListItem.objects.filter(code=code).order_by("-edition__effective_on").first()


def current_region(code: str) -> Region:
    """The region that has the code now.

    Raises:
        NotFound: if there is none.
    """
    region = Region.objects.filter(code=code, valid_to=None).first()
    if region is None:
        raise NotFound(code)
    return region


def flags_of(need: Need, notice: Notice, *, able: int, limit_fen: int, at: datetime, narrow: int) -> list[str]:
    """What people should look at: conditions that no more than one can meet, and a purchase that may have been split."""
    flags = ["narrow"] if able <= narrow else []
    if notice.funding == Funding.FISCAL and notice.ceiling_fen is not None:
        total = notice.ceiling_fen + fiscal_sum_of_a_year(need, until=day_of(at))
        flags += ["split"] if total >= limit_fen else []
    return flags


def questions_end(closes_at: datetime) -> datetime:
    """The moment at which questions close: one working day before the deadline."""
    return subtract_working_days(closes_at, QUESTIONS_END)


def held_until(need: Need) -> datetime:
    """The moment at which the longest hold by unanswered questions ends."""
    assert need.closes_at is not None
    return add_working_days(need.closes_at, LONGEST_HOLD)


def unanswered(need: Need) -> int:
    """How many questions wait for the buyer."""
    return Question.objects.filter(need=need, answered_at=None).count()


def able_agencies(need: Need, notice: Notice, *, on: date) -> int:
    """How many agencies meet the notice's conditions on a day: able to serve, offering the item, certificates, practitioners."""
    agencies = Agency.objects.filter(standing__in=ABLE_TO_SERVE)
    if need.item is not None:
        agencies = agencies.filter(services__item_code=need.item.code)
    for kind in notice.certificate_kinds:
        agencies = agencies.filter(certificates__kind=kind, certificates__valid_from__lte=on, certificates__valid_until__gte=on)
    agencies = agencies.distinct()
    if notice.practitioner_count:
        good = Q(practitioners__valid_until=None) | Q(practitioners__valid_until__gte=on)
        if notice.practitioner_kind:
            good &= Q(practitioners__kind=notice.practitioner_kind)
        counted = Count("practitioners", filter=good, distinct=True)
        agencies = agencies.annotate(people=counted).filter(people__gte=notice.practitioner_count)
    return agencies.count()


def fiscal_sum_of_a_year(need: Need, *, until: date) -> int:
    """The ceilings of the same buyer's other fiscal needs for the same item in the twelve months before, in fen (N4: splitting)."""
    if need.item is None:
        return 0
    start = until.replace(year=until.year - 1, day=min(until.day, 28))
    rows = (
        Notice.objects.filter(
            need__buyer=need.buyer,
            need__item__code=need.item.code,
            need__published_at__date__gte=start,
            funding=Funding.FISCAL,
            published_at__isnull=False,
        )
        .exclude(need__state__in=_COUNTED)
        .exclude(need=need)
    )
    newest = rows.order_by("need", "-version").distinct("need").values_list("pk", flat=True)
    return Notice.objects.filter(pk__in=list(newest)).aggregate(sum=Sum("ceiling_fen"))["sum"] or 0
