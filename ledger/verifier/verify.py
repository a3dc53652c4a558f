#!/usr/bin/env python3
"""Re-derives the public record from an export alone. Python 3.9 or later and nothing else: read it, then run it.

usage: verify.py DIR [--receipt FILE]... [--checkpoint FILE]...

DIR holds entries.jsonl, checkpoint and trust.json. Receipts (a bidder's) and older checkpoints (anybody's) are checked
against it. Exit 0: all holds. Exit 1: each finding is a sentence with file, line and what was expected. The events are in
docs/events.md, the limits in docs/trust.md. Beside this file: replay.py (the market), decision.py (the ranking), score.py
(the formula), proofs.py (hashes and signatures), void.py (opens bids that are said to be void).
"""

# fmt: off
import json
import sys
from pathlib import Path

from replay import Replay
from proofs import merkle_root, receipt_fault, sha, signed_size_and_root

def read(path, findings, how=str):
    try:
        return how(Path(path).read_bytes().decode())
    except (OSError, ValueError) as fault:
        findings.append(f"{path}: expected this file to be there and well formed ({fault})")

def check(folder, receipts=(), checkpoints=()):
    """All findings about an export, and the replay."""
    market, folder = Replay(), Path(folder)
    trust, body = read(folder / "trust.json", market.findings, json.loads), read(folder / "entries.jsonl", market.findings)
    if market.findings:
        return market
    lines = body.encode().split(b"\n")
    if lines.pop():
        market.findings.append(f"entries.jsonl line {len(lines) + 1}: expected the file to end with a full line")
    leaves = [sha(b"\0", line) for line in lines]
    for path in (folder / "checkpoint", *checkpoints):
        note = read(path, market.findings)
        try:
            size, root = signed_size_and_root(note, trust) if note is not None else (0, sha())
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as fault:
            market.findings.append(f"{path}: expected a checkpoint of this log, signed by the key in trust.json ({fault})")
            continue
        if size > len(leaves) or (path == folder / "checkpoint" and size != len(leaves) and note is not None):
            market.findings.append(f"{path}: expected {size} entries, entries.jsonl has {len(leaves)} lines")
        elif merkle_root(leaves[:size]) != root:
            market.findings.append(f"{path}: the root over the first {size} lines of entries.jsonl is not the signed one")
    market.replay(lines, trust)
    kept = {sha(line).hex() for line in lines} if receipts else set()
    for path in receipts:
        receipt = read(path, market.findings, json.loads)
        fault = receipt_fault(receipt, trust, kept) if isinstance(receipt, dict) else "expected a receipt"
        market.findings += [f"{path}: {fault}"] if fault else []
    return market

def main(arguments):
    folders, options = [], {"--receipt": [], "--checkpoint": []}
    while arguments:
        word = arguments.pop(0)
        (options[word].append(arguments.pop(0)) if word in options and arguments else folders.append(word))
    if len(folders) != 1:
        print(__doc__)
        return 2
    market = check(folders[0], options["--receipt"], options["--checkpoint"])
    for finding in market.findings:
        print(finding)
    told = ", ".join(f"{market.counts[name]} {name}" for name in sorted(market.counts))
    print(f"{len(market.findings)} findings" if market.findings else f"All holds: {told}; strikes on facts outside: {market.outside}")
    return 1 if market.findings else 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
