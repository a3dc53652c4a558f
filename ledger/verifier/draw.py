"""draw/1: an order that nobody chose. The seed comes of the frozen entrants, everybody's 32 bytes and the beacon named beforehand."""

# fmt: off
from proofs import mac, sha

def lp(part):
    return len(part).to_bytes(4, "big") + part

def entrants_root(ids):
    if len(set(ids)) != len(ids):
        raise ValueError("an entrant stands in a draw twice")
    return sha(b"draw/1 entrants\n", len(ids).to_bytes(8, "big"), *map(lp, sorted(ids)))

def seed_of(name, ids, contributions, beacon=None, places=None):
    """The seed; contributions are (party, 32 bytes in hex), the beacon (source, period, value); all places are drawn for, or fewer."""
    parts = [lp(party) + lp(value) for party, value in sorted((who.encode(), bytes.fromhex(value)) for who, value in contributions)]
    head = b"draw/1 seed\n" + lp(name.encode()) + lp(entrants_root(ids)) + (places or len(ids)).to_bytes(8, "big") + len(parts).to_bytes(4, "big")
    return sha(head, *parts, *(lp(part.encode()) for part in beacon or ("none", "", "")))

def draw(name, entrants, contributions, beacon=None, places=None):
    """A draw as an entry shows it: the keyed hash of each entrant puts all of them in order."""
    ids = [entrant.encode() for entrant in entrants]
    seed = seed_of(name, ids, contributions, beacon, places)
    order = [each.decode() for each in sorted(ids, key=lambda each: mac(seed, each))]
    return {"draw": name, "entrants": sorted(entrants), "seed": seed.hex(), "order": order}
