// ML-KEM-768 (FIPS 203): the keys that follow from a seed, and decapsulation with its implicit rejection.
import { hex, join } from "../proofs.js";
import { sha3_256, sha3_512, shake128, shake256 } from "./keccak.js";

const K = 3, Q = 3329, U_BITS = 10, V_BITS = 4, ROOTS = [];
const power = (base, n) => { let out = 1; while (n--) out = out * base % Q; return out; };
for (let i = 0; i < 128; i++) ROOTS.push(power(17, parseInt(i.toString(2).padStart(7, "0").split("").reverse().join(""), 2)));
const range = Array.from({ length: K }, (_, i) => i);

function ntt(from) {
  const f = [...from];
  for (let size = 128, k = 1; size >= 2; size /= 2)
    for (let start = 0; start < 256; start += 2 * size, k++)
      for (let j = start; j < start + size; j++) {
        const t = ROOTS[k] * f[j + size] % Q;
        [f[j], f[j + size]] = [(f[j] + t) % Q, (f[j] - t + Q) % Q];
      }
  return f;
}
function nttBack(from) {
  const f = [...from];
  for (let size = 2, k = 127; size <= 128; size *= 2)
    for (let start = 0; start < 256; start += 2 * size, k--)
      for (let j = start; j < start + size; j++)
        [f[j], f[j + size]] = [(f[j] + f[j + size]) % Q, ROOTS[k] * (f[j + size] - f[j] + Q) % Q];
  return f.map((each) => each * 3303 % Q);
}
// The product of two transformed polynomials: 128 products modulo x² - γ.
function times(f, g) {
  const out = [];
  for (let i = 0; i < 256; i += 2) {
    const gamma = ROOTS[i / 2] ** 2 * 17 % Q;
    out.push((f[i] * g[i] + f[i + 1] * g[i + 1] % Q * gamma) % Q, (f[i] * g[i + 1] + f[i + 1] * g[i]) % Q);
  }
  return out;
}
const plus = (...polynomials) => polynomials[0].map((_, i) => polynomials.reduce((sum, each) => sum + each[i], 0) % Q);
const dot = (row, column) => plus(...row.map((each, i) => times(each, column[i])));

function packed(bits, f) {
  const out = new Uint8Array(32 * bits);
  f.forEach((each, i) => {
    for (let bit = 0; bit < bits; bit++) out[i * bits + bit >> 3] |= (each >> bit & 1) << (i * bits + bit & 7);
  });
  return out;
}
function unpacked(bits, raw) {
  const bit = (at) => raw[at >> 3] >> (at & 7) & 1;
  return Array.from({ length: Math.floor(raw.length * 8 / bits) }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < bits; j++) sum |= bit(i * bits + j) << j;
    return sum;
  });
}
const compressed = (bits, f) => packed(bits, f.map((each) => Math.floor((each * 2 ** bits + (Q - 1) / 2) / Q) % 2 ** bits));
const decompressed = (bits, raw) => unpacked(bits, raw).map((each) => each * Q + 2 ** (bits - 1) >> bits);
// A place of the public matrix; of a thousand bytes some 550 numbers below q are left, where 256 are wanted.
const place = (rho, i, j) => unpacked(12, shake128(1008, rho, [j, i])).filter((each) => each < Q).slice(0, 256);
// A polynomial of small numbers: the difference of two sums of two bits each.
const noise = (secret, n) => unpacked(4, shake256(128, secret, [n])).map((each) => ((each & 1) + (each >> 1 & 1) - (each >> 2 & 1) - (each >> 3) + Q) % Q);

// [secret polynomials, public key] of the first 32 bytes of a seed.
export function keysOf(seed) {
  const wide = sha3_512(seed, [K]), rho = wide.slice(0, 32), sigma = wide.slice(32);
  const [s, e] = [0, K].map((first) => range.map((i) => ntt(noise(sigma, first + i))));
  const t = range.map((i) => plus(dot(range.map((j) => place(rho, i, j)), s), e[i]));
  return [s, join(...t.map((each) => packed(12, each)), rho)];
}
function encrypted(key, message, coins) {
  const t = range.map((i) => unpacked(12, key.slice(384 * i, 384 * (i + 1)))), rho = key.slice(384 * K), y = range.map((i) => ntt(noise(coins, i)));
  const u = range.map((j) => plus(nttBack(dot(range.map((i) => place(rho, i, j)), y)), noise(coins, K + j)));
  const v = plus(nttBack(dot(t, y)), noise(coins, 2 * K), decompressed(1, message));
  return join(...u.map((each) => compressed(U_BITS, each)), compressed(V_BITS, v));
}
function decrypted(s, cipher) {
  const size = 32 * U_BITS, u = range.map((i) => ntt(decompressed(U_BITS, cipher.slice(size * i, size * (i + 1)))));
  const masked = nttBack(dot(s, u)), v = decompressed(V_BITS, cipher.slice(size * K));
  return compressed(1, v.map((each, i) => (each - masked[i] + Q) % Q));
}
// The shared secret of 32 bytes; a ciphertext that was not made so gives another one, and no error (implicit rejection).
export function decapsulate(seed, [s, key], cipher) {
  if (cipher.length !== 32 * (U_BITS * K + V_BITS)) throw new Error("封装的长度不对");
  const message = decrypted(s, cipher), wide = sha3_512(message, sha3_256(key));
  const same = hex(encrypted(key, message, wide.slice(32))) === hex(cipher);
  return same ? wide.slice(0, 32) : shake256(32, seed.slice(32), cipher);
}
