// Points of a curve y² = x³ - 3x + b over a prime field: P-256 and the curve of SM2 are two of them.
import { hex, join } from "../proofs.js";

export const number = (raw) => BigInt(`0x${hex(raw)}`);
export const uncompressed = (point) => join([4], ...point.map((c) => Uint8Array.from(c.toString(16).padStart(64, "0").match(/../g), (x) => parseInt(x, 16))));
export class Curve {
  constructor(prime, b, order, base) { Object.assign(this, { prime, b, order, base }); }
  mod(x) { return ((x % this.prime) + this.prime) % this.prime; }
  // The point in 65 bytes, uncompressed.
  point(raw) {
    const x = number(raw.slice(1, 33)), y = number(raw.slice(33));
    if (raw.length !== 65 || raw[0] !== 4 || x >= this.prime || y >= this.prime || this.mod(y * y - x ** 3n + 3n * x - this.b)) throw new Error("不是曲线上的点");
    return [x, y];
  }
  // The private key in 32 bytes, from 1 to below the order.
  scalar(raw, order) {
    const scalar = raw.length === 32 ? number(raw) : 0n;
    if (!scalar || scalar >= order) throw new Error("不是私钥");
    return scalar;
  }
  // A point twice; points stand here as x/z² and y/z³.
  doubled([x, y, z]) {
    const { prime: p } = this, square = y * y % p, s = 4n * x * square % p, m = 3n * (x - z * z) * (x + z * z) % p, u = (m * m - 2n * s) % p;
    return [u, (m * (s - u) - 8n * square * square) % p, 2n * y * z % p];
  }
  // Another point added; never the same one or its opposite, for every number below the order.
  plus([x, y, z], [a, b]) {
    const { prime: p } = this, zz = z * z % p, h = (a * zz - x) % p, r = (b * zz * z - y) % p, hh = h * h % p, v = x * hh % p, u = (r * r - hh * h - 2n * v) % p;
    return [u, (r * (v - u) - y * hh * h) % p, z * h % p];
  }
  times(scalar, point) {
    let [x, y, z] = [...point, 1n], inverse = 1n;
    for (const bit of scalar.toString(2).slice(1)) {
      [x, y, z] = this.doubled([x, y, z]);
      if (bit === "1") [x, y, z] = this.plus([x, y, z], point);
    }
    for (let n = this.prime - 2n, square = z; n; n >>= 1n, square = square * square % this.prime) if (n & 1n) inverse = inverse * square % this.prime;
    return [this.mod(x * inverse ** 2n), this.mod(y * inverse ** 3n)];
  }
  inverse(x) {
    let [a, b, u, v] = [this.mod(x), this.prime, 1n, 0n];
    while (a > 1n) { const q = b / a; [a, b, u, v] = [b - q * a, a, v - q * u, u]; }
    return this.mod(u);
  }
  // The sum of each pair of points, null where it is nothing, for the price of one inversion (Montgomery).
  added(pairs) {
    const { prime: p } = this, unders = [], befores = [], sums = new Array(pairs.length);
    let product = 1n;
    for (const [a, b] of pairs) {
      const under = a[0] !== b[0] ? b[0] - a[0] : a[1] === b[1] ? 2n * a[1] : 0n;
      unders.push(under); befores.push(product);
      if (under) product = product * under % p;
    }
    let rest = this.inverse(product);
    for (let i = pairs.length - 1; i >= 0; i--) {
      const [a, b] = pairs[i], under = unders[i];
      sums[i] = null;
      if (!under) continue;
      const over = a[0] !== b[0] ? b[1] - a[1] : 3n * a[0] * a[0] - 3n, slope = over * (befores[i] * rest % p) % p;
      rest = rest * under % p;
      let x = (slope * slope - a[0] - b[0]) % p, y;
      if (x < 0n) x += p;
      y = (slope * (a[0] - x) - a[1]) % p;
      sums[i] = [x, y < 0n ? y + p : y];
    }
    return sums;
  }
  // The sum of each pile of points, null where it is nothing.
  sums(piles) {
    for (let left = piles; ; left = piles) {
      const pairs = [];
      for (const pile of left) for (let i = 1; i < pile.length; i += 2) pairs.push([pile[i - 1], pile[i]]);
      if (!pairs.length) return piles.map(([point]) => point ?? null);
      const added = this.added(pairs);
      let at = 0;
      piles = left.map((pile) => {
        const half = pile.length >> 1, sums = added.slice(at, at += half).filter(Boolean);
        return pile.length & 1 ? [...sums, pile.at(-1)] : sums;
      });
    }
  }
  // The sum of points, each so many times [times, point]: piled by digits of eight bits, these by halves, these by bits (Pippenger).
  combined(counted) {
    let terms = counted.map(([times, point]) => [0, times, point]), total = null;
    for (const width of [8, 4, 1]) {
      const piles = new Map(), mask = (1n << BigInt(width)) - 1n;
      for (let [place, times, point] of terms) {
        for (; times; place += width, times >>= BigInt(width)) {
          const digit = Number(times & mask), name = place * 256 + digit;
          if (!digit) continue;
          if (piles.has(name)) piles.get(name).push(point);
          else piles.set(name, [point]);
        }
      }
      const sums = this.sums([...piles.values()]);
      terms = [...piles.keys()].map((name, i) => [Math.floor(name / 256), BigInt(name % 256), sums[i]]).filter(([, , point]) => point);
    }
    const bits = new Map(terms.map(([place, , point]) => [place, point])), plus = (a, b) => (a && b ? this.added([[a, b]])[0] : a || b);
    for (let place = Math.max(0, ...bits.keys()); place >= 0; place--) total = plus(plus(total, total), bits.get(place) ?? null);
    return total;
  }
}
