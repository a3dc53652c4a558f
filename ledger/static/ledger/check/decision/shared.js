// What the methods share: ledger/verifier/decision/shared.py a second time.
import { draw } from "../draw.js";
import { order } from "../proofs.js";

// What goes into a draw among offers: each put 32 bytes into its envelope, and the frozen list and the others named add theirs.
export const given = (c, offers) => offers.map((o) => [o.bidder, o.r]).concat([["list", c.list_root]], c.contributions || []);
export const chance = (c, name, offers) => draw(`${c.need}/${name}`, offers.map((o) => o.bidder), given(c, offers), c.beacon, offers.length, c.way);
export const centi = (n) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, "0")}`;
export const yuan = (fen) => centi(fen).replace(/\B(?=(\d{3})+\.)/g, ",");
export const offered = (c, o) => (c.mode === "amount" ? o.amount_fen : o.rate_bp);
export function price(c, o) {
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
export function groups(list, key) {
  const out = [];
  for (const each of list) {
    if (out.length && key(out.at(-1)[0]) === key(each)) out.at(-1).push(each);
    else out.push([each]);
  }
  return out;
}
export function amongEquals(c, equals, place) {
  if (equals.length === 1) return [equals, [], {}];
  const scored = equals.every((o) => o.score_centi !== null), ordered = [], draws = [], words = {};
  equals.sort((a, b) => (scored ? b.score_centi - a.score_centi : 0) || order(a.bidder, b.bidder));
  for (let group of groups(equals, (o) => (scored ? o.score_centi : 0))) {
    let told = "";
    if (group.length > 1) {
      const at = place + ordered.length, drawn = chance(c, `tie-${at}`, group);
      draws.push(drawn);
      group = drawn.order.map((who) => group.find((o) => o.bidder === who));
      told = `，在并列第 ${at} 名的 ${group.length} 家中公开抽签列第 `;
    }
    group.forEach((o, i) => {
      const word = scored ? `按开启日信用分排列，本机构 ${centi(o.score_centi)} 分` : "其中有机构暂无信用记录，不比信用分";
      words[o.bidder] = `；${equals.length} 家相同，${word}${told && told + (i + 1)}`;
    });
    ordered.push(...group);
  }
  return [ordered, draws, words];
}
// [struck, valid]: the offers that can't count, being struck before or out of bounds, with their reasons; and the others.
export function sortedOut(c, bounds = outOfBounds) {
  const struck = [], valid = [];
  for (const o of c.offers) {
    const reasons = o.struck.length ? o.struck : bounds(c, o);
    if (reasons.length) struck.push({ bidder: o.bidder, bid: o.bid, amount_fen: o.amount_fen, rate_bp: o.rate_bp, reasons });
    else valid.push(o);
  }
  return [struck, valid];
}
// Whose price is below half of the mean of all, where there are three or more to compare.
export function belowHalfOfTheMean(ranking) {
  const total = ranking.reduce((sum, p) => sum + BigInt(p.amount_fen), 0n), twice = BigInt(2 * ranking.length);
  return ranking.filter((p) => ranking.length > 2 && twice * BigInt(p.amount_fen) < total).map((p) => p.bidder);
}
// The first place that still stands: nobody is compared with one who was struck since.
export const bestOf = (c, ranking) => ranking.find((p) => !(c.fallen || []).some((each) => each.bidder === p.bidder));
// Places in the order of `compare` (0: equal), each with its words; what is equal goes by score, then by draw.
export function ranked(c, struck, valid, compare, words) {
  const ranking = [], draws = [], sorted = [...valid].sort(compare), equals = [];
  for (const o of sorted) {
    if (equals.length && compare(equals.at(-1)[0], o) === 0) equals.at(-1).push(o);
    else equals.push([o]);
  }
  for (const group of equals) {
    const [ordered, drawn, tie] = amongEquals(c, group, ranking.length + 1);
    draws.push(...drawn);
    for (const o of ordered) {
      const reason = words(bestOf(c, ranking), o) + (tie[o.bidder] || "");
      ranking.push({ place: ranking.length + 1, bidder: o.bidder, bid: o.bid, amount_fen: price(c, o), rate_bp: o.rate_bp, score_centi: o.score_centi, reason });
    }
  }
  return { ranking, struck, draws, low: belowHalfOfTheMean(ranking) };
}
