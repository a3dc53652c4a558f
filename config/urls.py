"""Every address of the site: one include a room."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as desk_urls
from wagtail.documents import urls as document_urls

from config import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("", include("web.urls")),
    path("", include("market.urls")),
    path("", include("budgets.urls")),
    path("", include("agencies.urls")),
    path("", include("bidding.urls")),
    path("", include("contracts.urls")),
    path("", include("payments.urls")),
    path("", include("ratings.urls")),
    path("", include("supervision.urls")),
    path("", include("search.urls")),
    path("", include("sealing.urls")),
    path("", include("ledger.urls")),
    path("accounts/", include("allauth.urls")),
    path("desk/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),  # one door, one count of failures
    path("desk/", include(desk_urls)),
    path("documents/", include(document_urls)),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include("cms.urls")),
    path("", include(wagtail_urls)),
]
