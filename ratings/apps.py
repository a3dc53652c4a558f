"""The room as a Django app."""

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    """Evaluations, credit, exit."""

    name = "ratings"
    verbose_name = "评价与信用"
