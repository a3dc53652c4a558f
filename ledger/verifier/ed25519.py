"""Ed25519 (RFC 8032): whether a signature is of a key. The multiples of a key are kept: few keys sign much."""

# fmt: off
import functools
import hashlib

Q, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, Q) % Q
ZERO, BASE, BITS = (0, 1, 1, 0), (4 * pow(5, -1, Q) % Q).to_bytes(32, "little"), 6

def add(a, b):
    """The sum of two points (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z."""
    low, high = (a[1] - a[0]) * (b[1] - b[0]) % Q, (a[1] + a[0]) * (b[1] + b[0]) % Q
    c, d = 2 * D * a[3] * b[3] % Q, 2 * a[2] * b[2] % Q
    e, f, g, h = high - low, d - c, d + c, high + low
    return e * f % Q, g * h % Q, f * g % Q, e * h % Q

def point(raw):
    sign, y = raw[31] >> 7, int.from_bytes(raw, "little") & (1 << 255) - 1
    x2 = (y * y - 1) * pow(D * y * y + 1, -1, Q) % Q
    x = pow(x2, (Q + 3) // 8, Q)
    x = x if x * x % Q == x2 else x * pow(2, (Q - 1) // 4, Q) % Q
    if x * x % Q != x2 or y >= Q or (x == 0 and sign) or len(raw) != 32:
        raise ValueError("not a point")
    x = Q - x if x & 1 != sign else x
    return x, y, 1, x * y % Q

@functools.lru_cache(64)
def multiples(raw):
    """For each six bits of a scalar, the 64 multiples of this point that they may stand for."""
    rows, step = [], point(raw)
    for _ in range(0, 256, BITS):
        row = [ZERO]
        for _ in range(2**BITS):
            row.append(add(row[-1], step))
        step = row.pop()
        rows.append(row)
    return rows

def times(scalar, rows, total):
    for row in rows:
        total, scalar = add(total, row[scalar & 2**BITS - 1]), scalar >> BITS
    return total

def is_signed(key, message, signature):
    """Whether the signature is this key's over the message; ValueError or IndexError for what is no key."""
    of_key, s = multiples(key), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    x, y, z, t = times(h, of_key, ZERO)
    x, y, z, _ = times(s, multiples(BASE), (-x, y, z, -t))
    z = pow(z, -1, Q)
    return (y * z % Q | (x * z % Q & 1) << 255).to_bytes(32, "little") == signature[:32]
