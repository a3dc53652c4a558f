"""A refusal that no form has caught becomes a page that names every broken rule."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from kernel.access import NotForYou, NotFound
from kernel.outages import outcome_of
from kernel.rulebook import RulesBroken

log = logging.getLogger(__name__)


class LanguageMiddleware:
    """The site speaks Chinese; another language only to one who has chosen it. A browser's own setting is not a choice."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle one request."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response


class RefusalMiddleware:
    """Turns RulesBroken into 422, NotForYou into 403, NotFound into 404 and an outage of the database into 503, each with its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle one request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of a refusal; other exceptions pass."""
        if isinstance(error, RulesBroken):
            return render(request, "web/refusal.html", {"broken": error.broken}, status=422)
        if isinstance(error, NotForYou):
            return render(request, "web/not_for_you.html", {"refused": error}, status=403)
        if isinstance(error, NotFound):
            raise Http404 from error
        if outcome := outcome_of(error):
            log.error("%s %s: %s", request.method, request.path, outcome)
            page = render_to_string("web/outage.html", {"outcome": outcome})
            return HttpResponse(page, status=503, headers={"Retry-After": "60", "Cache-Control": "no-store"})
        return None


class MaintenanceMiddleware:
    """While the site is down for maintenance every address but the style sheets answers 503 with a page that needs no database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle one request."""
        if settings.MAINTENANCE and not request.path.startswith((settings.STATIC_URL, "/healthz")):
            page = render_to_string("503.html")
            return HttpResponse(page, status=503, headers={"Retry-After": "600", "Cache-Control": "no-store"})
        return self.get_response(request)
