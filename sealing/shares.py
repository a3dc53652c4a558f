"""Shares of a seed: any t of n give it back, t-1 say nothing (Shamir, byte by byte over GF(2⁸), polynomial 0x11b).

The polynomial is derived from the seed, so that after opening anyone recomputes every share and sees an inconsistent one.
"""

from __future__ import annotations

from collections.abc import Mapping

from sealing.suites import Suite


def _times(a: int, b: int) -> int:
    product = 0
    for _ in range(8):
        product ^= a & -(b & 1)
        b >>= 1
        a = (a << 1) ^ (0x11B & -(a >> 7))
    return product & 255


def _inverse(a: int) -> int:
    """The b with a·b = 1: the field has 255 elements besides 0, so a²⁵⁴ is it."""
    power = a
    for _ in range(6):
        power = _times(_times(power, power), a)
    return _times(power, power)


def split(seed: bytes, threshold: int, total: int, suite: Suite) -> dict[int, bytes]:
    """The shares 1..total of a 32-byte seed; `threshold` of them give it back."""
    coefficients = suite.derive(seed, "bid-seal/1 coef", 32 * (threshold - 1) or 1)
    shares = {}
    for x in range(1, total + 1):
        share = bytearray(32)
        for i in range(32):
            value = 0
            for j in range(threshold - 2, -1, -1):
                value = _times(value ^ coefficients[32 * j + i], x)
            share[i] = value ^ seed[i]
        shares[x] = bytes(share)
    return shares


def combine(shares: Mapping[int, bytes]) -> bytes:
    """The seed from exactly threshold many shares (Lagrange at zero)."""
    seed = bytearray(32)
    for x, share in shares.items():
        weight = 1
        for other in shares:
            if other != x:
                weight = _times(weight, _times(other, _inverse(other ^ x)))
        for i in range(32):
            seed[i] ^= _times(weight, share[i])
    return bytes(seed)
