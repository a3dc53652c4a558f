"""Put pending events in order: `manage.py sequence` until stopped, `--once` for what waits now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ledger.sequencer import sequence_all, sequence_forever


class Command(BaseCommand):
    """Runs the sequencer."""

    help = "Order pending events into the public record and sign checkpoints."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--once`."""
        parser.add_argument("--once", action="store_true", help="order what waits now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        if options["once"]:
            self.stdout.write(f"{sequence_all()} entries appended")
        else:
            sequence_forever()
