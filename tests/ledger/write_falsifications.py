"""Write docs/falsifications.md."""

import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.ledger.falsifications import page  # noqa: E402

Path("docs/falsifications.md").write_text(page(), encoding="utf-8")
