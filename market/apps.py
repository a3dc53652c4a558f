"""The room as a Django app."""

from django.apps import AppConfig


class MarketConfig(AppConfig):
    """Who trades and what is traded."""

    name = "market"
    verbose_name = "市场"
