"""Derive the draws of a need again from their JSON: python3 check_draw.py ZX-2026-0001.json (Python 3 alone, no network)."""

import hashlib
import hmac
import json
import struct
import sys
from operator import xor
from typing import Any


class SM3:
    """SM3 (GB/T 32905) as hashlib has SHA-256: not every OpenSSL brings it along."""

    name, digest_size, block_size = "sm3", 32, 64

    def __init__(self, said: bytes = b"") -> None:
        self.said = said

    def update(self, more: bytes) -> None:
        """What follows."""
        self.said += more

    def copy(self) -> "SM3":
        """The same, to go on from here."""
        return SM3(self.said)

    def digest(self) -> bytes:
        """The hash of all that was said."""
        state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
        padded = self.said + b"\x80" + bytes(-(len(self.said) + 9) % 64) + (8 * len(self.said)).to_bytes(8, "big")
        for at in range(0, len(padded), 64):
            state = compressed(state, padded[at : at + 64])
        return struct.pack(">8I", *state)


def turned(word: int, bits: int) -> int:
    """A word of 32 bits, turned to the left."""
    return (word << bits % 32 | word >> 32 - bits % 32) & 0xFFFFFFFF


def compressed(state: list[int], block: bytes) -> list[int]:
    """The state of SM3 after a block of 64 bytes."""
    w = list(struct.unpack(">16I", block))
    for i in range(16, 68):
        x = w[i - 16] ^ w[i - 9] ^ turned(w[i - 3], 15)
        w.append(x ^ turned(x, 15) ^ turned(x, 23) ^ turned(w[i - 13], 7) ^ w[i - 6])
    a, b, c, d, e, f, g, h = state
    for i in range(64):
        early = i < 16
        ss1 = turned(turned(a, 12) + e + turned(0x79CC4519 if early else 0x7A879D8A, i) & 0xFFFFFFFF, 7)
        t1 = (a ^ b ^ c if early else a & b | a & c | b & c) + d + (ss1 ^ turned(a, 12)) + (w[i] ^ w[i + 4]) & 0xFFFFFFFF
        t2 = (e ^ f ^ g if early else e & f | ~e & g) + h + ss1 + w[i] & 0xFFFFFFFF
        a, b, c, d, e, f, g, h = t1, a, turned(b, 9), c, t2 ^ turned(t2, 9) ^ turned(t2, 17), e, turned(f, 19), g
    return list(map(xor, state, (a, b, c, d, e, f, g, h)))


DIGESTS: dict[str, Any] = {"sha256": hashlib.sha256, "sm3": SM3}


def lp(part: bytes) -> bytes:
    """A part with its length before it."""
    return len(part).to_bytes(4, "big") + part


def in_order(seed: bytes, ids: list[bytes], method: str, digest: Any) -> list[bytes]:
    """Method R: by the keyed hash of each. Method F: a shuffle by the words of HMAC(seed, 0), HMAC(seed, 1) and so on."""
    if method == "R":
        return sorted(ids, key=lambda entrant: (hmac.new(seed, entrant, digest).digest(), entrant))
    if method != "F":
        raise ValueError(f"不认识抽取方法 {method}")
    left, words, counter = sorted(ids), b"", 0
    for place in range(len(left)):
        many = len(left) - place
        while True:
            if not words:
                words, counter = hmac.new(seed, counter.to_bytes(8, "big"), digest).digest(), counter + 1
            word, words = int.from_bytes(words[:8], "big"), words[8:]
            if word < 2**64 // many * many:  # the words above would make some places likelier
                break
        at = place + word % many
        left[place], left[at] = left[at], left[place]
    return left


def by_rfc_3797(root: bytes, ids: list[bytes], given: list[tuple[bytes, bytes]], beacon: list[str]) -> tuple[str, list[bytes]]:
    """The key string, of the fingerprint, what was put in and the beacon's numbers; each turn of its MD5 takes one out of the pool."""
    source, _, value = beacon
    sources = [[int.from_bytes(each, "big")] for each in (root, *(put_in for _, put_in in given))]
    if source == "drand-quicknet":
        sources.append([int(value, 16)])
    elif source == "sh000001":
        sources.append([int(value.replace(".", ""))])
    elif source == "ssq":
        sources += [[int(ball) for ball in balls.split(",")] for balls in value.partition(":")[2].split("+")]
    elif source != "none":
        raise ValueError(f"{source} 没有整数")
    key = "".join("".join(f"{number}." for number in sorted(numbers)) + "/" for numbers in sources)
    left, order = list(ids), []
    for turn in range(len(ids)):
        counter = turn.to_bytes(2, "big")
        word = hashlib.md5(counter + key.encode() + counter, usedforsecurity=False).digest()
        order.append(left.pop(int.from_bytes(word, "big") % len(left)))
    return key, order


def derived(sheet: dict[str, Any]) -> dict[str, Any]:
    """Root, seed and order, from the entrants, the contributions and the beacon."""
    method, named = sheet.get("method", "R"), sheet.get("digest", "sha256")
    if named not in tuple(DIGESTS):
        raise ValueError(f"不认识散列算法 {named}")
    digest = DIGESTS[named]
    held = sheet.get("numbers")  # where some hold more numbers than others, the numbers are drawn
    names = [f"{who}#{n}" for who in sheet["entrants"] for n in range(1, held[who] + 1)] if held else sheet["entrants"]
    ids = sorted(name.encode() for name in names)
    if len(set(ids)) != len(ids):
        raise ValueError("名单有重复")
    root = digest(b"draw/1 entrants\n" + len(ids).to_bytes(8, "big") + b"".join(map(lp, ids))).digest()
    given = sorted((party.encode(), bytes.fromhex(value)) for party, value in sheet["contributions"])
    if method == "RFC3797":
        if held:
            raise ValueError("RFC 3797 的名单上每家只列一次")
        key, order = by_rfc_3797(root, ids, given, sheet["beacon"])
        return {"root": root.hex(), "seed": key, "order": [name.decode() for name in order]}
    parts = [b"draw/1 seed\n", lp(sheet["draw"].encode()), lp(root)]
    parts += [sheet["places"].to_bytes(8, "big"), len(given).to_bytes(4, "big")]
    parts += [lp(party) + lp(value) for party, value in given]
    parts += [lp(part.encode()) for part in sheet["beacon"]]
    seed = digest(b"".join(parts)).digest()
    order = in_order(seed, ids, method, digest)
    owners = [name.decode().rpartition("#")[0] if held else name.decode() for name in order]
    return {"root": root.hex(), "seed": seed.hex(), "order": list(dict.fromkeys(owners))}


def main(path: str) -> int:
    """Say what holds; 1 if anything does not."""
    with open(path, encoding="utf-8") as file:
        draws = json.load(file)["draws"]
    wrong = 0
    for sheet in draws:
        again = derived(sheet)
        for name, word in (("root", "名单指纹"), ("seed", "种子"), ("order", "次序")):
            same = again[name] == sheet[name]
            wrong += not same
            sys.stdout.write(f"{sheet['draw']} {word}{'相符' if same else '不符'}\n")
    sys.stdout.write(f"{'有 ' + str(wrong) + ' 处不符' if wrong else '全部相符'}，共 {len(draws)} 次抽取\n")
    return int(wrong > 0 or not draws)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
