"""Make the site's first pages: home, guides, policy, news. Safe to run twice."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.first_pages import make_first_pages


class Command(BaseCommand):
    """`manage.py seed_pages`."""

    help = "Make the first pages of the site that are missing; editors' words stay (idempotent)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them."""
        self.stdout.write(f"新建页面 {make_first_pages()} 个")
