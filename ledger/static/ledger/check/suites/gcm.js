// Galois counter mode (NIST SP 800-38D) over a cipher of 16-byte blocks, with a nonce of 12 bytes. That of AES the browser has itself.
import { big, join } from "../proofs.js";
import { number } from "./curve.js";

function product(x, h) {
  let sum = 0n;
  for (let bit = 127n, y = h; bit >= 0n; bit--) {
    if (x >> bit & 1n) sum ^= y;
    y = y >> 1n ^ (y & 1n ? 0xe1n << 120n : 0n);
  }
  return sum;
}
// The plain bytes, or an error for another key, header or ciphertext; `cipherOf` encrypts one block.
export function gcmOpen(cipherOf, nonce, cipher, header) {
  if (cipher.length < 16) throw new Error("密文过短");
  const body = cipher.slice(0, -16), h = number(cipherOf(new Uint8Array(16))), parts = [header, body].map((part) => join(part, new Uint8Array(-part.length & 15)));
  const blocks = join(...parts, big(header.length * 8, 8), big(body.length * 8, 8)), out = new Uint8Array(body.length);
  let digest = 0n;
  for (let at = 0; at < blocks.length; at += 16) digest = product(digest ^ number(blocks.slice(at, at + 16)), h);
  if ((digest ^ number(cipherOf(join(nonce, big(1, 4))))) !== number(cipher.slice(-16))) throw new Error("打不开");
  for (let at = 0, n = 2; at < body.length; at += 16, n++) {
    const stream = cipherOf(join(nonce, big(n, 4)));
    for (let i = at; i < Math.min(at + 16, body.length); i++) out[i] = body[i] ^ stream[i - at];
  }
  return out;
}
