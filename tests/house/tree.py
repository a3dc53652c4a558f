"""What the house tests look at: the files that git knows or would add, and their syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# Lower rooms first.
ROOMS = [
    "kernel",
    "web",
    "ledger",
    "sealing",
    "draws",
    "market",
    "budgets",
    "agencies",
    "bidding",
    "contracts",
    "payments",
    "ratings",
    "supervision",
    "search",
    "cms",
    "config",
    "demo",
]
DRAWERS = {"utils", "helpers", "common", "misc", "services", "manager", "managers"}


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, as a path from its root."""
    # A checkout may belong to another user than the one who tests it.
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    paths = (Path(name) for name in listed.stdout.decode().split("\0") if name)
    return tuple(sorted(path for path in set(paths) if (ROOT / path).is_file()))


def text(path: Path) -> str:
    """A file's text."""
    return (ROOT / path).read_text(encoding="utf-8")


def modules(*, tests: bool = False, migrations: bool = False) -> list[Path]:
    """The rooms' Python files."""
    return [
        path
        for path in files()
        if path.suffix == ".py"
        and (path.parts[0] in ROOMS or (tests and path.parts[0] in {"tests", "bench"}))
        and (migrations or "migrations" not in path.parts)
    ]


@cache
def tree(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(text(path), str(path))


def nodes[N: ast.AST](path: Path, *kinds: type[N]) -> Iterator[N]:
    """A module's nodes of those kinds."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, kinds))


def found(path: Path, node: ast.AST) -> str:
    """Where it is."""
    return f"{path}:{getattr(node, 'lineno', 0)}"
