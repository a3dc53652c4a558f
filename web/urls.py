"""The kit's own pages."""

from django.urls import path

from web import views

urlpatterns = [
    path("rules/", views.rulebook, name="rulebook"),
    path("elder/", views.elder, name="elder"),
    path("language/", views.language, name="language"),
]
