"""SM4 (GB/T 32907): 32 rounds over four words."""

# fmt: off
import functools
import struct

from sm3 import left

FK = (0xA3B1BAC6, 0x56AA3350, 0x677D9197, 0xB27022DC)

def times(a, b):
    """A product in the field of 256 elements of SM4 (polynomial 0x1f5)."""
    return 0 if not b else a * (b & 1) ^ times(a << 1 ^ 0x1F5 * (a >> 7), b >> 1)

def spread(x):
    """The affine step on both sides of the inversion: a circulant matrix and a constant."""
    return 0xD3 ^ sum(bin(x & (0xA7 << i | 0xA7 >> 8 - i) & 255).count("1") % 2 << i for i in range(8))

@functools.lru_cache(None)
def sbox(x):
    a = spread(x)
    return spread(next((b for b in range(256) if times(a, b) == 1), 0))

def through(word):
    return int.from_bytes(bytes(map(sbox, word.to_bytes(4, "big"))), "big")

def sm4_keys(key):
    words = [a ^ b for a, b in zip(struct.unpack(">4I", key), FK)]
    for i in range(32):
        constant = int.from_bytes(bytes((4 * i + j) * 7 % 256 for j in range(4)), "big")
        b = through(words[-3] ^ words[-2] ^ words[-1] ^ constant)
        words.append(words[-4] ^ b ^ left(b, 13) ^ left(b, 23))
    return words[4:]

def sm4(keys, block):
    words = list(struct.unpack(">4I", block))
    for key in keys:
        b = through(words[-3] ^ words[-2] ^ words[-1] ^ key)
        words.append(words[-4] ^ b ^ left(b, 2) ^ left(b, 10) ^ left(b, 18) ^ left(b, 24))
    return struct.pack(">4I", *words[:-5:-1])
