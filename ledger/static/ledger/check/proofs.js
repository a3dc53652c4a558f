// What the check stands on: SHA-256 (synchronous, for many small lines), canonical JSON, the Merkle tree, signed notes.
import { isSigned } from "./ed25519.js";

const K = [], H0 = [];
const bits = (x) => Math.floor((x - Math.floor(x)) * 2 ** 32) | 0;
for (let n = 2; K.length < 64; n++) {
  let prime = true;
  for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
  if (!prime) continue;
  if (H0.length < 8) H0.push(bits(Math.sqrt(n)));
  K.push(bits(Math.cbrt(n)));
}
const encoder = new TextEncoder(), decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
// The text of a file, every byte of it; undefined if it is no UTF-8.
export const textOf = (raw) => { try { return decoder.decode(raw); } catch { return undefined; } };
export const utf8 = (text) => encoder.encode(text);
export const join = (...parts) => {
  const out = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) { out.set(part, at); at += part.length; }
  return out;
};
const W = new Int32Array(64), ROUND = Int32Array.from(K);
let blocks = new Uint8Array(4096), words = new DataView(blocks.buffer); // grow with the longest message
export function sha(...parts) {
  let size = 0;
  for (const part of parts) size += part.length;
  const end = ((size + 72) >> 6) << 6;
  if (end > blocks.length) {
    blocks = new Uint8Array(2 * end);
    words = new DataView(blocks.buffer);
  }
  let to = 0;
  for (const part of parts) { blocks.set(part, to); to += part.length; }
  blocks.fill(0, size, end);
  blocks[size] = 0x80;
  words.setUint32(end - 8, size / 2 ** 29);
  words.setUint32(end - 4, size * 8);
  let [h0, h1, h2, h3, h4, h5, h6, h7] = H0;
  for (let at = 0; at < end; at += 64) {
    for (let i = 0; i < 16; i++) W[i] = words.getInt32(at + 4 * i);
    for (let i = 16; i < 64; i++) {
      const x = W[i - 15], y = W[i - 2];
      W[i] = (((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10) + W[i - 7] + W[i - 16]) | 0;
    }
    let a = h0, b = h1, c = h2, d = h3, e = h4, f = h5, g = h6, k = h7;
    for (let i = 0; i < 64; i++) {
      const t = (k + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (g ^ e & (f ^ g)) + ROUND[i] + W[i]) | 0;
      const u = (((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ c & (a ^ b))) | 0;
      k = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + u) | 0;
    }
    h0 = (h0 + a) | 0; h1 = (h1 + b) | 0; h2 = (h2 + c) | 0; h3 = (h3 + d) | 0; h4 = (h4 + e) | 0; h5 = (h5 + f) | 0; h6 = (h6 + g) | 0; h7 = (h7 + k) | 0;
  }
  const out = new Uint8Array(32), to32 = new DataView(out.buffer);
  [h0, h1, h2, h3, h4, h5, h6, h7].forEach((word, i) => to32.setInt32(4 * i, word));
  return out;
}
export function mac(key, ...parts) {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? sha(key) : key);
  return sha(block.map((x) => x ^ 0x5c), sha(block.map((x) => x ^ 0x36), ...parts));
}
const PAIRS = Array.from({ length: 256 }, (_, x) => x.toString(16).padStart(2, "0"));
export function hex(raw) {
  let out = "";
  for (let i = 0; i < raw.length; i++) out += PAIRS[raw[i]];
  return out;
}
export function unhex(text) {
  if (typeof text !== "string" || !/^([0-9a-f]{2})*$/i.test(text)) throw new Error("不是十六进制");
  return Uint8Array.from(text.match(/../g) || [], (x) => parseInt(x, 16));
}
const decoded = (text) => Uint8Array.from(atob(text), (x) => x.charCodeAt(0));
export function unb64(text) { // base64url, without "="
  if (typeof text !== "string" || !/^[A-Za-z0-9_-]*$/.test(text)) throw new Error("不是 base64url");
  return decoded(text.replace(/-/g, "+").replace(/_/g, "/"));
}
const whole64 = (text) => { if (text.length % 4 || /\s/.test(text)) throw new Error("不是 base64"); return decoded(text); };
export const b64 = (raw) => btoa(String.fromCharCode(...raw)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const isWhole = "".isWellFormed ? (text) => text.isWellFormed() : (text) => !/\p{Surrogate}/u.test(text); // Chromium from 111 on
const DEEPEST = 64; // lists and objects in one another
export function canonical(value, deep = 1) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") {
    if (!isWhole(value)) throw new Error("应当是完整的 Unicode 文字");
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Error("应当是小于 2⁵³ 的整数");
    return String(value);
  }
  if (deep > DEEPEST) throw new Error(`层数应当不超过 ${DEEPEST}`);
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each, deep + 1)).join(",")}]`;
  let out = "";
  for (const name of Object.keys(value).sort()) out += `${out && ","}${canonical(name)}:${canonical(value[name], deep + 1)}`;
  return `{${out}}`;
}
export const same = (a, b) => canonical(a) === canonical(b);
export const pick = (from, names) => Object.fromEntries(names.map((name) => [name, from[name]]));
// A table without inherited names: a code that reads "constructor" finds nothing in it.
export const bare = (from) => Object.assign(Object.create(null), from);
// A whole number in so many bytes, the highest first; and a part with its length before it.
export function big(n, size) {
  const out = new Uint8Array(size), left = BigInt(n) >> BigInt(8 * size);
  if (left) throw new Error(`${n} 放不进 ${size} 个字节`);
  for (let at = size - 1, rest = BigInt(n); at >= 0; at--, rest >>= 8n) out[at] = Number(rest & 255n);
  return out;
}
export const lp = (part) => join(big(part.length, 4), part);
export const isObject = (value) => Boolean(value) && typeof value === "object" && !Array.isArray(value);
// A line as a value in which a field that is not there can't be read by mistake; `field` reads one that may be absent.
const ABSENT = new Proxy(Object.create(null), { get(_, name) { if (typeof name === "string") throw new Error(name); } });
function guarded(value) {
  if (!value || typeof value !== "object") return value;
  for (const each of Object.values(value)) guarded(each);
  return Array.isArray(value) ? value : Object.setPrototypeOf(value, ABSENT);
}
export const decode = (line) => guarded(JSON.parse(line));
export const field = (from, name, otherwise = null) => (Object.hasOwn(from, name) ? from[name] : otherwise);
export const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
export const bytewise = (a, b) => { const x = hex(utf8(a)), y = hex(utf8(b)); return order(x, y); };
export const LEAF = Uint8Array.of(0), NODE = Uint8Array.of(1);
export function merkleRoot(leaves) {
  const stack = [];
  let n = 0;
  for (const leaf of leaves) {
    let node = leaf;
    for (let left = n++; left & 1; left >>= 1) node = sha(NODE, stack.pop(), node);
    stack.push(node);
  }
  return stack.length ? stack.reduceRight((right, left) => sha(NODE, left, right)) : sha();
}
export const MOMENT = /^(?!0000)\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$/;
// A moment so much later, in the calendar's years of four digits.
export const later = (at, { days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
  const from = Date.parse(`${at.slice(0, 23)}Z`), ms = from + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  const shown = (time) => new Date(time).toISOString().slice(0, 23) + at.slice(23), told = shown(ms);
  if (!MOMENT.test(at) || !MOMENT.test(told) || shown(from) !== at) throw new Error(`不是日历上的时间：${at}`);
  return told;
};
const days = new Map();
// Whether a time lies on a day of the calendar that ten years on still is one: so long no period lasts.
export function isOnADay(at) {
  const day = at.slice(0, 10);
  if (!days.has(day)) {
    try { days.set(day, later(`${day}T00:00:00.000000Z`, { days: 3650 }) > ""); } catch { days.set(day, false); }
  }
  return days.get(day);
}
// The day in Beijing.
export const dayOf = (at) => later(at, { hours: 8 }).slice(0, 10);
// Days since 1970 of a day of the calendar, in the one form that is read here.
export const onDay = (text) => {
  const at = /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) throw new Error(`不是日历上的日期：${text}`);
  return at / 86_400_000;
};
// Nothing but what Python strips, the same in every language.
export const isBlank = (text) => /^[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/.test(text);
export async function signedCheckpoint(note, trust, newest = false) {
  const at = note.indexOf("\n\n"), text = note.slice(0, at), [origin, size, root, more] = text.split("\n");
  if (at < 0 || more !== undefined) throw new Error("不是签名文本");
  const lines = note.slice(at + 2).split("\n"), key = unhex(trust.key), body = utf8(`${text}\n`), witnesses = [];
  if (lines.pop() || lines.some((line) => line.split(" ").length !== 3)) throw new Error("签名行不完整");
  const named = newest ? (trust.witnesses || []).map((each) => [each.name, unhex(each.key)]) : [];
  const under = async (name, kind, raw, publicKey, message) => hex(raw.slice(0, 4)) === hex(sha(utf8(`${name}\n`), [kind], publicKey).slice(0, 4)) && isSigned(publicKey, message, raw.slice(kind === 4 ? 12 : 4));
  let mine = false;
  for (const line of lines) {
    const [, name, told] = line.split(" "), raw = whole64(told);
    if (name === trust.origin && name === origin) mine ||= await under(name, 1, raw, key, body);
    for (const [witness, publicKey] of named) {
      if (witness !== name || raw.length !== 76) continue;
      const seconds = new DataView(raw.buffer).getBigUint64(4);
      if (await under(name, 4, raw, publicKey, join(utf8(`cosignature/v1\ntime ${seconds}\n`), body))) witnesses.push(name);
    }
  }
  if (!mine) throw new Error("没有平台的签名");
  if (!/^(0|[1-9][0-9]{0,14})$/.test(size)) throw new Error("不是条数");
  return { size: Number(size), root: hex(whole64(root)), witnesses: [...new Set(witnesses)] };
}
