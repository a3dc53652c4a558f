// AES-256-GCM (the browser's own), HKDF-SHA-256 (RFC 5869) and HPKE in base mode (RFC 9180) with both of them.
import { join, mac, sha, utf8 } from "../proofs.js";

export const NOTHING = new Uint8Array(0);
export const { subtle } = globalThis.crypto;
export function expand(key, info, size, by = mac) {
  let block = NOTHING, out = NOTHING;
  for (let n = 1; out.length < size; n++) out = join(out, (block = by(key, block, info, [n])));
  return out.slice(0, size);
}
async function gcmOpen(key, iv, cipher, additionalData) {
  const made = await subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  return new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv, additionalData }, made, cipher));
}
// [key, nonce] of a secret that is shared by the KEM of this number, in base mode.
export function hpkeKeys(kem, shared, info, aead = [0, 2]) {
  const hpke = join(utf8("HPKE-v1HPKE"), kem, [0, 1], aead);
  const context = join([0], mac(NOTHING, hpke, utf8("psk_id_hash")), mac(NOTHING, hpke, utf8("info_hash"), info));
  const wide = mac(shared, hpke, utf8("secret")), made = (label, n) => expand(wide, join([0, n], hpke, utf8(label), context), n);
  return [made("key", 32), made("base_nonce", 12)];
}
// For the suites that differ in the KEM of HPKE alone: they say `kem`, its number, `encapsulated`, a length, and `shared(held, enc)`.
export const SHA2_AND_AES = {
  digest: sha,
  derive: (secret, label, size = 32) => expand(mac(new Uint8Array(32), secret), utf8(label), size),
  unlock: (key, cipher, header) => gcmOpen(key, new Uint8Array(12), cipher, header),
  // The encapsulated key, then the ciphertext.
  async unwrap(held, cipher, info) {
    const shared = await this.shared(held, cipher.slice(0, this.encapsulated));
    return gcmOpen(...hpkeKeys(this.kem, shared, info), cipher.slice(this.encapsulated), NOTHING);
  },
};
