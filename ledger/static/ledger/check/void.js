// Opens a sealed bid (bid-seal/1) with released keys and says why it is void: P-256 and AES-256-GCM are the browser's own,
// HPKE (RFC 9180) and the shares over GF(256) stand here. No secret is handled: every key is public by now.
import { b64, canonical, field, hex, join, mac, sha, unb64, utf8 } from "./proofs.js";

const NOTHING = new Uint8Array(0), CURVE = { name: "ECDH", namedCurve: "P-256" }, subtle = globalThis.crypto.subtle;
function expand(key, info, size) {
  let block = NOTHING, out = NOTHING;
  for (let n = 1; out.length < size; n++) out = join(out, (block = mac(key, block, info, [n])));
  return out.slice(0, size);
}
const derive = (secret, label, size = 32) => expand(mac(new Uint8Array(32), secret), utf8(label), size);
async function gcmOpen(key, iv, cipher, additionalData) {
  const made = await subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  return new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv, additionalData }, made, cipher));
}

// --- P-256: a private scalar belongs to the public key of the notice when both give one secret with a third pair ---
const publicPoint = (point) => subtle.importKey("raw", point, CURVE, false, []);
const shared = async (mine, point) => new Uint8Array(await subtle.deriveBits({ name: "ECDH", public: point }, mine, 256));
async function keyOf(key, pk) {
  const point = unb64(pk), scalar = unb64(key);
  if (point.length !== 65 || scalar.length !== 32) return null;
  const jwk = { kty: "EC", crv: "P-256", x: b64(point.slice(1, 33)), y: b64(point.slice(33)), d: b64(scalar), ext: true };
  try {
    const mine = await subtle.importKey("jwk", jwk, CURVE, false, ["deriveBits"]), third = await subtle.generateKey(CURVE, false, ["deriveBits"]);
    const [one, two] = [await shared(mine, third.publicKey), await shared(third.privateKey, await publicPoint(point))];
    return hex(one) === hex(two) ? { mine, point } : null;
  } catch { return null; }
}
async function hpkeOpen({ mine, point }, cipher, info) {
  const kem = utf8("HPKE-v1KEM\0\x10"), hpke = utf8("HPKE-v1HPKE\0\x10\0\x01\0\x02"), enc = cipher.slice(0, 65);
  const dh = mac(NOTHING, kem, utf8("eae_prk"), await shared(mine, await publicPoint(enc)));
  const secret = expand(dh, join([0, 32], kem, utf8("shared_secret"), enc, point), 32);
  const context = join([0], mac(NOTHING, hpke, utf8("psk_id_hash")), mac(NOTHING, hpke, utf8("info_hash"), info));
  const wide = mac(secret, hpke, utf8("secret")), made = (label, n) => expand(wide, join([0, n], hpke, utf8(label), context), n);
  return gcmOpen(made("key", 32), made("base_nonce", 12), cipher.slice(65), NOTHING);
}

// --- Shares over GF(256), the field of AES: 3 generates it ---
const EXP = [1], LOG = [];
for (let n = 0; n < 255; n++) {
  LOG[EXP[n]] = n;
  EXP.push(EXP[n] ^ (EXP[n] << 1 ^ (EXP[n] > 127 ? 0x11b : 0)));
}
const times = (a, b) => (a && b ? EXP[(LOG[a] + LOG[b]) % 255] : 0), inverse = (a) => EXP[(255 - LOG[a]) % 255];
function split(seed, t, n) {
  const steps = derive(seed, "bid-seal/1 coef", 32 * (t - 1) || 1);
  return Array.from({ length: n }, (_, i) => seed.map((byte, at) => {
    let sum = byte, power = 1;
    for (let j = 0; j < t - 1; j++) sum ^= times(steps[32 * j + at], (power = times(power, i + 1)));
    return sum;
  }));
}
// Whether a seed gives the shares of t of n that were committed to (in base64url).
export function isSeedOf(seed, t, n, commitments) {
  const made = split(seed, t, n).map((share, i) => hex(sha(utf8("share"), [i + 1], share, derive(seed, `bid-seal/1 blind ${i + 1}`))));
  return made.join() === commitments.map((each) => hex(unb64(each))).join();
}
function combine(shares) {
  const weight = (x) => shares.reduce((w, [o]) => (o === x ? w : times(w, times(o, inverse(o ^ x)))), 1);
  const weighed = shares.map(([x, share]) => share.map((byte) => times(byte, weight(x))));
  return weighed.reduce((a, b) => a.map((byte, at) => byte ^ b[at]));
}

