"""`manage.py worker`: jobs, clock and sequencer, until told to stop."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kernel.clock_lock import TOGETHER, ClockTaken, held
from kernel.worker import TICK_SECONDS, work


class Command(BaseCommand):
    """Run the worker. Any number may run; each may be killed at any moment."""

    help = "Run jobs, the clock and the sequencer until told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        """How often the clock is looked at."""
        parser.add_argument("--tick", type=int, default=TICK_SECONDS, metavar="SECONDS")

    def handle(self, *args: object, **options: object) -> None:
        """Work, unless a demo moves the clock."""
        try:
            with held(TOGETHER):
                work(tick_every=int(str(options["tick"])))
        except ClockTaken as refused:
            raise CommandError(str(refused)) from refused
