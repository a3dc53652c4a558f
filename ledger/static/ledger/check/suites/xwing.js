// The suite that withstands the fall of the curves: HPKE over X-Wing (ML-KEM-768 with X25519), SHA-256, HKDF-SHA-256, AES-256-GCM.
import { hex, join, utf8 } from "../proofs.js";
import { SHA2_AND_AES } from "./aes.js";
import { sha3_256, shake256 } from "./keccak.js";
import { decapsulate, keysOf } from "./mlkem.js";
import { x25519 } from "./x25519.js";

const LABEL = utf8("\\.//^\\"), BASE = Uint8Array.from({ length: 32 }, (_, i) => (i ? 0 : 9)), LATTICE = 1088;

export const XWING = {
  ...SHA2_AND_AES,
  name: "XWING-HKDF256-A256GCM",
  kem: [0x64, 0x7a],
  encapsulated: LATTICE + 32,
  // The keys that follow from the 32 bytes, or null where they are not those of a public key: the one of ML-KEM, then that of X25519.
  keyOf(key, point) {
    if (key.length !== 32) return null;
    const wide = shake256(96, key), seed = wide.slice(0, 64), scalar = wide.slice(64), pair = keysOf(seed.slice(0, 32)), mine = x25519(scalar, BASE);
    return hex(join(pair[1], mine)) === hex(point) ? { seed, pair, scalar, mine } : null;
  },
  // The secret that is shared through both encapsulations.
  shared({ seed, pair, scalar, mine }, enc) {
    const lattice = enc.slice(0, LATTICE), curve = enc.slice(LATTICE);
    if (curve.length !== 32) throw new Error("封装的长度不对");
    return sha3_256(decapsulate(seed, pair, lattice), x25519(scalar, curve), curve, mine, LABEL);
  },
};
