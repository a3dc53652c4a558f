// X25519 (RFC 7748): the ladder on u-coordinates.
const P = 2n ** 255n - 19n;
const mod = (x) => ((x % P) + P) % P;
const number = (raw) => raw.reduceRight((sum, byte) => sum << 8n | BigInt(byte), 0n);
function power(x, n) {
  let out = 1n;
  for (let square = x; n; n >>= 1n, square = square * square % P) if (n & 1n) out = out * square % P;
  return out;
}
// The shared secret of a private key and a public u-coordinate, 32 bytes each; all zeros is refused, as RFC 9180 asks.
export function x25519(key, u) {
  const k = number(key) & (2n ** 254n - 8n) | 2n ** 254n, x1 = number(u) % 2n ** 255n % P;
  let [x2, z2, x3, z3] = [1n, 0n, x1, 1n];
  for (let bit = 254n; bit >= 0n; bit--) {
    const turned = k >> bit & 1n;
    if (turned) [x2, z2, x3, z3] = [x3, z3, x2, z2];
    const a = x2 + z2, b = x2 - z2, da = (x3 - z3) * a, cb = (x3 + z3) * b, aa = mod(a * a), bb = mod(b * b), e = aa - bb;
    [x2, z2, x3, z3] = [mod(aa * bb), mod(e * (aa + 121665n * e)), mod((da + cb) ** 2n), mod(x1 * mod((da - cb) ** 2n))];
    if (turned) [x2, z2, x3, z3] = [x3, z3, x2, z2];
  }
  const shared = x2 * power(z2, P - 2n) % P;
  if (!shared) throw new Error("低阶点");
  return Uint8Array.from({ length: 32 }, (_, i) => Number(shared >> BigInt(8 * i) & 255n));
}
