"""`manage.py rulebook`: write docs/rulebook.md, or say that it is stale."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kernel.rulebook_page import markdown


class Command(BaseCommand):
    """Write docs/rulebook.md from the rules in the code."""

    help = "Write docs/rulebook.md from the rules in the code; with --check, fail when it is stale."

    def add_arguments(self, parser: CommandParser) -> None:
        """Write, or only compare."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: object, **options: object) -> None:
        """Write the page, or compare it with what is there."""
        page = settings.BASE_DIR / "docs" / "rulebook.md"
        wanted = markdown(settings.BASE_DIR / "tests" / "rules")
        if not options["check"]:
            page.write_text(wanted, encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != wanted:
            raise CommandError("docs/rulebook.md is stale: run `make rulebook`")
