"""The room as a Django app."""

from django.apps import AppConfig


class BiddingConfig(AppConfig):
    """Needs, bids, awards."""

    name = "bidding"
    verbose_name = "需求与中选"
