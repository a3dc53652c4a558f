"""draw/1 as docs/derive.md tells it: root, seed, and the order by each of the three ways."""

import hashlib
import hmac


def lp(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part


def drawn(name, entrants, contributions, beacon=("none", "", ""), way=None, places=None) -> dict:
    """The draw as a decision shows it: name, entrants, seed, order."""
    method, digest = (way or {}).get("method", "R"), (way or {}).get("digest", "sha256")
    ids = sorted(each.encode() for each in entrants)
    assert len(set(ids)) == len(ids), "twice in a draw"
    root = hashlib.new(digest, b"draw/1 entrants\n" + len(ids).to_bytes(8, "big") + b"".join(map(lp, ids))).digest()
    given = sorted((party.encode(), bytes.fromhex(value)) for party, value in contributions)
    if method == "RFC3797":
        seed = "".join(
            "".join(f"{number}." for number in sorted(numbers)) + "/"
            for numbers in [[int.from_bytes(each, "big")] for each in (root, *(value for _, value in given))] + numbers_of(beacon)
        )
        return {"draw": name, "seed": seed, "order": taken_out(seed, ids), "entrants": sorted(entrants)}
    head = (
        b"draw/1 seed\n" + lp(name.encode()) + lp(root) + (places or len(ids)).to_bytes(8, "big") + len(given).to_bytes(4, "big")
    )
    parts = [lp(party) + lp(value) for party, value in given] + [lp(part.encode()) for part in beacon]
    seed = hashlib.new(digest, head + b"".join(parts)).digest()
    order = sorted(ids, key=lambda each: hmac.digest(seed, each, digest)) if method == "R" else shuffled(seed, ids, digest)
    return {"draw": name, "seed": seed.hex(), "order": [each.decode() for each in order], "entrants": sorted(entrants)}


def shuffled(seed: bytes, ids: list[bytes], digest: str) -> list[bytes]:
    row, stream, counter = list(ids), b"", 0
    for place in range(len(row)):
        many = len(row) - place
        while True:
            if not stream:
                stream, counter = hmac.digest(seed, counter.to_bytes(8, "big"), digest), counter + 1
            word, stream = int.from_bytes(stream[:8], "big"), stream[8:]
            if word < 2**64 // many * many:
                break
        other = place + word % many
        row[place], row[other] = row[other], row[place]
    return row


def taken_out(key: str, ids: list[bytes]) -> list[str]:
    pool, order = list(ids), []
    for turn in range(len(ids)):
        number = turn.to_bytes(2, "big")
        digest = hashlib.md5(number + key.encode() + number, usedforsecurity=False).digest()
        order.append(pool.pop(int.from_bytes(digest, "big") % len(pool)).decode())
    return order


def numbers_of(beacon) -> list[list[int]]:
    source, _, value = beacon
    if source == "none":
        return []
    if source == "drand-quicknet":
        return [[int(value, 16)]]
    if source == "sh000001":
        return [[int(value.replace(".", ""))]]
    red, blue = value.split(":")[1].split("+")
    return [[int(ball) for ball in red.split(",")], [int(blue)]]


def by_numbers(name, held: dict[str, int], contributions, beacon, way) -> dict:
    """A draw where some hold more numbers than others: each stands at the first of its own."""
    owner = {f"{who}#{number}": who for who, many in held.items() for number in range(1, many + 1)}
    whole = drawn(name, owner, contributions, beacon, way)
    return {**whole, "entrants": sorted(held), "order": list(dict.fromkeys(owner[each] for each in whole["order"]))}
