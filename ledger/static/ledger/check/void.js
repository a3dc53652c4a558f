// Opens a sealed bid (bid-seal/1) with released keys, or with its seed, under the suite that its notice names, and says why it is
// void; the algorithms stand in suites/.
import { b64, canonical, field, hex, isBlank, join, unb64, utf8 } from "./proofs.js";
import { inverse, times } from "./suites/gf.js";

function split(seed, t, n, suite) {
  const steps = suite.derive(seed, "bid-seal/1 coef", 32 * (t - 1) || 1);
  return Array.from({ length: n }, (_, i) => seed.map((byte, at) => {
    let sum = byte, power = 1;
    for (let j = 0; j < t - 1; j++) sum ^= times(steps[32 * j + at], (power = times(power, i + 1)));
    return sum;
  }));
}
// Whether a seed gives the shares of t of n that were committed to (in base64url).
export function isSeedOf(seed, t, n, commitments, suite) {
  if (!Number.isInteger(t) || !Number.isInteger(n) || t < 1 || t > n || n !== commitments.length || n > 255) return false;
  const made = split(seed, t, n, suite).map((share, i) => hex(suite.digest(utf8("share"), [i + 1], share, suite.derive(seed, `bid-seal/1 blind ${i + 1}`))));
  return made.join() === commitments.map((each) => hex(unb64(each))).join();
}
function combine(shares) {
  const weight = (x) => shares.reduce((w, [o]) => (o === x ? w : times(w, times(o, inverse(o ^ x)))), 1);
  const weighed = shares.map(([x, share]) => share.map((byte) => times(byte, weight(x))));
  return weighed.reduce((a, b) => a.map((byte, at) => byte ^ b[at]));
}

const headerOf = (envelope) => utf8(canonical(Object.fromEntries(Object.entries(envelope).filter(([name]) => name !== "ct" && name !== "w"))));
// What binds a bidder to a content, as `pc` says it.
export const commitment = (suite, r, content) => b64(suite.digest(utf8("bid-seal/1 plain"), r, content));
// The 32 bytes that open the commitment, and that a bid gives to the draws.
export const secretOf = (suite, seed) => suite.derive(seed, "bid-seal/1 plain");
const foreign = (envelope, suite) => (envelope.suite === suite.name ? "" : `信封不是公告的算法套件 ${suite.name}`);
// Why an envelope does not open with the released keys {number: base64url}; "" if it does, a sentence for a wrong key or suite.
export async function voidReason(envelope, released, trustees, suite) {
  const keys = [];
  for (const [i, key] of Object.entries(released)) {
    const named = trustees.find((each) => each.i === Number(i)), found = named && await suite.keyOf(unb64(key), unb64(named.pk));
    if (!found) return "释放的密钥不是该密钥方的";
    keys.push([Number(i), found]);
  }
  const other = foreign(envelope, suite);
  if (other) return other;
  const committed = envelope.c.map((each) => hex(unb64(each))), info = join(utf8("bid-seal/1 share"), suite.digest(headerOf(envelope))), good = [];
  for (const [i, key] of keys) {
    let content;
    const wrapped = envelope.w[i - 1].slice();
    try { content = await suite.unwrap(key, unb64(wrapped), info); } catch { continue; }
    if (content.length === 65 && content[0] === i && hex(suite.digest(utf8("share"), content)) === committed[i - 1]) good.push([i, content.slice(1, 33)]);
  }
  if (good.length < envelope.t) return "too-few-valid-shares";
  return (await readWithSeed(envelope, combine(good.sort((a, b) => a[0] - b[0]).slice(0, envelope.t)), suite))[0];
}
// [reason, content] of an envelope opened with its seed: "" and the bytes of the bid, or why it is void and null.
export async function readWithSeed(envelope, seed, suite) {
  const other = foreign(envelope, suite);
  if (other) return [other, null];
  if (!isSeedOf(seed, envelope.t, envelope.n, envelope.c, suite)) return ["inconsistent-shares", null];
  let padded;
  try { padded = await suite.unlock(suite.derive(seed, "bid-seal/1 key"), unb64(envelope.ct), headerOf(envelope)); } catch { return ["ciphertext", null]; }
  const size = padded.length > 3 ? new DataView(padded.buffer).getUint32(0) : 0, content = padded.slice(4, 4 + size);
  if (padded.length < 1024 || size > padded.length - 4 || padded.slice(4 + size).some(Boolean)) return ["ciphertext", null];
  if (commitment(suite, secretOf(suite, seed), content) !== envelope.pc) return ["commitment", null];
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
    return canonical(plan) === text && whole && named && files.every(isFile) && (files.length > 0 || !isBlank(plan.text));
  } catch { return false; }
}
function isFile({ name, type, size, sha256, key, ...more }) {
  const called = isText(name, 120) && name !== "" && !/[\p{C}\p{Z}\/\\]/u.test(name.replaceAll(" ", ""));
  const sized = Number.isSafeInteger(size) && size > 0 && size <= 20 * 2 ** 20 && ["application/pdf", "image/jpeg", "image/png"].includes(type);
  return !Object.keys(more).length && called && sized && /^[0-9a-f]{64}$/.test(sha256) && unb64(key).length === 32;
}
