// Points of a curve y² = x³ - 3x + b over a prime field: that of SM2 is one. P-256 is another, which the browser has itself.
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
}
