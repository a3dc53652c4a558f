"""Write the public record into a folder: `manage.py export_record DIR`, then `python3 DIR/verify.py DIR`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ledger.export import NothingToExport, export_record
from ledger.sequencer import sequence_all


class Command(BaseCommand):
    """Exports the record."""

    help = "Write entries, signed checkpoint, public key and the verifier into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Order what waits, then write."""
        sequence_all()
        folder: Path = options["folder"]
        try:
            size = export_record(folder)
        except NothingToExport as nothing:
            raise CommandError("the record is empty: nothing has happened yet") from nothing
        self.stdout.write(f"{size} entries written to {folder}. To check them: python3 {folder}/verify.py {folder}")
