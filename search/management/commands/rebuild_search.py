"""Build the directory anew, beside the one that answers, and swap."""

from typing import Any

from django.core.management.base import BaseCommand

from search import follow
from search.engines import engines


class Command(BaseCommand):
    """`manage.py rebuild_search`."""

    help = "Build the directory of agencies anew in every engine."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild each engine."""
        for engine in engines():
            self.stdout.write(f"{engine.name}: {follow.rebuild(engine)} agencies")
