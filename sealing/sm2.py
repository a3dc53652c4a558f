"""SM2 public-key encryption (GB/T 32918.4), C1 ‖ C3 ‖ C2, in plain Python.

No library here has it: cryptography knows SM3 and SM4 only, and gmssl draws its secret number from a predictable generator
and does not check C3. Python's whole numbers take a time that depends on their value, so this is for the opening, where the
key is published anyway, and for programs that seal on machines of their own. It is no certified module.
"""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives import hashes

PRIME = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
A = PRIME - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93

type Point = tuple[int, int]
BASE: Point = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)


def sm3(*parts: bytes) -> bytes:
    """The SM3 digest of the joined parts."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(b"".join(parts))
    return digest.finalize()


def public_of(key: int) -> bytes:
    """The uncompressed point of a private key."""
    return _bytes(_times(key, BASE))


def encrypt(public: bytes, plain: bytes, number: int | None = None) -> bytes:
    """Encrypt to a public key; `number` is the secret number, only for published vectors."""
    point, number = _point(public), number or secrets.randbelow(ORDER - 1) + 1
    shared = _bytes(_times(number, point))[1:]
    cipher = _masked(plain, shared)
    return _bytes(_times(number, BASE)) + sm3(shared[:32], plain, shared[32:]) + cipher


def decrypt(key: int, cipher: bytes) -> bytes:
    """The plain bytes.

    Raises:
        ValueError: if C1 is not on the curve or C3 does not fit.
    """
    shared = _bytes(_times(key, _point(cipher[:65])))[1:]
    plain = _masked(cipher[97:], shared)
    if sm3(shared[:32], plain, shared[32:]) != cipher[65:97]:
        raise ValueError("C3 does not fit")
    return plain


def _masked(content: bytes, shared: bytes) -> bytes:
    blocks = range(1, -(-len(content) // 32) + 1)
    mask = b"".join(sm3(shared, i.to_bytes(4, "big")) for i in blocks)
    return bytes(a ^ b for a, b in zip(content, mask, strict=False))


def _bytes(point: Point) -> bytes:
    return b"\4" + point[0].to_bytes(32, "big") + point[1].to_bytes(32, "big")


def _point(raw: bytes) -> Point:
    x, y = int.from_bytes(raw[1:33], "big"), int.from_bytes(raw[33:65], "big")
    on_the_curve = x < PRIME and y < PRIME and (y * y - (x * x * x + A * x + B)) % PRIME == 0
    if len(raw) != 65 or raw[0] != 4 or not on_the_curve:
        raise ValueError("no point of the curve")
    return x, y


def _times(number: int, point: Point) -> Point:
    """Double and add in Jacobian coordinates, from the highest bit down; the number is in [1, ORDER)."""
    x, y, z = *point, 1
    for bit in bin(number)[3:]:
        x, y, z = _double(x, y, z)
        if bit == "1":
            x, y, z = _add(x, y, z, point)
    if z == 0:
        raise ValueError("the point at infinity")
    inverse = pow(z, -1, PRIME)
    return x * inverse**2 % PRIME, y * inverse**3 % PRIME


def _double(x: int, y: int, z: int) -> tuple[int, int, int]:
    square = y * y % PRIME
    s = 4 * x * square % PRIME
    m = 3 * (x - z * z) * (x + z * z) % PRIME  # a = -3
    u = (m * m - 2 * s) % PRIME
    return u, (m * (s - u) - 8 * square * square) % PRIME, 2 * y * z % PRIME


def _add(x: int, y: int, z: int, other: Point) -> tuple[int, int, int]:
    """Add a point; never the same one or its opposite, for every number below the order."""
    zz = z * z % PRIME
    h = (other[0] * zz - x) % PRIME
    r = (other[1] * zz * z - y) % PRIME
    hh = h * h % PRIME
    v = x * hh % PRIME
    u = (r * r - hh * h - 2 * v) % PRIME
    return u, (r * (v - u) - y * hh * h) % PRIME, z * h % PRIME
