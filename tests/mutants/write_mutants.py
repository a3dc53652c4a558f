"""`python -m tests.mutants.write_mutants`: the list of planted bugs, for readers."""

from pathlib import Path

from tests.mutants.catalogue import MUTANTS

PAGE = Path(__file__).parent.parent.parent / "docs" / "mutants.md"
HEAD = """# Planted bugs

`tests/mutants` plants each of these bugs in turn and sees that every test beside it fails, and passes without it. *seen*: a
bug that a working system had; *I1* to *I18*: an invariant. Written by `python -m tests.mutants.write_mutants`.

| from | bug | planted in | killed by |
|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    rows = [
        f"| {m.seen} | {m.bug} | `{m.where}` | {', '.join(f'`{k.removeprefix("tests/")}`' for k in m.killers)} |" for m in MUTANTS
    ]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
