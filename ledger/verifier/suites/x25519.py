"""X25519 (RFC 7748): the ladder on u-coordinates."""

# fmt: off
P = 2**255 - 19

def x25519(key, u):
    """The shared secret of a private key and a public u-coordinate, 32 bytes each; all zeros is refused, as RFC 9180 asks."""
    k = int.from_bytes(key, "little") & ~7 & 2**254 - 1 | 2**254
    x1 = int.from_bytes(u, "little") % 2**255 % P
    x2, z2, x3, z3 = 1, 0, x1, 1
    for bit in range(254, -1, -1):
        if k >> bit & 1:
            x2, z2, x3, z3 = x3, z3, x2, z2
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        da, cb, aa, bb = d * a % P, c * b % P, a * a % P, b * b % P
        e = aa - bb
        step = (aa * bb % P, e * (aa + 121665 * e) % P, (da + cb) ** 2 % P, x1 * (da - cb) ** 2 % P)
        x2, z2, x3, z3 = step if not k >> bit & 1 else (step[2], step[3], step[0], step[1])
    shared = (x2 * pow(z2, -1, P) % P if z2 else 0).to_bytes(32, "little")
    if not any(shared):
        raise ValueError("a point of small order")
    return shared
