"""The site's addresses, and the bare view that acceptance is measured against.

It stands where any Django view of this server stands: behind the same middleware, signed in, with its CSRF token checked.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as site
from kernel.models import OutboxEvent


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """Insert one row through the ORM, answer."""
    event = OutboxEvent.objects.create(name="bench", payload={"envelope": request.POST["envelope"]}, at="2026-06-03T02:00:00Z")
    return HttpResponse(str(event.pk))


urlpatterns = [path("bench/bare/", bare), *site]
