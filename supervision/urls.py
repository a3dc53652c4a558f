"""The addresses of this room."""

from django.urls import path

from supervision import views

urlpatterns = [
    path("inspections/", views.inspections, name="inspections"),
    path("inspections/<str:number>/", views.inspection, name="inspection"),
    path("inspections/<str:number>/data.json", views.inspection_json, name="inspection_json"),
    path("my/inspections/", views.my_inspections, name="my_inspections"),
    path("my/inspections/new/", views.new_inspection, name="new_inspection"),
    path("my/inspections/<str:number>/show/", views.show, name="show_number"),
]
