"""For those who watch the site: does the process live, and can it serve. No page, no session, no secret."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kernel.models import ClockShift, Delivery
from ledger.models import Pending


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """200 while the process answers; asks nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the site can serve; otherwise 503. Says aloud when the clock is held, and what waits to be done.

    A held clock is at home in a demo and a fault everywhere else.
    """
    try:
        held = _clock_held_at()
        facts = {
            "database": True,
            "migrations": _is_migrated(),
            "chinese_search": _finds_trigrams(),
            "clock": f"held at {held.isoformat()}" if held else "real",
            "outbox_waiting": Delivery.objects.filter(done_at=None).count(),
            "record_waiting": Pending.objects.count(),
        }
        fit = bool(facts["migrations"] and facts["chinese_search"] and (held is None or settings.DEMO))
    except DatabaseError:
        facts, fit = {"database": False}, False
    return JsonResponse({"ready": fit, **facts}, status=200 if fit else 503)


def _clock_held_at() -> datetime | None:
    return ClockShift.objects.values_list("frozen_at", flat=True).first()


def _finds_trigrams() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT show_trgm('环境影响评价') <> '{}'")
        return bool(cursor.fetchone()[0])


def _is_migrated() -> bool:
    """Asked of the database until it is true; a database does not lose its migrations."""
    if not _SEEN:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _SEEN.add("migrated")
    return True


_SEEN: set[str] = set()
