"""Ed25519 (RFC 8032): whether a signature is of a key. The multiples of a key are kept: few keys sign much."""

# fmt: off
import functools
import hashlib

Q, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, Q) % Q
ZERO, BASE, TWICE_D = (0, 1, 1, 0), (4 * pow(5, -1, Q) % Q).to_bytes(32, "little"), 2 * D % Q
E = 0x5FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
SMALL = {0, 1, Q - 1, E, Q - E}  # the y of the eight points that sign anything: a multiple of eight of them is nothing

def add(a, b):
    """The sum of (X, Y, Z, T), with x = X/Z, y = Y/Z, xy = T/Z, and a point as `ready` gives it."""
    x, y, z, t = a
    less, more, slant = b
    low, high, c, d = (y - x) * less % Q, (y + x) * more % Q, t * slant % Q, z + z
    e, f, g, h = high - low, d - c, d + c, high + low
    return e * f % Q, g * h % Q, f * g % Q, e * h % Q

def ready(points):
    """Points (X, Y, Z, T) as `add` takes them: y - x, y + x and 2dxy. One inversion serves all."""
    products = [1]
    for point in points:
        products.append(products[-1] * point[2] % Q)
    left, told = pow(products.pop(), -1, Q), []
    for x, y, z, _ in reversed(points):
        inverse, left = left * products.pop() % Q, left * z % Q
        x, y = x * inverse % Q, y * inverse % Q
        told.append((y - x, y + x, x * y * TWICE_D % Q))
    return told[::-1]

def height(raw):
    return int.from_bytes(raw[:32], "little") & (1 << 255) - 1

def point(raw):
    sign, y = raw[31] >> 7, height(raw)
    x2 = (y * y - 1) * pow(D * y * y + 1, -1, Q) % Q
    x = pow(x2, (Q + 3) // 8, Q)
    x = x if x * x % Q == x2 else x * pow(2, (Q - 1) // 4, Q) % Q
    if x * x % Q != x2 or y >= Q or y in SMALL or len(raw) != 32:
        raise ValueError("not a point")
    x = Q - x if x & 1 != sign else x
    return x, y, 1, x * y % Q

@functools.lru_cache(64)
def multiples(raw):
    """For each byte of a scalar, the 256 multiples of this point that it may stand for."""
    rows, step = [], point(raw)
    for _ in range(32):
        row, (one,) = [ZERO], ready([step])
        for _ in range(256):
            row.append(add(row[-1], one))
        step = row.pop()
        rows.append(ready(row))
    return rows

def times(scalar, rows, total):
    for byte, row in zip(scalar.to_bytes(32, "little"), rows):
        total = add(total, row[byte])
    return total

def is_signed(key, message, signature):
    """Whether the signature is this key's over the message; ValueError or IndexError for what is no key."""
    of_key, s = multiples(key), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= L or height(signature) in SMALL:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    x, y, z, t = times(h, of_key, ZERO)
    x, y, z, _ = times(s, multiples(BASE), (-x, y, z, -t))
    z = pow(z, -1, Q)
    return (y * z % Q | (x * z % Q & 1) << 255).to_bytes(32, "little") == signature[:32]
