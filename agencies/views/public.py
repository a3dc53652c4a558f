"""The public page of an agency."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from agencies import access, reads
from agencies.states import ABLE_TO_SERVE
from kernel import clock
from kernel.access import NotFound


@require_GET
def agency(request: HttpRequest, uscc: str) -> HttpResponse:
    """What an agency publishes: services beside the list of the day, certificates, people as numbers, ties, standing, grade."""
    found = access.public_agencies().filter(organisation__uscc=uscc).first()
    if found is None:
        raise NotFound
    profile = reads.profile_of(found, clock.today())
    context = {
        "profile": profile,
        "agency": found,
        "able": found.standing in ABLE_TO_SERVE,
        "crumbs": [("/agencies/", "中介机构"), ("", found.organisation.name)],
    }
    return render(request, "agencies/agency.html", context)
