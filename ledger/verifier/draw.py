"""draw/1: an order that nobody chose. The seed comes of the frozen entrants, everybody's 32 bytes and the beacon named beforehand."""

# fmt: off
import hashlib
import hmac

from proofs import unhex

USUAL = {"method": "R", "digest": "sha256"}
RFC3797 = "RFC3797"
NUMBERS = {  # what of a public source's value is a number for RFC 3797; a notary's words are none
    "none": lambda value: [],
    "drand-quicknet": lambda value: [[int(value, 16)]],
    "sh000001": lambda value: [[int(value.replace(".", ""))]],
    "ssq": lambda value: [[int(ball) for ball in balls.split(",")] for balls in value.partition(":")[2].split("+")],
}

def lp(part):
    return len(part).to_bytes(4, "big") + part

DIGESTS = ("sha256", "sm3")

def hashed(digest, *parts):
    if digest not in DIGESTS:
        raise ValueError(f"draw/1 knows no hash {digest}")
    return hashlib.new(digest, b"".join(parts)).digest()

def entrants_root(ids, digest="sha256"):
    if len(set(ids)) != len(ids):
        raise ValueError("an entrant stands in a draw twice")
    return hashed(digest, b"draw/1 entrants\n", len(ids).to_bytes(8, "big"), *map(lp, sorted(ids)))

def seed_of(name, ids, contributions, beacon=None, places=None, digest="sha256"):
    """The seed; contributions are (party, 32 bytes in hex), the beacon (source, period, value); all places are drawn for, or fewer."""
    parts = [lp(party) + lp(value) for party, value in sorted((who.encode(), unhex(value)) for who, value in contributions)]
    head = b"draw/1 seed\n" + lp(name.encode()) + lp(entrants_root(ids, digest)) + (places or len(ids)).to_bytes(8, "big") + len(parts).to_bytes(4, "big")
    return hashed(digest, head, *parts, *(lp(part.encode()) for part in beacon or ("none", "", "")))

def scored(seed, ids, digest):
    """Method R: the keyed hash of each gives its place."""
    return sorted(ids, key=lambda each: hmac.digest(seed, each, digest))

def words(seed, digest):
    """The words of method F: eight bytes each of HMAC(seed, counter)."""
    counter = 0
    while True:
        block = hmac.digest(seed, counter.to_bytes(8, "big"), digest)
        yield from (int.from_bytes(block[at:at + 8], "big") for at in range(0, len(block), 8))
        counter += 1

def shuffled(seed, ids, digest):
    """Method F: Fisher and Yates, passing over the words that would make some places likelier."""
    left, row = sorted(ids), words(seed, digest)
    for place in range(len(left)):
        many = len(left) - place
        at = place + next(word for word in row if word < 2**64 // many * many) % many
        left[place], left[at] = left[at], left[place]
    return left

METHODS = {"R": scored, "F": shuffled}

def by_rfc_3797(ids, contributions, beacon, digest):
    """The key string of the list's fingerprint, of what each party put in and of the beacon's numbers; whom its MD5 takes out of the pool."""
    given = sorted((who.encode(), unhex(value)) for who, value in contributions)
    source, _, value = beacon or ("none", "", "")
    sources = [[int.from_bytes(each, "big")] for each in (entrants_root(ids, digest), *(put_in for _, put_in in given))] + NUMBERS[source](value)
    key = "".join("".join(f"{number}." for number in sorted(numbers)) + "/" for numbers in sources)
    left, order = sorted(ids), []
    for turn in range(len(left)):
        counter = turn.to_bytes(2, "big")
        word = hashlib.md5(counter + key.encode() + counter, usedforsecurity=False).digest()
        order.append(left.pop(int.from_bytes(word, "big") % len(left)))
    return key, order

def is_known(way, by_numbers, source):
    """Whether a way that a notice names is one, and can draw what the notice has to draw: RFC 3797 no numbers of which some hold more, and no words."""
    known = type(way) is dict and sorted(way) == ["digest", "method"] and way["method"] in (*METHODS, RFC3797) and way["digest"] in DIGESTS
    return known and (way["method"] != RFC3797 or not by_numbers and source in NUMBERS)

def draw(name, entrants, contributions, beacon=None, places=None, way=None):
    """A draw as an entry shows it. `way`: method and hash, where the terms name others than the usual."""
    way = way or USUAL
    ids = [entrant.encode() for entrant in entrants]
    if way["method"] == RFC3797:
        key, order = by_rfc_3797(ids, contributions, beacon, way["digest"])
        return {"draw": name, "entrants": sorted(entrants), "seed": key, "order": [each.decode() for each in order]}
    seed = seed_of(name, ids, contributions, beacon, places, way["digest"])
    order = [each.decode() for each in METHODS[way["method"]](seed, ids, way["digest"])]
    return {"draw": name, "entrants": sorted(entrants), "seed": seed.hex(), "order": order}

def drawn_by_numbers(name, held, contributions, beacon=None, places=None, way=None):
    """A draw of numbers, `who#1` to `who#n`, of which some hold more than others: each stands at the first of its own."""
    if way and way["method"] == RFC3797:
        raise ValueError("by RFC 3797 everybody stands in the pool once")
    owner = {f"{who}#{number}": who for who, many in held.items() for number in range(1, many + 1)}
    drawn = draw(name, owner, contributions, beacon, places, way)
    return {**drawn, "entrants": sorted(held), "order": list(dict.fromkeys(owner[number] for number in drawn["order"]))}
