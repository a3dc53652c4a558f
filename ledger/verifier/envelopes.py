"""The envelopes that the site gives out after an opening, opened once more: what the record tells of each is what lies in it.

The record shows the envelope of a void bid; of one that opened it tells what was in it. Whoever opens all of a need's envelopes
sees that nobody chose, once the keys were out, which of them to call void.
"""

# fmt: off
import json

from proofs import ODD, canonical, sha
from void import void_reason

def fault(envelope, n):
    """Why an envelope is not what the record says of it, or ""."""
    who = envelope["bidder"]
    if who not in n.opened and who not in n.void:
        return "expected the envelope of a bid that was opened or void"
    bid = n.bids[who]
    if sha(canonical(envelope).encode()).hex() != bid.bid:
        return f"expected the envelope {bid.bid} of {who}"
    if envelope["pc"] != bid.pc:
        return f"expected the commitment {bid.pc}, with which it was told when it was sealed"
    reason = who in n.opened and len(n.released) >= n.trustees["t"] and void_reason(envelope, n.released, n.trustees["set"], n.suite)
    return f"the record tells what lies in it, but it is void for {reason}" if reason else ""

def faults(text, needs):
    """({line: what is wrong with it}, how many were opened) of a file of envelopes, one in a line, all of each need that it names."""
    found, given = {}, {}
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        try:
            envelope = json.loads(line)
            n = needs.get(envelope["need"])
            if n:
                given[envelope["need"]] = given.get(envelope["need"], set()) | {envelope["bidder"] + ""}
            why = fault(envelope, n) if n else "expected the envelope of a need of this record"
        except ODD:
            why = "expected an envelope"
        if why:
            found[number] = why
    missing = sorted(f"{need}: {who}" for need, whose in given.items() for who in {*needs[need].opened, *needs[need].void} - whose)
    if missing:
        found[0] = f"expected all envelopes of each need, here are missing {', '.join(missing)}"
    return found, sum(map(len, given.values()))
