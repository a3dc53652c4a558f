"""Makes ed25519.json anew: `python -m tests.vectors.make_ed25519`. Signatures on which programs differ, and what ours all say of them.

`judged` is true, false, or null where the key is none. Each is judged without cofactor; a key or a signature's point that is one of the
eight of small order, or spelt in another way, is none (docs/derive.md).
"""

import hashlib
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "ledger" / "verifier"))
ed = importlib.import_module("ed25519")
OUT = Path(__file__).with_name("ed25519.json")
SCALAR, NONCE = 0x1234567, 0x7654321
BASE = ed.point(ed.BASE)
# The first three tests of RFC 8032, section 7.1, and its test of SHA(abc): key, message, signature.
RFC_8032 = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").hexdigest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
)


def times(scalar: int, point: tuple[int, ...]) -> tuple[int, ...]:
    """A multiple of any point."""
    total = ed.ZERO
    for bit in bin(scalar)[2:]:
        total = ed.add(total, *ed.ready([total]))
        total = ed.add(total, *ed.ready([point])) if bit == "1" else total
    return total


def spelt(point: tuple[int, ...]) -> bytes:
    """The 32 bytes of a point."""
    x, y, z, _ = point
    z = pow(z, -1, ed.Q)
    return (y * z % ed.Q | (x * z % ed.Q & 1) << 255).to_bytes(32, "little")


def of_order_eight() -> tuple[int, ...]:
    """A point whose eighth multiple is the first that is nothing."""
    x = pow((ed.E * ed.E - 1) * pow(ed.D * ed.E * ed.E + 1, -1, ed.Q), (ed.Q + 3) // 8, ed.Q)
    x = x if (x * x * (ed.D * ed.E * ed.E + 1) - ed.E * ed.E + 1) % ed.Q == 0 else x * pow(2, (ed.Q - 1) // 4, ed.Q) % ed.Q
    return x, ed.E, 1, x * ed.E % ed.Q


def challenge(first: bytes, key: bytes, message: bytes) -> int:
    return int.from_bytes(hashlib.sha512(first + key + message).digest(), "little") % ed.L


def signature(first: bytes, key: bytes, message: bytes, scalar: int = SCALAR, nonce: int = NONCE) -> bytes:
    """What the holder of the scalar signs when it shows `first` for its nonce and `key` for its key."""
    return first + ((nonce + challenge(first, key, message) * scalar) % ed.L).to_bytes(32, "little")


def messages() -> Iterator[bytes]:
    yield from (f"message {number}".encode() for number in range(1000))


def odd_ones() -> Iterator[tuple[str, bytes, bytes, bytes]]:
    """(name, key, message, signature) of what programs judge differently."""
    key, first, eighth = spelt(times(SCALAR, BASE)), spelt(times(NONCE, BASE)), of_order_eight()
    sound = signature(first, key, b"m")
    s = int.from_bytes(sound[32:], "little")
    yield "sound", key, b"m", sound
    yield "another message", key, b"n", sound
    yield "the order added to its number", key, b"m", sound[:32] + (s + ed.L).to_bytes(32, "little")
    yield "a byte too long", key, b"m", sound + b"\0"
    yield "a byte too short", key, b"m", sound[:-1]
    yield "nothing", key, b"m", b""
    for number in range(8):
        small = spelt(times(number, eighth))
        fitting = next(m for m in messages() if challenge(small, small, m) % 8 == 0)
        yield f"a key of small order, {number}", small, fitting, small + bytes(32)
        yield f"a first half of small order, {number}", key, b"m", signature(small, key, b"m", nonce=0)
        over = ed.height(small) + ed.Q
        if over < 1 << 255:
            again = (over | small[31] >> 7 << 255).to_bytes(32, "little")
            yield f"a key of small order in another spelling, {number}", again, b"m", sound
    yield "a zero with a sign for a key", (1 | 1 << 255).to_bytes(32, "little"), b"m", sound
    yield "a key in another spelling", (ed.Q + 3).to_bytes(32, "little"), b"m", sound
    yield "a key off the curve", b"\2" + bytes(31), b"m", sound
    yield "a key of 31 bytes", key[:31], b"m", sound
    mixed = spelt(ed.add(times(SCALAR, BASE), *ed.ready([eighth])))
    for name, wanted in (("a mixed key that fits", True), ("a mixed key that only the cofactor forgives", False)):
        message = next(m for m in messages() if (challenge(first, mixed, m) % 8 == 0) is wanted)
        yield name, mixed, message, signature(first, mixed, message)
    strange = spelt(ed.add(times(NONCE, BASE), *ed.ready([eighth])))
    yield "a mixed first half that only the cofactor forgives", key, b"m", signature(strange, key, b"m")


def judged(key: bytes, message: bytes, signed: bytes) -> bool | None:
    """What the Python verifier says."""
    try:
        return bool(ed.is_signed(key, message, signed))
    except (ValueError, IndexError):
        return None


def vectors() -> list[dict[str, object]]:
    """All of them, with what is said of each."""
    told = [(f"RFC 8032, {n}", *map(bytes.fromhex, each)) for n, each in enumerate(RFC_8032, 1)]
    return [
        {
            "name": name,
            "key": key.hex(),
            "message": message.hex(),
            "signature": signed.hex(),
            "judged": judged(key, message, signed),
        }
        for name, key, message, signed in [*told, *odd_ones()]
    ]


if __name__ == "__main__":
    OUT.write_text(json.dumps(vectors(), indent=1) + "\n", encoding="utf-8")
