// The default suite: HPKE over P-256 (RFC 9180), SHA-256, HKDF-SHA-256, AES-256-GCM. The browser's own curve opens envelopes.
import { b64, hex, join, mac, utf8 } from "../proofs.js";
import { NOTHING, SHA2_AND_AES, expand, subtle } from "./aes.js";
import { Curve } from "./curve.js";

const POINTS = new Curve(
  2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
  0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  [0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n, 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n],
);
const CURVE = { name: "ECDH", namedCurve: "P-256" }, KEM = utf8("HPKE-v1KEM\0\x10");
const publicPoint = (point) => subtle.importKey("raw", point, CURVE, false, []);
const agreed = async (mine, point) => new Uint8Array(await subtle.deriveBits({ name: "ECDH", public: point }, mine, 256));

export const P256 = {
  ...SHA2_AND_AES,
  name: "P256-HKDF256-A256GCM",
  kem: [0, 16],
  encapsulated: 65,
  curve: POINTS,
  below: POINTS.order,
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
