"""Run one trustee: the same as `python -m sealing.trustee`, which needs no Django."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sealing.trustee.__main__ import parser
from sealing.trustee.daemon import run


class Command(BaseCommand):
    """A trustee with its own key file and clock."""

    help = "Serve as one trustee of sealed bids; touches no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, words: CommandParser) -> None:
        """Folder, the platform's key, host, port."""
        parser(words)

    def handle(self, *args: Any, **said: Any) -> None:
        """Serve until interrupted."""
        run(said["folder"], said["operator"], said["host"], said["port"])
