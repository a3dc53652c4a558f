"""`manage.py load_calendar`: the published holidays into the editable table."""

from django.core.management.base import BaseCommand

from kernel.published_calendar import load_published_calendar


class Command(BaseCommand):
    """Add the published years and special days that the calendar lacks; what an editor changed stays."""

    help = "Add the published holidays that the calendar lacks."

    def handle(self, *args: object, **options: object) -> None:
        """Print the newest published year."""
        self.stdout.write(f"工作日历已公布到 {load_published_calendar()} 年")
