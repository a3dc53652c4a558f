"""Points of a curve y² = x³ - 3x + b over a prime field: P-256 and the curve of SM2 are two of them."""


# fmt: off
def multiply(add, scalar, point, total):
    while scalar:
        total, scalar, point = add(total, point) if scalar & 1 else total, scalar >> 1, add(point, point)
    return total

class Curve:
    def __init__(self, prime, b, order, base):
        self.prime, self.b, self.order, self.base = prime, b, order, base
    def add(self, a, b):
        if a is None or b is None or (a[0] == b[0] and a[1] != b[1]):
            return (a or b) if a is None or b is None else None
        over, under = (3 * a[0] ** 2 - 3, 2 * a[1]) if a == b else (b[1] - a[1], b[0] - a[0])
        slope = over * pow(under, -1, self.prime)
        x = (slope * slope - a[0] - b[0]) % self.prime
        return x, (slope * (a[0] - x) - a[1]) % self.prime
    def times(self, scalar, point):
        return multiply(self.add, scalar, point, None)
    def scalar(self, raw, order):
        """The private key in 32 bytes, from 1 to below the order."""
        number = int.from_bytes(raw, "big")
        if len(raw) != 32 or not 0 < number < order:
            raise ValueError("not a private key")
        return number
    def point(self, raw):
        """The point in 65 bytes, uncompressed."""
        x, y = int.from_bytes(raw[1:33], "big"), int.from_bytes(raw[33:65], "big")
        if len(raw) != 65 or raw[0] != 4 or max(x, y) >= self.prime or (y * y - x**3 + 3 * x - self.b) % self.prime:
            raise ValueError("not a point")
        return x, y

def uncompressed(point):
    return b"\4" + b"".join(c.to_bytes(32, "big") for c in point)
