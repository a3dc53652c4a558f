// bid-seal/1 in the browser (or Node), under each suite of suites.js. The same bytes as sealing/envelope.py;
// tests/vectors/sealing.json holds both to it.
import { SUITES, hex, join, sha256 } from "./suites.js";

const text = new TextEncoder();

export const encode = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
export const decode = (word) =>
  Uint8Array.from(atob(word.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));

const suiteOf = ({ suite }) => {
  if (!Object.hasOwn(SUITES, suite)) throw new Error(`unknown suite ${suite}`);
  return SUITES[suite];
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
export const split = async (seed, threshold, total, suite) => {
  const coefficients = await suite.derive(seed, "bid-seal/1 coef", 32 * (threshold - 1) || 1);
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

// The fingerprint of a notice's trustees, as the record shows it with every sealed bid (tset).
export const fingerprint = async (trustees) => encode(await suiteOf(trustees).digest(text.encode(canonical(trustees))));

// Seals a bid: {envelope, seed (base64url), bid (the envelope's hash, hex)}. `seed` is given only by test vectors.
// `lot` names the part of a bid in several envelopes; "" is the ordinary one.
export const seal = async (plain, { need, bidder, seq, trustees, lot = "", seed = crypto.getRandomValues(new Uint8Array(32)) }) => {
  const suite = suiteOf(trustees);
  const content = text.encode(canonical(plain));
  const shares = await split(seed, trustees.t, trustees.n, suite);
  const blinds = await Promise.all(shares.map((_, i) => suite.derive(seed, `bid-seal/1 blind ${i + 1}`, 32)));
  const r = await suite.derive(seed, "bid-seal/1 plain", 32);
  const commitments = shares.map(async (share, i) => encode(await suite.digest(text.encode("share"), [i + 1], share, blinds[i])));
  const header = {
    v: "bid-seal/1",
    suite: suite.name,
    need,
    bidder,
    seq,
    deadline: trustees.deadline,
    t: trustees.t,
    n: trustees.n,
    tset: await fingerprint(trustees),
    pc: encode(await suite.digest(text.encode("bid-seal/1 plain"), r, content)),
    c: await Promise.all(commitments),
    ...(lot ? { lot } : {}),
  };
  const bound = text.encode(canonical(header));
  const cipher = await suite.lock(await suite.derive(seed, "bid-seal/1 key", 32), padded(content), bound);
  const info = join(text.encode("bid-seal/1 share"), await suite.digest(bound));
  const wrap = async ({ i, pk }) => encode(await suite.wrap(decode(pk), join([i], shares[i - 1], blinds[i - 1]), info));
  const envelope = { ...header, ct: encode(cipher), w: await Promise.all(trustees.set.map(wrap)) };
  return { envelope, seed: encode(seed), bid: hex(await sha256(text.encode(canonical(envelope)))) };
};
