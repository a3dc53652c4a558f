"""The addresses of this room."""

from django.urls import path

from ratings import desk, views

urlpatterns = [
    path("my/ratings/", views.my_ratings, name="my_ratings"),
    path("my/ratings/<str:number>/", views.rate, name="rate"),
    path("my/evaluations/<int:pk>/", views.evaluation, name="evaluation"),
    path("my/cases/", desk.my_cases, name="my_cases"),
    path("my/cases/new/", desk.new_case, name="new_case"),
    path("my/cases/<str:number>/", desk.case, name="case"),
    path("agencies/<str:uscc>/score/", views.score_page, name="score"),
    path("agencies/<str:uscc>/score.json", views.score_data, name="score_data"),
    path("agencies/<str:uscc>/measures/", desk.measures, name="measures"),
]
