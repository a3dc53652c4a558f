"""Derive the draws of a need again from their JSON: python3 check_draw.py ZX-2026-0001.json (Python 3 alone, no network)."""

import hashlib
import hmac
import json
import sys
from typing import Any


def lp(part: bytes) -> bytes:
    """A part with its length before it."""
    return len(part).to_bytes(4, "big") + part


def in_order(seed: bytes, ids: list[bytes], method: str, digest: str) -> list[bytes]:
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
    method, digest = sheet.get("method", "R"), sheet.get("digest", "sha256")
    if digest not in ("sha256", "sm3"):
        raise ValueError(f"不认识散列算法 {digest}")
    held = sheet.get("numbers")  # where some hold more numbers than others, the numbers are drawn
    names = [f"{who}#{n}" for who in sheet["entrants"] for n in range(1, held[who] + 1)] if held else sheet["entrants"]
    ids = sorted(name.encode() for name in names)
    if len(set(ids)) != len(ids):
        raise ValueError("名单有重复")
    root = hashlib.new(digest, b"draw/1 entrants\n" + len(ids).to_bytes(8, "big") + b"".join(map(lp, ids))).digest()
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
    seed = hashlib.new(digest, b"".join(parts)).digest()
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
