"""The site's addresses, and the bare view that acceptance is measured against."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from config.urls import urlpatterns as site
from kernel.models import OutboxEvent


@csrf_exempt
def bare(request: HttpRequest) -> HttpResponse:
    """Insert one row, answer."""
    event = OutboxEvent.objects.create(name="bench", payload={"envelope": request.POST["envelope"]}, at="2026-06-03T02:00:00Z")
    return HttpResponse(str(event.pk))


urlpatterns = [path("bench/bare/", bare), *site]
