"""The export of a life's record, checked by the verifier that outsiders get: a process of its own, Python's library alone."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from ledger.export import VERIFIER, export_record
from ledger.sequencer import sequence_all

READER = """
import json, sys
sys.path.insert(0, sys.argv[1])
from verify import check
for folder in sys.stdin:
    print(json.dumps(check(folder.strip()).findings), flush=True)
"""


class Verifier:
    """One process that checks folder after folder."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-S", "-c", READER, str(VERIFIER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def check(self) -> int:
        """How many entries the record has; it fails if the verifier finds anything."""
        sequence_all()
        assert self._process.stdin
        assert self._process.stdout
        with tempfile.TemporaryDirectory() as folder:
            size = export_record(Path(folder))
            self._process.stdin.write(f"{folder}\n")
            self._process.stdin.flush()
            found = self._process.stdout.readline()
        assert found == "[]\n", f"I3 the export does not verify: {found}"
        return size

    def close(self) -> None:
        """End the process."""
        self._process.communicate()
