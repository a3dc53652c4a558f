"""The public record as pages, as text and as JSON. Everybody reads it; nobody signs in for it."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ledger import keys, reads
from ledger.cosignatures import keep_cosignature
from ledger.export import trust_told, trustees_told, verifier_archive
from ledger.field_words import FIELDS, KINDS, OF_ONE_EVENT, VALUES
from ledger.models import Entry
from ledger.words import EVENTS
from web.templatetags.zx import moment

PAGE = 20
JSON_PAGE = 500
SHOWN = 160
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


def _word(event: str) -> str:
    return EVENTS.get(event, event)


def _row(entry: Entry) -> dict[str, Any]:
    body = json.loads(entry.body)
    return {
        "idx": entry.idx,
        "word": _word(entry.event),
        "when": datetime.fromisoformat(body["at"]),
        "need": entry.need,
        "org": entry.org,
    }


def _found(query: str) -> QuerySet[Entry]:
    """The entries that a need's number or an organisation's code asks for, newest first."""
    entries = Entry.objects.order_by("-idx")
    if not query:
        return entries
    return entries.filter(need=query) if query.startswith("ZX-") else entries.filter(org=query)


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint, how to check the record oneself, and its entries."""
    query = request.GET.get("q", "").strip().upper()
    if query.isdigit() and len(query) < 12:
        return HttpResponseRedirect(reverse("record_entry", args=[int(query)]))
    page = Paginator(_found(query), PAGE).get_page(request.GET.get("page"))
    context = {
        "point": reads.newest_checkpoint(),
        "origin": reads.origin(),
        "key": keys.public_key(),
        "trustees": settings.TRUSTEES,
        "query": query,
        "page": page,
        "rows": [_row(entry) for entry in page],
        "crumbs": [("", "公示核验")],
    }
    return render(request, "ledger/record.html", context)


@require_safe
def entry(request: HttpRequest, idx: int) -> HttpResponse:
    """One entry: what it says, its bytes, and the path from it to a signed root."""
    point, found = reads.newest_checkpoint(), Entry.objects.filter(idx=idx).first()
    if found is None or point is None:
        raise Http404
    body = json.loads(found.body)
    facts = [
        (OF_ONE_EVENT.get((found.event, name), FIELDS.get(name, name)), _shown(name, value))
        for name, value in body.items()
        if name not in ("v", "type", "at", "by", "x")
    ]
    context = {
        "entry": found,
        "word": _word(found.event),
        "at": body["at"],
        "when": datetime.fromisoformat(body["at"]),
        "by": body["by"],
        "by_word": KINDS.get(body["by"]["kind"], body["by"]["kind"]),
        "facts": facts,
        "hidden": sorted(FIELDS.get(name, name) for name in body.get("x", {})),
        "point": point,
        "leaf": bytes(found.leaf).hex(),
        "root": bytes(point.root).hex(),
        "path": reads.inclusion_proof(idx, point.size),
        "crumbs": [(reverse("record"), "公示核验"), ("", f"第 {idx} 条")],
    }
    return render(request, "ledger/entry.html", context)


def _shown(name: str, value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "是", False: "否", None: "没有"}[value]
    if isinstance(value, str) and MOMENT.fullmatch(value):
        return f"{moment(datetime.fromisoformat(value))}（北京时间）"
    text = VALUES.get(name, {}).get(value, value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed checkpoint (C2SP tlog-checkpoint), as text for machines and witnesses."""
    point = reads.newest_checkpoint()
    if point is None:
        raise Http404
    return HttpResponse(
        reads.cosigned_note(point), content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )


@require_safe
def trust(request: HttpRequest) -> JsonResponse:
    """trust.json, as an export has it."""
    return JsonResponse(trust_told())


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The verifier and what fetches a copy of the record (`fetch.py`), as a zip file."""
    named = {"Content-Disposition": 'attachment; filename="verifier.zip"'}
    return HttpResponse(verifier_archive(), content_type="application/zip", headers=named)


@csrf_exempt  # a witness has no session: its signature is all that counts
@require_POST
def cosignatures(request: HttpRequest) -> HttpResponse:
    """Take in a witness's cosignature: the checkpoint's text, an empty line, the signature line."""
    text, _, line = request.body[:2_000].decode(errors="replace").partition("\n\n")
    size = text.split("\n")[1] if text.count("\n") == 2 else ""
    point = reads.checkpoint_at(int(size)) if size.isdigit() and len(size) < 12 else None
    if point is None or not keep_cosignature(point=point, line=line, witnesses=settings.WITNESSES):
        return HttpResponse("not a cosignature of a known witness under a checkpoint of this log\n", status=422)
    return HttpResponse("kept\n", content_type="text/plain; charset=utf-8")


@require_safe
def entries(request: HttpRequest) -> JsonResponse:
    """Entries in order from `start`, up to 500: {"size", "next", "entries": [{"idx", "leaf", "body"}]}."""
    start = request.GET.get("start", "0")
    first = int(start) if start.isdigit() and len(start) < 12 else 0
    rows = Entry.objects.filter(idx__gte=first).order_by("idx")[:JSON_PAGE]
    told = [{"idx": row.idx, "leaf": bytes(row.leaf).hex(), "body": row.body} for row in rows]
    point = reads.newest_checkpoint()
    following = first + JSON_PAGE if len(told) == JSON_PAGE else None
    return JsonResponse({"size": point.size if point else 0, "next": following, "entries": told})


@require_safe
def consistency(request: HttpRequest, old: int, new: int) -> JsonResponse:
    """The proof that the record of `old` entries is the beginning of that of `new` (RFC 9162)."""
    try:
        return JsonResponse({"old": old, "new": new, "proof": reads.consistency_proof(old, new)})
    except LookupError as nothing:
        raise Http404 from nothing


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """The page that checks an export, or the site's own record, in the visitor's browser."""
    crumbs = [(reverse("record"), "公示核验"), ("", "在浏览器核验")]
    told = {"origin": reads.origin(), "key": keys.public_key(), "trustees": json.dumps(trustees_told())}
    return render(request, "ledger/check.html", {**told, "crumbs": crumbs})


@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """What a bidder does whose bid is not on the record."""
    crumbs = [(reverse("record"), "公示核验"), ("", "投标不见了怎么办")]
    return render(request, "ledger/receipt.html", {"key": keys.public_key(), "crumbs": crumbs})
