"""docs/falsifications.md, written by `python -m tests.ledger.write_falsifications`."""

import os
from collections.abc import Iterable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.ledger.falsifications import CATALOGUE  # noqa: E402
from tests.ledger.falsifications.sentences import CHINESE  # noqa: E402
from tests.ledger.plays import RECORDS  # noqa: E402

PAGE = Path("docs/falsifications.md")
HEAD = """# Falsifications that the verifiers name

{count} ways to lie about the record. {again} of them are signed again with the operator's own key, tree and checkpoint made anew, so
that no signature shows anything. Each is planted in a true export, and the finding asked for: file, line where there is
one, and what was expected; the check in the browser names the same places. Made from `tests/ledger/falsifications/` and
`tests/ledger/plays/`; a test keeps this page up to date.

## A market written out

`tests/ledger/test_falsifications.py`, `tests/ledger/test_browser_check.py`

| falsification | signed again | what the verifier says | 浏览器里的核验说 |
|---|---|---|---|
"""
PLAY = """
## {about}, played through the verbs

`tests/ledger/test_played_records.py`; all signed again

| falsification | what the verifier says |
|---|---|
"""


def page() -> str:
    """The whole page."""
    told = sum(len(record.lies) for record in RECORDS)
    again = sum(each.signed_again for each in CATALOGUE.values()) + told
    written_out = (
        (each.sentence, "yes" if each.signed_again else "no", each.says, CHINESE.get(each.says, ""))
        for each in CATALOGUE.values()
    )
    plays = (
        PLAY.format(about=record.about) + _rows((lie.sentence, lie.says) for lie in record.lies.values()) for record in RECORDS
    )
    return HEAD.format(count=len(CATALOGUE) + told, again=again) + _rows(written_out) + "".join(plays)


def _rows(cells: Iterable[tuple[str, ...]]) -> str:
    return "".join("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |\n" for row in cells)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
