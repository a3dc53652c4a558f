// bid-seal/1 in the browser (or Node): only WebCrypto and @hpke/core. The same bytes as sealing/envelope.py;
// tests/vectors/sealing.json holds both to it.
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";

const text = new TextEncoder();
const ZERO_SALT = new Uint8Array(32);
const ZERO_IV = new Uint8Array(12); // one key serves one envelope
export const SUITE = "P256-HKDF256-A256GCM";
const hpke = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

export const encode = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
export const decode = (word) =>
  Uint8Array.from(atob(word.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const join = (...parts) => {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
const digest = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", join(...parts)));

const derive = async (secret, label, length) => {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: ZERO_SALT, info: text.encode(label) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, length * 8));
};

// RFC 8785 on text, whole numbers under 2^53, booleans, lists, objects
export const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value && typeof value === "object") {
    const pairs = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
    return `{${pairs.join(",")}}`;
  }
  return JSON.stringify(value);
};

const times = (a, b) => {
  let product = 0;
  for (let bit = 0; bit < 8; bit++) {
    product ^= a & -(b & 1);
    b >>= 1;
    a = (a << 1) ^ (0x11b & -(a >> 7));
  }
  return product & 255;
};

// Shamir over GF(2^8), byte by byte; the polynomial comes from the seed, so that anybody recomputes every share later
export const split = async (seed, threshold, total) => {
  const coefficients = await derive(seed, "bid-seal/1 coef", 32 * (threshold - 1) || 1);
  const shares = [];
  for (let x = 1; x <= total; x++) {
    const share = new Uint8Array(32);
    for (let i = 0; i < 32; i++) {
      let value = 0;
      for (let j = threshold - 2; j >= 0; j--) value = times(value ^ coefficients[32 * j + i], x);
      share[i] = value ^ seed[i];
    }
    shares.push(share);
  }
  return shares;
};

const padded = (content) => {
  let size = 1024;
  while (size < content.length + 4) size *= 2;
  const whole = new Uint8Array(size);
  new DataView(whole.buffer).setUint32(0, content.length);
  whole.set(content, 4);
  return whole;
};

const wrap = async (trustee, share, blind, info) => {
  const recipientPublicKey = await hpke.kem.deserializePublicKey(decode(trustee.pk));
  const sender = await hpke.createSenderContext({ recipientPublicKey, info });
  const cipher = new Uint8Array(await sender.seal(join([trustee.i], share, blind)));
  return encode(join(new Uint8Array(sender.enc), cipher));
};

// The fingerprint of a notice's trustees, as the record shows it with every sealed bid (tset).
export const fingerprint = async (trustees) => encode(await digest(text.encode(canonical(trustees))));

// Seals a bid: {envelope, seed (base64url), bid (the envelope's hash, hex)}. `seed` is given only by test vectors.
// `lot` names the part of a bid in several envelopes; "" is the ordinary one.
export const seal = async (plain, { need, bidder, seq, trustees, lot = "", seed = crypto.getRandomValues(new Uint8Array(32)) }) => {
  if (trustees.suite !== SUITE) throw new Error(`unknown suite ${trustees.suite}`);
  const content = text.encode(canonical(plain));
  const shares = await split(seed, trustees.t, trustees.n);
  const blinds = await Promise.all(shares.map((_, i) => derive(seed, `bid-seal/1 blind ${i + 1}`, 32)));
  const r = await derive(seed, "bid-seal/1 plain", 32);
  const commitments = shares.map(async (share, i) => encode(await digest(text.encode("share"), [i + 1], share, blinds[i])));
  const header = {
    v: "bid-seal/1",
    suite: SUITE,
    need,
    bidder,
    seq,
    deadline: trustees.deadline,
    t: trustees.t,
    n: trustees.n,
    tset: await fingerprint(trustees),
    pc: encode(await digest(text.encode("bid-seal/1 plain"), r, content)),
    c: await Promise.all(commitments),
    ...(lot ? { lot } : {}),
  };
  const bound = text.encode(canonical(header));
  const key = await crypto.subtle.importKey("raw", await derive(seed, "bid-seal/1 key", 32), "AES-GCM", false, ["encrypt"]);
  const how = { name: "AES-GCM", iv: ZERO_IV, additionalData: bound };
  const cipher = new Uint8Array(await crypto.subtle.encrypt(how, key, padded(content)));
  const info = join(text.encode("bid-seal/1 share"), await digest(bound));
  const wrapped = await Promise.all(trustees.set.map((trustee) => wrap(trustee, shares[trustee.i - 1], blinds[trustee.i - 1], info)));
  const envelope = { ...header, ct: encode(cipher), w: wrapped };
  return { envelope, seed: encode(seed), bid: hex(await digest(text.encode(canonical(envelope)))) };
};

// What a trustee (or, after the release, anybody) finds in its part of an envelope; for tests.
export const unwrap = async (envelope, number, privateKey, publicKey) => {
  const { ct, w, ...header } = envelope;
  const info = join(text.encode("bid-seal/1 share"), await digest(text.encode(canonical(header))));
  const [x, y] = [publicKey.slice(1, 33), publicKey.slice(33)].map(encode);
  const jwk = { kty: "EC", crv: "P-256", d: encode(privateKey), x, y };
  const recipientKey = await hpke.kem.importKey("jwk", { ...jwk, key_ops: ["deriveBits"] }, false);
  const raw = decode(w[number - 1]);
  const recipient = await hpke.createRecipientContext({ recipientKey, enc: raw.slice(0, 65), info });
  return new Uint8Array(await recipient.open(raw.slice(65)));
};
