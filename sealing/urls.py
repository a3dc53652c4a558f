"""The addresses of this room."""

from django.urls import path

from sealing import views

urlpatterns = [
    path("sealing/", views.programs, name="sealing_programs"),
    path("sealing/offline.html", views.offline, name="sealing_offline"),
]
