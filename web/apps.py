"""The web kit as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, tags and forms that every door uses."""

    name = "web"
    verbose_name = "页面"
