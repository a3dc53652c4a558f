"""The addresses of this room."""

from django.urls import path

from search import views

urlpatterns = [
    path("agencies/", views.directory, name="agencies"),
    path("search/", views.everything, name="search"),
]
