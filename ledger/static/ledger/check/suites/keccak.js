// SHA-3 and SHAKE (FIPS 202): the sponge over 25 words of 64 bits, as whole numbers.
import { join } from "../proofs.js";

const wide = (x) => BigInt.asUintN(64, x), left = (x, n) => (n ? wide(x << n) | x >> (64n - n) : x);
const ROUNDS = [], TURNS = new Array(25).fill(0n), MOVES = new Array(25).fill(0);
for (let round = 0, lfsr = 1; round < 24; round++) {
  let constant = 0n;
  for (let j = 0; j < 7; j++) {
    if (lfsr & 1) constant |= 1n << BigInt(2 ** j - 1);
    lfsr = lfsr << 1 ^ (lfsr > 127 ? 0x171 : 0);
  }
  ROUNDS.push(constant);
}
for (let t = 0, x = 1, y = 0; t < 24; t++) {
  TURNS[x + 5 * y] = BigInt((t + 1) * (t + 2) / 2 % 64);
  [x, y] = [y, (2 * x + 3 * y) % 5];
}
for (let x = 0; x < 5; x++) for (let y = 0; y < 5; y++) MOVES[x + 5 * y] = y + 5 * ((2 * x + 3 * y) % 5);

function permute(a) {
  const b = new Array(25);
  for (const constant of ROUNDS) {
    const c = [0, 1, 2, 3, 4].map((x) => a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20]);
    for (let i = 0; i < 25; i++) b[MOVES[i]] = left(a[i] ^ c[(i + 4) % 5] ^ left(c[(i + 1) % 5], 1n), TURNS[i]);
    for (let i = 0; i < 25; i++) {
      const row = i - i % 5;
      a[i] = b[i] ^ wide(~b[row + (i + 1) % 5]) & b[row + (i + 2) % 5];
    }
    a[0] ^= constant;
  }
}
function sponge(rate, ending, parts, size) {
  const raw = join(...parts), whole = new Uint8Array((Math.floor(raw.length / rate) + 1) * rate), a = new Array(25).fill(0n);
  whole.set(raw); whole[raw.length] = ending; whole[whole.length - 1] |= 0x80;
  const view = new DataView(whole.buffer);
  for (let at = 0; at < whole.length; at += rate) {
    for (let i = 0; i < rate / 8; i++) a[i] ^= view.getBigUint64(at + 8 * i, true);
    permute(a);
  }
  const out = new DataView(new ArrayBuffer(Math.ceil(size / rate) * rate));
  for (let at = 0; at < size; at += rate) {
    if (at) permute(a);
    for (let i = 0; i < rate / 8; i++) out.setBigUint64(at + 8 * i, a[i], true);
  }
  return new Uint8Array(out.buffer, 0, size);
}
export const sha3_256 = (...parts) => sponge(136, 0x06, parts, 32);
export const sha3_512 = (...parts) => sponge(72, 0x06, parts, 64);
export const shake128 = (size, ...parts) => sponge(168, 0x1f, parts, size);
export const shake256 = (size, ...parts) => sponge(136, 0x1f, parts, size);
