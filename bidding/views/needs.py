"""The public list of needs and the page of a need."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bidding import access, reads
from bidding.models import Need
from bidding.reads.chance import terms_named
from bidding.reads.listing import GROUPS, MOST, PAGE, Wanted, capped_count, group_counts, listed, notices_in_force
from bidding.reads.page import page_of
from bidding.reads.shortlist import table_words
from bidding.rules.files import KINDS, ending
from bidding.schemas import brief, whole
from bidding.states import Method, NeedState
from bidding.views.codes import calendar_of, qr_of
from kernel import clock
from kernel.access import NotFound
from kernel.clock import day_of
from market.models import Region
from market.reads import edition_on

BY = (("department", "部门"), ("firm", "企业和个人"))


class CappedPaginator(Paginator):
    """Pages over a list whose count is given, and stops at the cap."""

    def __init__(self, found: Any, count: int):
        super().__init__(found, PAGE)
        self.__dict__["count"] = min(count, MOST)


def wanted_of(request: HttpRequest) -> Wanted:
    """What the address asks for; what it does not know, it ignores."""
    asked = request.GET
    return Wanted(
        groups=tuple(g for g in GROUPS if g in asked.getlist("state")),
        item=asked.get("item", "")[:20],
        region=asked.get("region", "")[:6],
        methods=tuple(m for m in Method.values if m in asked.getlist("method")),
        by=tuple(b for b, _ in BY if b in asked.getlist("by")),
        words=asked.get("q", "").strip()[:60],
    )


def _chips(request: HttpRequest, wanted: Wanted, items: list[tuple[str, str]], regions: list[Region]) -> list[dict[str, str]]:
    names = {("state", g): word for g, (word, _) in GROUPS.items()} | {("by", b): word for b, word in BY}
    names |= {("method", str(m)): str(Method(m).label) for m in Method.values} | {("item", code): name for code, name in items}
    names |= {("region", r.code): r.name for r in regions} | {("q", wanted.words): f"“{wanted.words}”"}
    chosen = [("state", g) for g in wanted.groups] + [("method", m) for m in wanted.methods] + [("by", b) for b in wanted.by]
    chosen += [(k, v) for k, v in (("item", wanted.item), ("region", wanted.region), ("q", wanted.words)) if v]
    chips = []
    for name, value in chosen:
        rest = request.GET.copy()
        rest.pop("page", None)
        rest.setlist(name, [v for v in rest.getlist(name) if v.strip() != value])
        chips.append({"word": names.get((name, value), value), "href": f"?{rest.urlencode()}"})
    return chips


def rows_of(needs: list[Need]) -> list[dict[str, Any]]:
    """Needs with their notices in force, in the same order."""
    notices = notices_in_force(needs)
    return [{"need": need, "notice": notices[need.pk]} for need in needs if need.pk in notices]


@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """The list of needs: filters, search, order by deadline, pages."""
    wanted = wanted_of(request)
    found = listed(wanted)
    count = capped_count(found)
    page = CappedPaginator(found, count).get_page(request.GET.get("page"))
    now = clock.now()
    edition = edition_on(day_of(now))
    items = list(edition.items.filter(is_in_force=True).order_by("code").values_list("code", "name")) if edition else []
    regions = list(Region.objects.filter(valid_to=None, is_top_unit=True).order_by("code"))
    counts = group_counts()
    context = {
        "rows": rows_of(list(page.object_list)),
        "page": page,
        "count": count,
        "is_capped": count > MOST,
        "most": MOST,
        "wanted": wanted,
        "groups": [
            {"key": g, "word": w, "count": counts[g], "on": g in (wanted.groups or ("open",))} for g, (w, _) in GROUPS.items()
        ],
        "methods": [{"key": m, "word": Method(m).label, "on": m in wanted.methods} for m in Method.values],
        "by": [{"key": b, "word": w, "on": b in wanted.by} for b, w in BY],
        "items": items,
        "regions": regions,
        "chips": _chips(request, wanted, items, regions),
        "only_open": wanted.in_states == [NeedState.OPEN],
        "now": now,
        "today": day_of(now),
        "crumbs": [("", "采购需求")],
        "most_counted": MOST,
    }
    return render(request, "bidding/needs.html", context)


@require_safe
def needs_json(request: HttpRequest) -> JsonResponse:
    """The same list as JSON, a page at a time."""
    found = listed(wanted_of(request))
    page = CappedPaginator(found, capped_count(found)).get_page(request.GET.get("page"))
    rows = [brief(row["need"], row["notice"]) for row in rows_of(list(page.object_list))]
    return JsonResponse({"needs": rows, "page": page.number, "pages": page.paginator.num_pages})


@require_safe
def need(request: HttpRequest, number: str) -> HttpResponse:
    """The public page of a need."""
    page = page_of(access.public_need(number), at=clock.now())
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "page": page,
        "chance": terms_named(page.need),
        "need": page.need,
        "notice": page.notice,
        "is_mine": page.need.buyer_id == actor.organisation_id,
        "shortlist_table": table_words(page.need.shortlist_terms) if page.need.shortlist_terms else [],
        "eligible": reads.eligibility_of(page.need, actor) if page.takes_bids else None,
        "crumbs": [("/needs/", "采购需求"), ("", number)],
    }
    return render(request, "bidding/need.html", context)


@require_safe
def need_json(request: HttpRequest, number: str) -> JsonResponse:
    """The same as JSON."""
    return JsonResponse(whole(page_of(access.public_need(number), at=clock.now())))


@require_safe
def need_calendar(request: HttpRequest, number: str) -> HttpResponse:
    """The need's dates, for a calendar."""
    found = access.public_need(number)
    assert found.closes_at is not None
    dates = [("questions", "提问截止", reads.questions_end(found.closes_at)), ("closes", "报名截止", found.closes_at)]
    if found.publicity_ends_at:
        dates.append(("publicity", "结果公示截止", found.publicity_ends_at))
    return calendar_of(found, reads.notice_of(found), dates, at=clock.now())


@require_safe
def need_code(request: HttpRequest, number: str) -> HttpResponse:
    """The QR code of the need's page."""
    return qr_of(f"/needs/{access.public_need(number).number}/")


@require_safe
def need_file(request: HttpRequest, number: str, file: int) -> FileResponse:
    """An attachment: of a published version for everybody, of a draft for its buyer."""
    attachment, is_public = reads.attachment_of(number, file)
    if not is_public and attachment.notice.need.buyer_id != request.actor.organisation_id:  # type: ignore[attr-defined]
        raise NotFound(number)
    types = {end: kind for ends, kind in KINDS.values() for end in ends}
    response = FileResponse(attachment.file.open("rb"), as_attachment=True, filename=attachment.name)
    response["Content-Type"] = types.get(ending(attachment.name), "application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    return response
