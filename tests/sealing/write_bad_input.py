"""Write docs/bad-input.md."""

import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.sealing.bad_input import page  # noqa: E402

Path("docs/bad-input.md").write_text(page(), encoding="utf-8")
