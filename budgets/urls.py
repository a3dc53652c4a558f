"""The addresses of this room."""

from django.urls import path

from budgets.views import lines

urlpatterns = [
    path("my/budget/", lines.budget_lines, name="budget_lines"),
    path("my/budget/new/", lines.new_budget_line, name="new_budget_line"),
    path("my/budget/<int:pk>/", lines.budget_line, name="budget_line"),
]
