"""The desk's own content security policy: Wagtail's admin writes inline styles and scripts, the public site never does."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class DeskPolicyMiddleware:
    """Answers under `/desk/` carry the desk's policy instead of the public one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle one request."""
        response = self.get_response(request)
        if request.path.startswith("/desk/"):
            response._csp_config = settings.SECURE_CSP_DESK  # type: ignore[attr-defined]
        return response
