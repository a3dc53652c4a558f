// Draws and methods, decided again from the case alone, words included.
import { bytewise, hex, join, mac, order, sha, unhex, utf8 } from "./proofs.js";

const u = (n, size) => { const out = new Uint8Array(size); new DataView(out.buffer).setUint32(size - 4, n); return out; };
const lp = (part) => join(u(part.length, 4), part);
export function draw(name, entrants, contributions, beacon = ["none", "", ""]) {
  const ids = [...entrants].sort(bytewise);
  if (new Set(ids).size < ids.length) throw new Error("抽签名单有重复");
  const root = sha(utf8("draw/1 entrants\n"), u(ids.length, 8), ...ids.map((id) => lp(utf8(id))));
  const given = contributions.map(([who, value]) => [who, hex(unhex(value))]).sort((a, b) => bytewise(a[0], b[0]) || order(a[1], b[1]));
  const parts = given.map(([who, value]) => join(lp(utf8(who)), lp(unhex(value))));
  const seed = sha(utf8("draw/1 seed\n"), lp(utf8(name)), lp(root), u(ids.length, 8), u(parts.length, 4), ...parts, ...beacon.map((part) => lp(utf8(part))));
  const score = new Map(ids.map((id) => [id, hex(mac(seed, utf8(id)))]));
  return { draw: name, entrants: ids, seed: hex(seed), order: [...ids].sort((a, b) => order(score.get(a), score.get(b))) };
}
const centi = (n) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, "0")}`;
const yuan = (fen) => centi(fen).replace(/\B(?=(\d{3})+\.)/g, ",");
const offered = (c, o) => (c.mode === "amount" ? o.amount_fen : o.rate_bp);
function price(c, o) {
  if (c.mode === "amount") return o.amount_fen;
  return Number((2n * BigInt(c.ceiling_fen) * BigInt(10000 - o.rate_bp) + 10000n) / 20000n);
}
function outOfBounds(c, o) {
  const money = c.mode === "amount", value = offered(c, o), word = money ? "报价" : "下浮率";
  const [low, high] = money ? [c.floor_fen, c.ceiling_fen] : [c.floor_rate_bp, c.ceiling_rate_bp];
  const shown = (n) => (money ? `${yuan(n)} 元` : `${centi(n)}%`);
  if (value === null) return [money ? "标书未写明报价金额" : "标书未写明下浮率"];
  if (low !== null && value < low) return [`${word} ${shown(value)}，低于下限 ${shown(low)}`];
  if (high !== null && value > high) return [`${word} ${shown(value)}，高于上限 ${shown(high)}`];
  return price(c, o) <= 0 ? ["报价应当大于 0"] : [];
}
function groups(list, key) {
  const out = [];
  for (const each of list) {
    if (out.length && key(out.at(-1)[0]) === key(each)) out.at(-1).push(each);
    else out.push([each]);
  }
  return out;
}
function amongEquals(c, equals, place) {
  if (equals.length === 1) return [equals, [], {}];
  const scored = equals.every((o) => o.score_centi !== null), ordered = [], draws = [], words = {};
  equals.sort((a, b) => (scored ? b.score_centi - a.score_centi : 0) || order(a.bidder, b.bidder));
  for (let group of groups(equals, (o) => (scored ? o.score_centi : 0))) {
    let told = "";
    if (group.length > 1) {
      const given = group.map((o) => [o.bidder, o.r]).concat([["list", c.list_root]], c.contributions || []);
      const drawn = draw(`${c.need}/tie-${place + ordered.length}`, group.map((o) => o.bidder), given, c.beacon);
      draws.push(drawn);
      group = drawn.order.map((who) => group.find((o) => o.bidder === who));
      told = `，在 ${group.length} 家中公开抽签（${drawn.draw}）列第 `;
    }
    group.forEach((o, i) => {
      const word = scored ? `按开启日信用分排列，本机构 ${centi(o.score_centi)} 分` : "其中有机构暂无信用记录，不比信用分";
      words[o.bidder] = `；${equals.length} 家相同，${word}${told && told + (i + 1)}`;
    });
    ordered.push(...group);
  }
  return [ordered, draws, words];
}
function against(money, best, o) {
  if (!best) return money ? "有效报价中最低" : "有效下浮率中最高";
  const gap = money ? o.amount_fen - best.amount_fen : best.rate_bp - o.rate_bp;
  if (money) return gap ? `比最低价高 ${yuan(gap)} 元` : "与最低价相同";
  return gap ? `比最高下浮率低 ${centi(gap)} 个百分点` : "与最高下浮率相同";
}
function sealedPrice(c) {
  const money = c.mode === "amount", struck = [], valid = [], ranking = [], draws = [];
  for (const o of c.offers) {
    const reasons = o.struck.length ? o.struck : outOfBounds(c, o);
    if (reasons.length) struck.push({ bidder: o.bidder, bid: o.bid, amount_fen: o.amount_fen, rate_bp: o.rate_bp, reasons });
    else valid.push(o);
  }
  const standing = (o) => (money ? o.amount_fen : -o.rate_bp);
  valid.sort((a, b) => standing(a) - standing(b));
  for (const equals of groups(valid, standing)) {
    const [ordered, drawn, words] = amongEquals(c, equals, ranking.length + 1);
    draws.push(...drawn);
    for (const o of ordered) {
      const reason = against(money, ranking[0], o) + (words[o.bidder] || "");
      ranking.push({ place: ranking.length + 1, bidder: o.bidder, bid: o.bid, amount_fen: price(c, o), rate_bp: o.rate_bp, score_centi: o.score_centi, reason });
    }
  }
  const total = ranking.reduce((sum, p) => sum + p.amount_fen, 0);
  const low = ranking.filter((p) => ranking.length > 2 && 2 * ranking.length * p.amount_fen < total).map((p) => p.bidder);
  return { ranking, struck, draws, low };
}
export const WAYS = { sealed_price: sealedPrice };
