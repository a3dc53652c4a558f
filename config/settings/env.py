"""The environment, read in one place. A missing value refuses to start."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent.parent


def _from_file() -> dict[str, str]:
    """The pairs of the file `.env` in the project's root, which the environment overrides."""
    file = ROOT / ".env"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


_FILE = _from_file()


def optional(name: str, default: str = "") -> str:
    """A value that may be missing."""
    return os.environ.get(name, _FILE.get(name, default))


def required(name: str, why: str) -> str:
    """A value without which nothing starts."""
    value = optional(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {why}. Put it in the environment or in .env")
    return value


def flag(name: str) -> bool:
    """A switch: on for 1, true, yes, on."""
    return optional(name).lower() in {"1", "true", "yes", "on"}
