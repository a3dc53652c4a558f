// SM3 (GB/T 32905): the hash of draws whose notice names it. Browsers have none of their own.
import { join } from "./proofs.js";

const left = (x, n) => (x << (n & 31)) | (x >>> (32 - (n & 31)));
const IV = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
const W = new Int32Array(68);

function compress(v, view, at) {
  for (let i = 0; i < 16; i++) W[i] = view.getInt32(at + 4 * i);
  for (let i = 16; i < 68; i++) {
    const x = W[i - 16] ^ W[i - 9] ^ left(W[i - 3], 15);
    W[i] = x ^ left(x, 15) ^ left(x, 23) ^ left(W[i - 13], 7) ^ W[i - 6];
  }
  let [a, b, c, d, e, f, g, h] = v;
  for (let i = 0; i < 64; i++) {
    const early = i < 16, ss1 = left((left(a, 12) + e + left(early ? 0x79cc4519 : 0x7a879d8a, i)) | 0, 7), ss2 = ss1 ^ left(a, 12);
    const t1 = ((early ? a ^ b ^ c : a & b | a & c | b & c) + d + ss2 + (W[i] ^ W[i + 4])) | 0;
    const t2 = ((early ? e ^ f ^ g : e & f | ~e & g) + h + ss1 + W[i]) | 0;
    d = c; c = left(b, 9); b = a; a = t1; h = g; g = left(f, 19); f = e; e = t2 ^ left(t2, 9) ^ left(t2, 17);
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { v[i] ^= word; });
}

export function sm3(...parts) {
  const raw = join(...parts), size = raw.length, blocks = new Uint8Array(((size + 72) >> 6) << 6), v = Int32Array.from(IV);
  blocks.set(raw); blocks[size] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 4, size * 8); view.setUint32(blocks.length - 8, Math.floor(size / 2 ** 29));
  for (let at = 0; at < blocks.length; at += 64) compress(v, view, at);
  const out = new Uint8Array(32), told = new DataView(out.buffer);
  v.forEach((word, i) => told.setInt32(4 * i, word));
  return out;
}
