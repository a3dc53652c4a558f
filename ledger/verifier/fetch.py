"""Takes a copy of a site's public record: `python3 fetch.py https://SITE [DIR]`; then `python3 verify.py DIR`.

entries.jsonl, checkpoint and trust.json come from the addresses that everybody reads; the checkpoint first, then as many entries
as it counts. Keep the copy: a later one must begin with it (`verify.py DIR --consistent OLD`).
"""

# fmt: off
import json
import sys
from pathlib import Path
from urllib.request import urlopen

def fetch(site, folder):
    """Write the record of a site into a folder; gives the number of entries."""
    def got(name):
        with urlopen(f"{site.rstrip('/')}/record/{name}", timeout=60) as answer:
            return answer.read()
    note, lines = got("checkpoint"), []
    size = int(note.split(b"\n")[1])
    while len(lines) < size:
        page = json.loads(got(f"entries.json?start={len(lines)}"))["entries"]
        if not page:
            raise OSError(f"{site} has {len(lines)} entries, its checkpoint counts {size}")
        lines += [each["body"] for each in page]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "entries.jsonl").write_bytes("".join(f"{line}\n" for line in lines[:size]).encode())
    (folder / "checkpoint").write_bytes(note)
    (folder / "trust.json").write_bytes(got("trust.json"))
    return size

if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or not sys.argv[1].startswith(("https://", "http://")):
        sys.exit(__doc__)
    try:
        print(f"{fetch(sys.argv[1], Path(*sys.argv[2:]))} entries")
    except (OSError, ValueError, KeyError, TypeError, IndexError) as wrong:
        sys.exit(f"{sys.argv[1]}: {wrong}")
