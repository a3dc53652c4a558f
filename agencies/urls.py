"""The addresses of this room."""

from django.urls import path

from agencies import api
from agencies.views import join, many, one_topic, papers, public

urlpatterns = [
    path("my/agency/", join.join, name="join"),
    path("my/agency/start/", join.start, name="join_start"),
    path("my/agency/unit/", one_topic.unit, name="join_unit"),
    path("my/agency/licence/", one_topic.licence, name="join_licence"),
    path("my/agency/representative/", one_topic.representative, name="join_representative"),
    path("my/agency/agent/", one_topic.agent, name="join_agent"),
    path("my/agency/services/", many.services, name="join_services"),
    path("my/agency/services/new/", many.service, name="join_service_new"),
    path("my/agency/services/<int:pk>/", many.service, name="join_service"),
    path("my/agency/services/<int:pk>/withdraw/", many.withdraw_service, name="join_service_withdraw"),
    path("my/agency/certificates/", many.certificates, name="join_certificates"),
    path("my/agency/certificates/<int:pk>/drop/", many.drop_certificate, name="join_certificate_drop"),
    path("my/agency/practitioners/", many.practitioners, name="join_practitioners"),
    path("my/agency/practitioners/<int:pk>/drop/", many.drop_practitioner, name="join_practitioner_drop"),
    path("my/agency/ties/", many.ties, name="join_ties"),
    path("my/agency/ties/<int:pk>/drop/", many.drop_tie, name="join_tie_drop"),
    path("my/agency/controllers/", many.controllers, name="join_controllers"),
    path("my/agency/controllers/<int:pk>/drop/", many.drop_control, name="join_control_drop"),
    path("my/agency/promises/", one_topic.promises, name="join_promises"),
    path("my/agency/check/", join.check, name="join_check"),
    path("my/agency/done/", join.done, name="join_done"),
    path("my/agency/papers/<int:pk>/", papers.paper, name="join_paper"),
    path("agencies/<str:uscc>/", public.agency, name="agency"),
    path("agencies/<str:uscc>/data.json", api.agency, name="agency_json"),
]
