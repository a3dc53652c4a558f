// The default suite: HPKE over P-256 (RFC 9180), SHA-256, HKDF-SHA-256, AES-256-GCM. The curve is the browser's own.
import { b64, hex, join, mac, utf8 } from "../proofs.js";
import { NOTHING, SHA2_AND_AES, expand, subtle } from "./aes.js";

const CURVE = { name: "ECDH", namedCurve: "P-256" }, KEM = utf8("HPKE-v1KEM\0\x10");
const publicPoint = (point) => subtle.importKey("raw", point, CURVE, false, []);
const agreed = async (mine, point) => new Uint8Array(await subtle.deriveBits({ name: "ECDH", public: point }, mine, 256));

export const P256 = {
  ...SHA2_AND_AES,
  name: "P256-HKDF256-A256GCM",
  kem: [0, 16],
  encapsulated: 65,
  // The private scalar of a public key, or null: it is the one when both give one secret with a third pair.
  async keyOf(scalar, point) {
    if (point.length !== 65 || scalar.length !== 32) return null;
    const jwk = { kty: "EC", crv: "P-256", x: b64(point.slice(1, 33)), y: b64(point.slice(33)), d: b64(scalar), ext: true };
    try {
      const mine = await subtle.importKey("jwk", jwk, CURVE, false, ["deriveBits"]), third = await subtle.generateKey(CURVE, false, ["deriveBits"]);
      const [one, two] = [await agreed(mine, third.publicKey), await agreed(third.privateKey, await publicPoint(point))];
      return hex(one) === hex(two) ? { mine, point } : null;
    } catch { return null; }
  },
  // The secret that is shared through an uncompressed point.
  async shared({ mine, point }, enc) {
    const secret = mac(NOTHING, KEM, utf8("eae_prk"), await agreed(mine, await publicPoint(enc)));
    return expand(secret, join([0, 32], KEM, utf8("shared_secret"), enc, point), 32);
  },
};
