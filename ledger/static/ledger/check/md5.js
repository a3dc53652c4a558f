// MD5 (RFC 1321), which RFC 3797 selects by; browsers have none. Nothing here rests on its collisions being hard to find.
import { join } from "./proofs.js";

const TURNS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const SINES = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);
const STEPS = [(i) => i, (i) => 5 * i + 1, (i) => 3 * i + 5, (i) => 7 * i];
const MIXED = [(b, c, d) => (b & c) | (~b & d), (b, c, d) => (d & b) | (~d & c), (b, c, d) => b ^ c ^ d, (b, c, d) => c ^ (b | ~d)];

export function md5(...parts) {
  const raw = join(...parts), blocks = new Uint8Array(((raw.length + 72) >> 6) << 6), view = new DataView(blocks.buffer);
  blocks.set(raw); blocks[raw.length] = 0x80;
  view.setUint32(blocks.length - 8, raw.length * 8, true); view.setUint32(blocks.length - 4, Math.floor(raw.length / 2 ** 29), true);
  const v = Int32Array.from([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  for (let at = 0; at < blocks.length; at += 64) {
    let [a, b, c, d] = v;
    for (let i = 0; i < 64; i++) {
      const round = i >> 4, turn = TURNS[4 * round + (i & 3)];
      const sum = (a + MIXED[round](b, c, d) + SINES[i] + view.getInt32(at + 4 * (STEPS[round](i) & 15), true)) | 0;
      [a, b, c, d] = [d, (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0, b, c];
    }
    [a, b, c, d].forEach((word, i) => { v[i] += word; });
  }
  const out = new Uint8Array(16), told = new DataView(out.buffer);
  v.forEach((word, i) => told.setInt32(4 * i, word, true));
  return out;
}
