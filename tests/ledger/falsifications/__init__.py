"""The public catalogue of falsifications, made into docs/falsifications.md by `python -m tests.ledger.write_falsifications`."""

from tests.ledger.falsifications import bidding, chance, files, low_prices, outside, reserves_and_money, serving, times_and_lines
from tests.ledger.falsifications.catalogue import CATALOGUE, Falsification
from tests.ledger.falsifications.sentences import CHINESE

__all__ = [
    "CATALOGUE",
    "Falsification",
    "bidding",
    "chance",
    "files",
    "low_prices",
    "outside",
    "page",
    "reserves_and_money",
    "serving",
    "times_and_lines",
]

HEAD = """# Falsifications that the verifier names

{count} ways to lie about the record. {again} of them are signed again with the operator's own key, tree and checkpoint made anew, so
that no signature shows anything. For each, `tests/ledger/test_falsifications.py` plants it in a true export and asks for
the finding: file, line where there is one, and what was expected. Made from `tests/ledger/falsifications/`; a test keeps it up to date.

| falsification | signed again | what the verifier says | 浏览器里的核验说 |
|---|---|---|---|
"""


def page() -> str:
    """docs/falsifications.md."""
    again = sum(each.signed_again for each in CATALOGUE.values())
    rows = (
        f"| {each.sentence} | {'yes' if each.signed_again else 'no'} | {each.says.replace('|', '/')} | {CHINESE.get(each.says, '')} |"
        for each in CATALOGUE.values()
    )
    return HEAD.format(count=len(CATALOGUE), again=again) + "\n".join(rows) + "\n"
