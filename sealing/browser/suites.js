// The suites of algorithms that an envelope may name: the same names and bytes as sealing/suites.py. The default one, all of
// whose algorithms the browser has itself, stands here; more.js adds the others, for pages that need them.
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";

const text = new TextEncoder();
export const ZERO_SALT = new Uint8Array(32);
export const ZERO_IV = new Uint8Array(12); // one key serves one envelope

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const unhex = (word) => Uint8Array.from(word.match(/../g) ?? [], (byte) => parseInt(byte, 16));
export const join = (...parts) => {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
export const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", join(...parts)));

// SHA-256, HKDF-SHA-256, AES-256-GCM; what differs is the KEM of HPKE (RFC 9180, base mode) that wraps the shares.
export class Sha2AndAes {
  constructor(name, kem) {
    this.name = name;
    this.hpke = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  }

  digest(...parts) {
    return sha256(...parts);
  }

  async derive(secret, label, length) {
    const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
    const how = { name: "HKDF", hash: "SHA-256", salt: ZERO_SALT, info: text.encode(label) };
    return new Uint8Array(await crypto.subtle.deriveBits(how, key, length * 8));
  }

  async lock(secret, plain, header) {
    const key = await crypto.subtle.importKey("raw", secret, "AES-GCM", false, ["encrypt"]);
    const how = { name: "AES-GCM", iv: ZERO_IV, additionalData: header };
    return new Uint8Array(await crypto.subtle.encrypt(how, key, plain));
  }

  async wrap(publicKey, plain, info) {
    const recipientPublicKey = await this.hpke.kem.deserializePublicKey(publicKey);
    const sender = await this.hpke.createSenderContext({ recipientPublicKey, info });
    const cipher = new Uint8Array(await sender.seal(plain));
    return join(new Uint8Array(sender.enc), cipher);
  }
}

export const SUITES = {};
export const add = (suite) => {
  SUITES[suite.name] = suite;
};
add(new Sha2AndAes("P256-HKDF256-A256GCM", new DhkemP256HkdfSha256()));
