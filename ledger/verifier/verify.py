#!/usr/bin/env python3
"""Re-derives the public record from an export alone. Python 3.9 or later and nothing else: read it, then run it.

usage: verify.py DIR [--receipt FILE]... [--envelopes FILE]... [--checkpoint FILE]... [--consistent OTHER_DIR]...

DIR holds entries.jsonl, checkpoint and trust.json. Against it are checked: a bidder's receipt, the envelopes of a need as the site
gives them out after its opening, a checkpoint that somebody kept, another export of the same log (the shorter must be the beginning
of the longer). Exit 0: all holds. Exit 1: each finding is a sentence with file, line and what was expected. The events are in
docs/events.md, the limits in docs/trust.md. Beside this file: proofs.py and ed25519.py (hashes, signatures), spelling.py (which
lines are entries), replay.py (the market; one file for each matter), beside.py (a second process for a large record), outside.py
(receipts), envelopes.py (opened again), decision/ (the methods), draw.py (draws), void.py (opens bids that are said to be void).
"""

# fmt: off
import codecs
import functools
import gc
import os
import sys
from pathlib import Path

from beside import replay_beside
from envelopes import faults
from outside import receipt_fault, receipt_told
from proofs import ODD, cosigners, loads, merkle_root, sha, signed_checkpoint
from replay import Replay
from spelling import no_entries

MANY = 20_000  # lines; their work is worth a second process
PIECE = 2**14  # bytes

def in_json(raw):
    return loads(raw.decode())

def in_utf8(raw):
    text = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(raw), PIECE):
            text.decode(raw[at:at + PIECE])
        text.decode(b"", final=True)
    except UnicodeDecodeError:
        raw.decode()  # says where
    return raw

class Export:
    """What lies in a folder: its lines, its trust, and what is wrong with the files themselves."""
    def __init__(self, folder):
        self.folder, self.findings = Path(folder), []
        self.trust, body = self.read(self.folder / "trust.json", in_json), self.read(self.folder / "entries.jsonl", in_utf8)
        if not isinstance(self.trust, dict) and not self.findings:
            self.findings.append(f"{self.folder / 'trust.json'}: expected an object with origin and key")
        self.lines = (body or b"").split(b"\n")
        if self.lines.pop():
            self.findings.append(f"entries.jsonl line {len(self.lines) + 1}: expected the file to end with a full line")
        self.whole = body is not None and isinstance(self.trust, dict)
    @functools.cached_property
    def leaves(self):
        return [sha(b"\0", line) for line in self.lines]
    def read(self, path, how=bytes.decode):
        try:
            return how(Path(path).read_bytes())
        except (OSError, ValueError, RecursionError) as fault:
            self.findings.append(f"{path}: expected this file to be there and well formed ({fault})")
    def check_checkpoint(self, path, newest=False):
        """A checkpoint, signed by the log, of the first lines; the newest of all of them, and cosigned by enough witnesses."""
        note = self.read(path)
        if note is None:
            return
        try:
            size, root, text, signatures = signed_checkpoint(note, self.trust)
            witnesses = cosigners(text, signatures, self.trust) if newest else []
        except ODD as fault:
            self.findings.append(f"{path}: expected a checkpoint of this log, signed by the key in trust.json ({fault})")
            return
        if size > len(self.leaves) or (newest and size != len(self.leaves)):
            self.findings.append(f"{path}: expected {size} entries, entries.jsonl has {len(self.leaves)} lines")
        elif merkle_root(self.leaves[:size]) != root:
            self.findings.append(f"{path}: the root over the first {size} lines of entries.jsonl is not the signed one")
        quorum = self.trust.get("quorum") or 0
        if newest and (type(quorum) is not int or quorum < 0):
            self.findings.append(f"{path}: expected the quorum of trust.json as a whole number, found {quorum}")
        elif newest and len(witnesses) < quorum:
            self.findings.append(f"{path}: expected the cosignatures of {quorum} witnesses of trust.json, found {len(witnesses)} {witnesses}")
    def check_doubles(self):
        """No line stands twice: two facts never share all their words and the microsecond."""
        if len(set(self.leaves)) < len(self.leaves):
            first = {}
            for number, leaf in enumerate(self.leaves, 1):
                if first.setdefault(leaf, number) != number:
                    self.findings.append(f"entries.jsonl line {number}: expected a fact once, this is line {first[leaf]} again")
    def check_consistent(self, other):
        """Another export of the same log: the shorter is the beginning of the longer."""
        if (other.trust.get("origin"), other.trust.get("key")) != (self.trust.get("origin"), self.trust.get("key")):
            self.findings.append(f"{other.folder / 'trust.json'}: expected an export of the same log and key")
        both = zip(self.leaves, other.leaves)
        fork = next((number for number, (one, two) in enumerate(both, 1) if one != two), None)
        if fork:
            self.findings.append(f"entries.jsonl line {fork}: a fork, expected what stands in {other.folder / 'entries.jsonl'} line {fork}")

