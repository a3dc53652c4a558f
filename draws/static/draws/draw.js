// draw/1 by WebCrypto: root, seed and order of a draw from its entrants, contributions and beacon. No network.
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
const sha = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", join(...parts)));
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// Where some hold more numbers than others, the numbers are drawn, and each holder stands at the first of its own.
const drawn = (sheet) => (sheet.numbers ? sheet.entrants.flatMap((who) => Array.from({ length: sheet.numbers[who] }, (_, i) => `${who}#${i + 1}`)) : sheet.entrants);
export async function derive(sheet) {
  const ids = drawn(sheet).map((id) => ({ id, raw: utf8(id), key: hex(utf8(id)) })).sort((a, b) => order(a.key, b.key));
  if (new Set(sheet.entrants).size !== ids.length) throw new Error("名单有重复");
  const root = await sha(utf8("draw/1 entrants\n"), number(ids.length, 8), ...ids.map((each) => lp(each.raw)));
  const given = sheet.contributions.map(([party, value]) => ({ party: utf8(party), value: unhex(value) }));
  given.sort((a, b) => order(hex(a.party), hex(b.party)) || order(hex(a.value), hex(b.value)));
  const parts = given.map((each) => join(lp(each.party), lp(each.value)));
  const beacon = sheet.beacon.map((part) => lp(utf8(part)));
  const seed = await sha(utf8("draw/1 seed\n"), lp(utf8(sheet.draw)), lp(root), number(sheet.places, 8), number(parts.length, 4), ...parts, ...beacon);
  const key = await crypto.subtle.importKey("raw", seed, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  for (const each of ids) each.score = hex(await crypto.subtle.sign("HMAC", key, each.raw));
  const placed = [...ids].sort((a, b) => order(a.score, b.score) || order(a.key, b.key));
  const owners = placed.map((each) => (sheet.numbers ? each.id.slice(0, each.id.lastIndexOf("#")) : each.id));
  return { root: hex(root), seed: hex(seed), order: [...new Set(owners)] };
}

// What of the published draws does not follow from their own entrants and contributions; empty when all does.
export async function differences(told) {
  const found = [];
  if (!Array.isArray(told.draws) || !told.draws.length) throw new Error("数据里没有抽取");
  for (const sheet of told.draws) {
    const again = await derive(sheet);
    if (again.root !== sheet.root) found.push(`${sheet.draw}：名单指纹不符`);
    if (again.seed !== sheet.seed) found.push(`${sheet.draw}：种子不符`);
    const at = again.order.findIndex((id, place) => id !== sheet.order[place]);
    if (at >= 0) found.push(`${sheet.draw}：第 ${at + 1} 位应当是 ${again.order[at]}，数据写的是 ${sheet.order[at] ?? "空"}`);
    else if (sheet.order.length !== again.order.length) found.push(`${sheet.draw}：次序比名单长`);
  }
  return found;
}
