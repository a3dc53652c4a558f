"""`manage.py prepare`: bring the database up to the code before the site is served."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kernel.clock_lock import TOGETHER, ClockTaken, held


class Command(BaseCommand):
    """Migrate, unless a demo is being played on this database: then nothing is changed."""

    help = "Bring the database up to the code, before the site is served."

    def handle(self, *args: object, **options: object) -> None:
        """Ask first, as whoever serves will."""
        try:
            with held(TOGETHER):
                call_command("migrate", verbosity=0)
        except ClockTaken as refused:
            raise CommandError(str(refused)) from refused
