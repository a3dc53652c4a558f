"""A handed-in file, for those who may read it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from agencies import access
from kernel.access import NotFound


@login_required
@require_GET
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it came, under its own name; browsers are told not to guess what it is."""
    found = access.papers_visible_to(request.actor).filter(pk=pk).first()  # type: ignore[attr-defined]
    if found is None:
        raise NotFound
    with found.file.open("rb") as file:
        response = HttpResponse(file.read(), content_type=found.media)
    response["Content-Disposition"] = content_disposition_header(False, found.name) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
