"""Points of a curve y² = x³ - 3x + b over a prime field: P-256 and the curve of SM2 are two of them."""

# fmt: off
from collections import defaultdict
from itertools import islice


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
        """A multiple of a point, four bits at a time, in Jacobian coordinates (x/z², y/z³): one inversion at the end."""
        few, prime, (x, y, z) = [None, point], self.prime, (1, 1, 0)
        while len(few) < 16:
            few.append(self.add(few[-1], point))
        for digit in f"{scalar:x}":
            for _ in range(4):
                z2, y2 = z * z % prime, y * y % prime
                s, m = 4 * x * y2 % prime, 3 * (x - z2) * (x + z2) % prime
                x, z = (m * m - 2 * s) % prime, 2 * y * z % prime
                y = (m * (s - x) - 8 * y2 * y2) % prime
            x, y, z = self.joined(x, y, z, few[int(digit, 16)])
        if not z:
            return None
        over = pow(z, -1, prime)
        return x * over * over % prime, y * over**3 % prime
    def joined(self, x, y, z, point):
        """The sum of a point in Jacobian coordinates and another one that is not."""
        if point is None or not z:
            return (x, y, z) if point is None else (*point, 1)
        prime, z2 = self.prime, z * z % self.prime
        h, r = (point[0] * z2 - x) % prime, (point[1] * z2 * z - y) % prime
        h2 = h * h % prime
        h3, v = h2 * h % prime, x * h2 % prime
        x = (r * r - h3 - 2 * v) % prime
        return x, (r * (v - x) - y * h3) % prime, z * h % prime
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
    def added(self, pairs):
        """The sum of each pair of points, for the price of one inversion (Montgomery)."""
        prime, product, steps, sums = self.prime, 1, [], []
        for (ax, ay), (bx, by) in pairs:
            over, under = (by - ay, bx - ax) if ax != bx else (3 * ax * ax - 3, 2 * ay) if ay == by else (0, 0)
            steps.append((product, over, under))
            product = product * (under or 1) % prime
        rest = pow(product, -1, prime)
        for ((ax, ay), (bx, _)), (before, over, under) in zip(reversed(pairs), reversed(steps)):
            slope = over * before % prime * rest % prime
            rest = rest * (under or 1) % prime
            x = (slope * slope - ax - bx) % prime
            sums.append((x, (slope * (ax - x) - ay) % prime) if under else None)
        return sums[::-1]
    def sums(self, piles):
        """The sum of each pile of points, None where it is nothing."""
        while any(len(pile) > 1 for pile in piles):
            added = iter(self.added([pair for pile in piles for pair in zip(pile[::2], pile[1::2])]))
            piles = [[*filter(None, islice(added, len(pile) // 2)), *pile[len(pile) & ~1:]] for pile in piles]
        return [pile[0] if pile else None for pile in piles]
    def combined(self, terms):
        """The sum of points, each so many times [(times, point)]: piled by digits of eight bits, these by halves, these by bits (Pippenger)."""
        terms = [(0, times, point) for times, point in terms]
        for width in (8, 4, 1):
            piles = defaultdict(list)
            for place, times, point in terms:
                while times:
                    if digit := times & (1 << width) - 1:
                        piles[place, digit].append(point)
                    place, times = place + width, times >> width
            terms = [(place, digit, point) for (place, digit), point in zip(piles, self.sums(piles.values())) if point]
        bits, total = {place: point for place, _, point in terms}, None
        for place in range(max(bits, default=0), -1, -1):
            total = self.add(self.add(total, total), bits.get(place))
        return total

def uncompressed(point):
    return b"\4" + b"".join(c.to_bytes(32, "big") for c in point)
