"""What a trustee remembers across restarts: the one closing of each need that it was shown, and every second one."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


class Memory:
    """A file of JSON beside the key, written whole or not at all before an answer leaves."""

    def __init__(self, file: Path):
        self.file = file
        known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        self.closed: dict[str, dict[str, Any]] = known.get("closed", {})
        self.twice: dict[str, list[dict[str, Any]]] = known.get("twice", {})

    def saw_closing(self, need: str, shown: dict[str, Any]) -> bool:
        """Remember a proven need.closed; False if this need was closed in another way before: then both stay for all to see."""
        first = self.closed.setdefault(need, shown)
        if first["closed"]["body"] != shown["closed"]["body"]:
            self.twice.setdefault(need, [first, shown])
        self._write()
        return need not in self.twice

    def _write(self) -> None:
        draft = self.file.with_suffix(".draft")
        with draft.open("w", encoding="utf-8") as out:
            json.dump({"closed": self.closed, "twice": self.twice}, out, ensure_ascii=False)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(self.file)