def look(export, checkpoints, consistent):
    """Finds what is wrong with the files; gives the lines that are no entries, and say nothing: {number: sentence}."""
    export.check_checkpoint(export.folder / "checkpoint", newest=True)
    for path in checkpoints:
        export.check_checkpoint(path)
    for path in consistent:
        other = Export(path)
        if other.whole:
            other.check_checkpoint(other.folder / "checkpoint", newest=True)
            export.check_consistent(other)
        export.findings += [each.replace("entries.jsonl line", f"{other.folder / 'entries.jsonl'} line") for each in other.findings]
    export.check_doubles()
    return no_entries(export.lines)

def look_and_replay(export, *others):
    """The replay of the entries, with all that was found; and the lines that are no entries."""
    market, odd = len(export.lines) > MANY and replay_beside(look, export, *others), {}
    if not market:
        odd, market = look(export, *others), Replay()
        market.replay(export.lines, export.trust, odd)
        market.keys_belong()
    export.findings += market.findings + [f"entries.jsonl line {number} (entry): {sentence}" for number, sentence in odd.items()]
    market.findings = export.findings
    return market, odd

def check(folder, receipts=(), checkpoints=(), consistent=(), envelopes=()):
    """All findings about an export, what the receipts prove, and the replay."""
    export = Export(folder)
    if not export.whole:
        market = Replay()
        market.findings = export.findings
        return market
    market, odd = look_and_replay(export, checkpoints, consistent)
    for path in receipts:
        said, receipt = len(export.findings), export.read(path, in_json)
        try:
            fault = receipt_fault(receipt, export.trust, export.lines, odd, market.latest) if isinstance(receipt, dict) else "expected a receipt"
        except ODD as wrong:
            fault = f"expected a receipt ({wrong})"
        market.findings += [f"{path}: {fault}"] if fault and len(export.findings) == said else []
        market.proven += [] if fault else [f"{path}: {receipt_told(receipt, export.lines, odd)}"]
    for path in envelopes:
        text = export.read(path)
        found, opened = faults(text, market.needs) if text is not None else ({}, 0)
        market.findings += [f"{path}{f' line {number}' * (number > 0)}: {why}" for number, why in sorted(found.items())]
        market.opened += opened
    return market

def main(arguments):
    folders, options = [], {"--receipt": [], "--checkpoint": [], "--consistent": [], "--envelopes": []}
    while arguments:
        word = arguments.pop(0)
        (options[word].append(arguments.pop(0)) if word in options and arguments else folders.append(word))
    if len(folders) != 1:
        print(__doc__)
        return 2
    gc.disable()  # all that is read is kept, and nothing of it goes round in circles
    market = check(folders[0], options["--receipt"], options["--checkpoint"], options["--consistent"], options["--envelopes"])
    for finding in market.findings:
        print(finding)
    for sentence in market.proven:
        print(sentence)
    told = ", ".join(f"{market.counts[name]} {name}" for name in sorted(market.counts))
    print(f"{len(market.findings)} findings" if market.findings else f"All holds: {told}; strikes on facts outside: {market.outside}; envelopes opened again: {market.opened}{market.by_no_table()}")
    for page in market.pages.values():
        print(f"The program that seals: {page}")
    return 1 if market.findings else 0

if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(status)  # to free a large record, piece by piece, would take as long as a tenth of all this
