"""The room as a Django app."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Editors' pages."""

    name = "cms"
    verbose_name = "内容"
