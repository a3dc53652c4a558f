"""Write `.env` with a random SECRET_KEY where there is none. Plain Python: it runs before Django can."""

import os
import secrets
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / ".env"


def missing_lines(text: str, *, demo: bool) -> list[str]:
    """The lines that a file of settings lacks."""
    names = {line.partition("=")[0].strip() for line in text.splitlines() if "=" in line and not line.startswith("#")}
    wanted = {"SECRET_KEY": secrets.token_urlsafe(50), **({"DEMO": "1"} if demo else {})}
    return [f"{name}={value}" for name, value in wanted.items() if name not in names]


def prepare(file: Path = FILE, *, demo: bool = False) -> bool:
    """Add what is missing, readable by the owner alone. Returns whether something was added; what is there stays."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    lines = missing_lines(text, demo=demo)
    if not lines:
        return False
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as out:
        out.write(("\n" if text and not text.endswith("\n") else "") + "\n".join(lines) + "\n")
    file.chmod(0o600)
    return True


if __name__ == "__main__":
    prepare(demo="--demo" in sys.argv[1:])
