"""SM3 (GB/T 32905), and HMAC with it. Not every Python has it in hashlib."""

# fmt: off
import struct

IV = (0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E)

def left(x, n):
    n %= 32
    return (x << n | x >> 32 - n) & 0xFFFFFFFF

def compress(v, block):
    w = list(struct.unpack(">16I", block))
    for i in range(16, 68):
        x = w[i - 16] ^ w[i - 9] ^ left(w[i - 3], 15)
        w.append(x ^ left(x, 15) ^ left(x, 23) ^ left(w[i - 13], 7) ^ w[i - 6])
    a, b, c, d, e, f, g, h = v
    for i in range(64):
        early = i < 16
        ss1 = left(left(a, 12) + e + left(0x79CC4519 if early else 0x7A879D8A, i) & 0xFFFFFFFF, 7)
        t1 = (a ^ b ^ c if early else a & b | a & c | b & c) + d + (ss1 ^ left(a, 12)) + (w[i] ^ w[i + 4]) & 0xFFFFFFFF
        t2 = (e ^ f ^ g if early else e & f | ~e & g) + h + ss1 + w[i] & 0xFFFFFFFF
        a, b, c, d, e, f, g, h = t1, a, left(b, 9), c, t2 ^ left(t2, 9) ^ left(t2, 17), e, left(f, 19), g
    return [x ^ y for x, y in zip(v, (a, b, c, d, e, f, g, h))]

def sm3(*parts):
    raw, v = b"".join(parts), IV
    padded = raw + b"\x80" + bytes(-(len(raw) + 9) % 64) + (8 * len(raw)).to_bytes(8, "big")
    for at in range(0, len(padded), 64):
        v = compress(v, padded[at:at + 64])
    return struct.pack(">8I", *v)

def sm3_mac(key, *parts):
    block = (sm3(key) if len(key) > 64 else key).ljust(64, b"\0")
    inner = sm3(bytes(x ^ 0x36 for x in block), *parts)
    return sm3(bytes(x ^ 0x5C for x in block), inner)
