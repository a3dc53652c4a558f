// draw/1: root, seed and order of a draw from its entrants, contributions and beacon, by its method and its hash. No network.
import { md5 } from "../ledger/check/md5.js";
import { sm3 } from "../ledger/check/sm3.js";

const encoder = new TextEncoder();
const utf8 = (text) => encoder.encode(text);
export const hex = (raw) => Array.from(new Uint8Array(raw), (x) => x.toString(16).padStart(2, "0")).join("");
function unhex(text) {
  if (typeof text !== "string" || !/^([0-9a-f]{2})*$/i.test(text)) throw new Error("出数方的值不是十六进制");
  return Uint8Array.from(text.match(/../g) || [], (x) => parseInt(x, 16));
}
function join(...parts) {
  const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) { out.set(part, at); at += part.length; }
  return out;
}
const number = (n, size) => { const out = new Uint8Array(size); new DataView(out.buffer).setUint32(size - 4, n); return out; };
const lp = (part) => join(number(part.length, 4), part);
// Hash and keyed hash: SHA-256 by WebCrypto, SM3 by the program of the record's check.
const HASHES = {
  sha256: {
    hash: async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", join(...parts))),
    keyed: async (seed) => {
      const key = await crypto.subtle.importKey("raw", seed, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
      return async (part) => new Uint8Array(await crypto.subtle.sign("HMAC", key, part));
    },
  },
  sm3: {
    hash: async (...parts) => sm3(...parts),
    keyed: async (seed) => {
      const block = new Uint8Array(64);
      block.set(seed);
      const inner = block.map((x) => x ^ 0x36), outer = block.map((x) => x ^ 0x5c);
      return async (part) => sm3(outer, sm3(inner, part));
    },
  },
};
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// Where some hold more numbers than others, the numbers are drawn, and each holder stands at the first of its own.
const drawn = (sheet) => (sheet.numbers ? sheet.entrants.flatMap((who) => Array.from({ length: sheet.numbers[who] }, (_, i) => `${who}#${i + 1}`)) : sheet.entrants);
// Method R: by the keyed hash of each. Method F: a shuffle by the words of the keyed hashes of 0, 1 and so on.
const METHODS = {
  R: async (ids, mac) => {
    const scored = await Promise.all(ids.map(async (each) => ({ ...each, score: hex(await mac(each.raw)) })));
    return scored.sort((a, b) => order(a.score, b.score) || order(a.key, b.key));
  },
  F: async (ids, mac) => {
    const left = [...ids], words = [];
    for (let place = 0, counter = 0; place < left.length; place++) {
      const many = BigInt(left.length - place), limit = (2n ** 64n / many) * many; // the words above would make some places likelier
      let word = limit;
      while (word >= limit) {
        if (!words.length) {
          const block = new DataView((await mac(number(counter++, 8))).buffer);
          for (let at = 0; at < block.byteLength; at += 8) words.push(block.getBigUint64(at));
        }
        word = words.shift();
      }
      const at = place + Number(word % many);
      [left[place], left[at]] = [left[at], left[place]];
    }
    return left;
  },
};
// RFC 3797: the list's fingerprint, what the parties put in and the beacon's numbers make a key string; each turn of its MD5 takes one out of the pool.
const whole = (raw) => BigInt(`0x${hex(raw)}`), digits = (text) => { if (!/^\d+$/.test(text)) throw new Error(`${text} 不是整数`); return BigInt(text); };
const two = (turn) => Uint8Array.of(turn >> 8, turn);
const NUMBERS = {
  none: () => [],
  "drand-quicknet": (value) => [[whole(unhex(value))]],
  sh000001: (value) => [[digits(value.replace(".", ""))]],
  ssq: (value) => value.split(":")[1].split("+").map((balls) => balls.split(",").map(digits)),
};
function byRfc3797(ids, root, given, [source, , value]) {
  const sources = [[whole(root)], ...given.map((each) => [whole(each.value)]), ...known(NUMBERS, source, "公开数源")(value)];
  const key = sources.map((numbers) => `${numbers.sort(order).map((n) => `${n}.`).join("")}/`).join(""), left = [...ids];
  const taken = ids.map((_, turn) => left.splice(Number(whole(md5(two(turn), utf8(key), two(turn))) % BigInt(left.length)), 1)[0]);
  return { root: hex(root), seed: key, order: taken.map((each) => each.id) };
}
function known(table, name, word) {
  if (!Object.hasOwn(table, name)) throw new Error(`不认识${word} ${name}`);
  return table[name];
}

export async function derive(sheet) {
  const { hash, keyed } = known(HASHES, sheet.digest ?? "sha256", "散列算法"), byRfc = sheet.method === "RFC3797";
  const inOrder = byRfc ? null : known(METHODS, sheet.method ?? "R", "抽取方法");
  if (byRfc && sheet.numbers) throw new Error("RFC 3797 的名单上每家只列一次");
  const ids = drawn(sheet).map((id) => ({ id, raw: utf8(id), key: hex(utf8(id)) })).sort((a, b) => order(a.key, b.key));
  if (new Set(ids.map((each) => each.key)).size !== ids.length) throw new Error("名单有重复");
  const root = await hash(utf8("draw/1 entrants\n"), number(ids.length, 8), ...ids.map((each) => lp(each.raw)));
  const given = sheet.contributions.map(([party, value]) => ({ party: utf8(party), value: unhex(value) }));
  given.sort((a, b) => order(hex(a.party), hex(b.party)) || order(hex(a.value), hex(b.value)));
  if (byRfc) return byRfc3797(ids, root, given, sheet.beacon);
  const parts = given.map((each) => join(lp(each.party), lp(each.value)));
  const beacon = sheet.beacon.map((part) => lp(utf8(part)));
  const seed = await hash(utf8("draw/1 seed\n"), lp(utf8(sheet.draw)), lp(root), number(sheet.places, 8), number(parts.length, 4), ...parts, ...beacon);
  const placed = await inOrder(ids, await keyed(seed));
  const owners = placed.map((each) => (sheet.numbers ? each.id.slice(0, each.id.lastIndexOf("#")) : each.id));
  return { root: hex(root), seed: hex(seed), order: [...new Set(owners)] };
}

// A draw's name as a reader says it; the name itself goes into the seed and stands in the data.
function said(name) {
  const [, at] = /\/tie-(\d+)$/.exec(name) ?? [];
  return at ? `并列第 ${at} 名的抽签` : name.endsWith("/drop") ? "末位淘汰线上的抽签" : name.endsWith("/order") ? "抽签" : name;
}

// What of the published draws does not follow from their own entrants and contributions; empty when all does.
export async function differences(told) {
  const found = [];
  if (!Array.isArray(told.draws) || !told.draws.length) throw new Error("数据里没有抽取");
  for (const sheet of told.draws) {
    const again = await derive(sheet), name = said(sheet.draw);
    if (again.root !== sheet.root) found.push(`${name}：名单指纹不符`);
    if (again.seed !== sheet.seed) found.push(`${name}：种子不符`);
    const at = again.order.findIndex((id, place) => id !== sheet.order[place]);
    if (at >= 0) found.push(`${name}：第 ${at + 1} 位应当是 ${again.order[at]}，数据写的是 ${sheet.order[at] ?? "空"}`);
    else if (sheet.order.length !== again.order.length) found.push(`${name}：次序比名单长`);
  }
  return found;
}
