// draw/1 by each method and either hash: ledger/verifier/draw.py a second time.
import { big, bytewise, hex, isObject, join, lp, order, sha, unhex, utf8 } from "./proofs.js";
import { md5 } from "./md5.js";
import { sm3 } from "./sm3.js";

const HASHES = { sha256: sha, sm3 };
export const USUAL = { method: "R", digest: "sha256" }, METHODS = { R: scored, F: shuffled }, RFC3797 = "RFC3797";
const whole = (raw) => BigInt(`0x${hex(raw)}`), whole10 = (text) => { if (!/^\d+$/.test(text)) throw new Error(`${text} 不是整数`); return BigInt(text); };
// What of a public source's value is a number for RFC 3797; a notary's words are none.
export const NUMBERS = {
  none: () => [],
  "drand-quicknet": (value) => [[whole(unhex(value))]],
  sh000001: (value) => [[whole10(value.replace(".", ""))]],
  ssq: (value) => value.split(":")[1].split("+").map((balls) => balls.split(",").map(whole10)),
};
export const hashOf = (digest) => { if (!Object.hasOwn(HASHES, digest)) throw new Error(`不认识散列算法 ${digest}`); return HASHES[digest]; };
function mac(hash, key, part) {
  const block = new Uint8Array(64);
  block.set(key);
  return hash(block.map((x) => x ^ 0x5c), hash(block.map((x) => x ^ 0x36), part));
}
function scored(seed, ids, hash) {
  const score = new Map(ids.map((id) => [id, hex(mac(hash, seed, utf8(id)))]));
  return [...ids].sort((a, b) => order(score.get(a), score.get(b)));
}
function* words(seed, hash) {
  for (let counter = 0; ; counter++) {
    const block = new DataView(mac(hash, seed, big(counter, 8)).buffer);
    for (let at = 0; at < block.byteLength; at += 8) yield block.getBigUint64(at);
  }
}
function shuffled(seed, ids, hash) {
  const left = [...ids].sort(bytewise), row = words(seed, hash);
  for (let place = 0; place < left.length; place++) {
    const many = BigInt(left.length - place), limit = (2n ** 64n / many) * many;
    let word = row.next().value;
    while (word >= limit) word = row.next().value;
    const at = place + Number(word % many);
    [left[place], left[at]] = [left[at], left[place]];
  }
  return left;
}
const two = (turn) => Uint8Array.of(turn >> 8, turn);
const rising = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
// The key string of the list's fingerprint, of what each party put in and of the beacon's numbers; whom its MD5 takes out of the pool.
function byRfc3797(ids, root, given, [source, , value]) {
  const sources = [[whole(root)], ...given.map(([, put]) => [whole(unhex(put))]), ...NUMBERS[source](value)];
  const key = sources.map((numbers) => `${numbers.toSorted(rising).map((n) => `${n}.`).join("")}/`).join(""), left = [...ids];
  const order = ids.map((_, turn) => left.splice(Number(whole(md5(two(turn), utf8(key), two(turn))) % BigInt(left.length)), 1)[0]);
  return { seed: key, order };
}
// Whether a way that a notice names is one, and can draw what the notice has to draw: RFC 3797 no numbers of which some hold more, and no words.
export function isKnown(way, byNumbers, source) {
  const known = isObject(way) && Object.keys(way).sort().join() === "digest,method" && [...Object.keys(METHODS), RFC3797].includes(way.method) && Object.keys(HASHES).includes(way.digest);
  return known && (way.method !== RFC3797 || (!byNumbers && Object.hasOwn(NUMBERS, source)));
}
export function draw(name, entrants, contributions, beacon = ["none", "", ""], places = entrants.length, way = USUAL) {
  const ids = [...entrants].sort(bytewise), hash = hashOf(way.digest);
  if (new Set(ids).size < ids.length) throw new Error("抽签名单有重复");
  if (way.method !== RFC3797 && !Object.hasOwn(METHODS, way.method)) throw new Error(`不认识抽取方法 ${way.method}`);
  const root = hash(utf8("draw/1 entrants\n"), big(ids.length, 8), ...ids.map((id) => lp(utf8(id))));
  const given = contributions.map(([who, value]) => [who, hex(unhex(value))]).sort((a, b) => bytewise(a[0], b[0]) || order(a[1], b[1]));
  if (way.method === RFC3797) return { draw: name, entrants: ids, ...byRfc3797(ids, root, given, beacon) };
  const parts = given.map(([who, value]) => join(lp(utf8(who)), lp(unhex(value))));
  const seed = hash(utf8("draw/1 seed\n"), lp(utf8(name)), lp(root), big(places, 8), big(parts.length, 4), ...parts, ...beacon.map((part) => lp(utf8(part))));
  return { draw: name, entrants: ids, seed: hex(seed), order: METHODS[way.method](seed, ids, hash) };
}
// Where some hold more numbers than others, the numbers are drawn, and each holder stands at the first of its own.
export function drawnByNumbers(name, held, contributions, beacon, places, way) {
  if (way?.method === RFC3797) throw new Error("RFC 3797 的名单上每家只列一次");
  const owner = new Map(Object.entries(held).flatMap(([who, many]) => Array.from({ length: many }, (_, i) => [`${who}#${i + 1}`, who])));
  const drawn = draw(name, [...owner.keys()], contributions, beacon, places, way);
  return { ...drawn, entrants: Object.keys(held).sort(order), order: [...new Set(drawn.order.map((number) => owner.get(number)))] };
}
