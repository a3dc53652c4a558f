"""`manage.py tick`: do once what is due."""

from django.core.management.base import BaseCommand

from kernel.tick import tick


class Command(BaseCommand):
    """Do what is due by the database's clock and deliver the outbox, once."""

    help = "Do what is due by the database's clock and deliver the outbox, once."

    def handle(self, *args: object, **options: object) -> None:
        """Print what moved."""
        for name, count in tick().items():
            self.stdout.write(f"{count:6d}  {name}")
