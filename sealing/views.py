"""The offline sealing page: what it is, and the file itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sealing.models import PublishedPage
from sealing.programs import OFFLINE, PROGRAMS, digest_of, program


@require_safe
def programs(request: HttpRequest) -> HttpResponse:
    """What to download, its hash, since when it is on the record, and how one seals with it."""
    known = {each.page: each for each in PublishedPage.objects.all()}
    rows = [{"name": name, "sha256": digest_of(name), "size": len(program(name)), "known": known.get(name)} for name in PROGRAMS]
    context = {"rows": rows, "crumbs": [(reverse("record"), "公示核验"), ("", "离线密封页")]}
    return render(request, "sealing/programs.html", context)


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page as one file, to be saved and opened without a network."""
    response = HttpResponse(program(OFFLINE), content_type="text/html; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="zhongxuan-seal.html"'
    return response