const headerOf = (envelope) => utf8(canonical(Object.fromEntries(Object.entries(envelope).filter(([name]) => name !== "ct" && name !== "w"))));
// The 32 bytes that open the commitment to a bid.
export const secretOf = (seed) => derive(seed, "bid-seal/1 plain");
// Why an envelope does not open with the released keys {number: base64url}; "" if it does, a sentence for a wrong key.
export async function voidReason(envelope, released, trustees) {
  const keys = [];
  for (const [i, key] of Object.entries(released)) {
    const named = trustees.find((each) => String(each.i) === i), found = named && await keyOf(key, named.pk);
    if (!found) return "释放的密钥不是该密钥方的";
    keys.push([Number(i), found]);
  }
  const header = headerOf(envelope);
  const committed = envelope.c.map((each) => hex(unb64(each))), info = join(utf8("bid-seal/1 share"), sha(header)), good = [];
  for (const [i, key] of keys) {
    let content;
    const wrapped = envelope.w[i - 1].slice();
    try { content = await hpkeOpen(key, unb64(wrapped), info); } catch { continue; }
    if (content.length === 65 && content[0] === i && hex(sha(utf8("share"), content)) === committed[i - 1]) good.push([i, content.slice(1, 33)]);
  }
  if (good.length < envelope.t) return "too-few-valid-shares";
  return (await readWithSeed(envelope, combine(good.sort((a, b) => a[0] - b[0]).slice(0, envelope.t))))[0];
}
// [reason, content] of an envelope opened with its seed: "" and the bytes of the bid, or why it is void and null.
export async function readWithSeed(envelope, seed) {
  const header = headerOf(envelope);
  if (!isSeedOf(seed, envelope.t, envelope.n, envelope.c)) return ["inconsistent-shares", null];
  let padded;
  try { padded = await gcmOpen(derive(seed, "bid-seal/1 key"), new Uint8Array(12), unb64(envelope.ct), header); } catch { return ["ciphertext", null]; }
  const size = padded.length > 3 ? new DataView(padded.buffer).getUint32(0) : 0, content = padded.slice(4, 4 + size);
  if (padded.length < 1024 || size > padded.length - 4 || padded.slice(4 + size).some(Boolean)) return ["ciphertext", null];
  if (hex(sha(utf8("bid-seal/1 plain"), secretOf(seed), content)) !== hex(unb64(envelope.pc))) return ["commitment", null];
  return (field(envelope, "lot") === "technical" ? isPlan : isBid)(content) ? ["", content] : ["schema", null];
}
function isBid(content) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content), bid = JSON.parse(text);
    return canonical(bid) === text && saysABid(bid);
  } catch { return false; }
}
// Whether a value has the fields of a bid/1: an amount, a rate or the entry alone, within their bounds, and maybe a note.
export function saysABid(bid) {
  if (!bid || typeof bid !== "object" || Array.isArray(bid) || !isText(field(bid, "note", ""), 2000) || field(bid, "v") !== "bid/1") return false;
  const [name, ...more] = Object.keys(bid).filter((each) => each !== "note" && each !== "v"), said = field(bid, name);
  const within = (least, most) => Number.isSafeInteger(said) && least <= said && said <= most;
  if (more.length) return false;
  return name === "amount_fen" ? within(1, 1e14) : name === "rate_bp" ? within(0, 1e4) : name === "entry" && said === true;
}
const isText = (value, most) => typeof value === "string" && [...value].length <= most;
function isPlan(content) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content), plan = JSON.parse(text), { files } = plan;
    const whole = Object.keys(plan).sort().join() === "files,text,v" && plan.v === "plan/1" && isText(plan.text, 10_000) && Array.isArray(files) && files.length <= 10;
    const named = new Set(files.map((file) => file.sha256)).size === files.length;
    return canonical(plan) === text && whole && named && files.every(isFile) && (files.length > 0 || plan.text.trim() !== "");
  } catch { return false; }
}
function isFile({ name, type, size, sha256, key, ...more }) {
  const called = isText(name, 120) && name !== "" && !/[\p{C}\p{Z}\/\\]/u.test(name.replaceAll(" ", ""));
  const sized = Number.isSafeInteger(size) && size > 0 && size <= 20 * 2 ** 20 && ["application/pdf", "image/jpeg", "image/png"].includes(type);
  return !Object.keys(more).length && called && sized && /^[0-9a-f]{64}$/.test(sha256) && unb64(key).length === 32;
}
