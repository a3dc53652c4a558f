// The SM suite: SM2 (GB/T 32918.4) around a key of SM4, SM3, HKDF-SM3, SM4-GCM. Browsers have none of them.
import { big, hex, join, utf8 } from "../proofs.js";
import { sm3 } from "../sm3.js";
import { expand } from "./aes.js";
import { Curve, uncompressed } from "./curve.js";
import { gcmOpen } from "./gcm.js";
import { sm4, sm4Keys } from "./sm4.js";

const CURVE = new Curve(
  0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  [0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n, 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n],
);
const WRAPPED = 65 + 32 + 16; // C1, C3 and C2 of a key of SM4
const unlike = (a, b) => hex(a) !== hex(b);

// What was encrypted under SM2, C1 ‖ C3 ‖ C2.
export function sm2Open(scalar, cipher) {
  const shared = uncompressed(CURVE.times(scalar, CURVE.point(cipher.slice(0, 65)))).slice(1), c2 = cipher.slice(97), plain = new Uint8Array(c2.length);
  for (let at = 0; at < c2.length; at += 32) sm3(shared, big(at / 32 + 1, 4)).forEach((byte, i) => { if (at + i < c2.length) plain[at + i] = c2[at + i] ^ byte; });
  if (unlike(sm3(shared.slice(0, 32), plain, shared.slice(32)), cipher.slice(65, 97))) throw new Error("C3 不符");
  return plain;
}
function sm4GcmOpen(key, nonce, cipher, header) {
  if (key.length !== 16) throw new Error("不是 SM4 的密钥");
  const keys = sm4Keys(key);
  return gcmOpen((block) => sm4(keys, block), nonce, cipher, header);
}
function mac(key, ...parts) {
  const block = new Uint8Array(64);
  block.set(key);
  return sm3(block.map((x) => x ^ 0x5c), sm3(block.map((x) => x ^ 0x36), ...parts));
}

export const SHANG_MI = {
  name: "SM2-SM3-SM4GCM",
  curve: CURVE,
  below: CURVE.order - 1n,
  digest: sm3,
  derive: (secret, label, size = 32) => expand(mac(new Uint8Array(32), secret), utf8(label), size, mac),
  // Under the first 16 bytes of the key.
  async unlock(key, cipher, header) { return sm4GcmOpen(key.slice(0, 16), new Uint8Array(12), cipher, header); },
  // The private scalar of a public key, or null.
  keyOf(key, point) {
    try {
      const scalar = CURVE.scalar(key, this.below);
      return unlike(uncompressed(CURVE.times(scalar, CURVE.base)), point) ? null : scalar;
    } catch { return null; }
  },
  // A key of SM4 under SM2, then the ciphertext.
  async unwrap(scalar, cipher, info) { return sm4GcmOpen(sm2Open(scalar, cipher.slice(0, WRAPPED)), new Uint8Array(12), cipher.slice(WRAPPED), info); },
};
