"""The kit's own pages."""

from django.urls import path

from web import views

urlpatterns = [
    path("rules/", views.rulebook, name="rulebook"),
    path("rules/<slug:room>/", views.rules_of_room, name="rules_of_room"),
    path("elder/", views.elder, name="elder"),
    path("language/", views.language, name="language"),
]
