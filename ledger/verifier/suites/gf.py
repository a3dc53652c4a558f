"""The field of 256 elements in which shares are split and AES is built (polynomial 0x11b)."""

# fmt: off
import functools

@functools.lru_cache(None)
def gf(a, b):
    return 0 if not b else a * (b & 1) ^ gf(a << 1 ^ 0x11B * (a >> 7), b >> 1)

@functools.lru_cache(None)
def inverse(a):
    return next((b for b in range(256) if gf(a, b) == 1), 0)
