// Draws and methods, decided again from the case alone, words included.
import { draw } from "./draw.js";
import { fraction } from "./fractions.js";
import { order } from "./proofs.js";
import { qualityAndPrice } from "./quality.js";
import { creditShortlist } from "./shortlist_decision.js";

// What goes into a draw among offers: each put 32 bytes into its envelope, and the frozen list and the others named add theirs.
export const given = (c, offers) => offers.map((o) => [o.bidder, o.r]).concat([["list", c.list_root]], c.contributions || []);
export const chance = (c, name, offers) => draw(`${c.need}/${name}`, offers.map((o) => o.bidder), given(c, offers), c.beacon, offers.length, c.way);
export const centi = (n) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, "0")}`;
export const yuan = (fen) => centi(fen).replace(/\B(?=(\d{3})+\.)/g, ",");
const offered = (c, o) => (c.mode === "amount" ? o.amount_fen : o.rate_bp);
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
      const drawn = chance(c, `tie-${place + ordered.length}`, group);
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
// Places in the order of `compare` (0: equal), each with its words; what is equal goes by score, then by draw.
function ranked(c, struck, valid, compare, words) {
  const ranking = [], draws = [], sorted = [...valid].sort(compare), equals = [];
  for (const o of sorted) {
    if (equals.length && compare(equals.at(-1)[0], o) === 0) equals.at(-1).push(o);
    else equals.push([o]);
  }
  for (const group of equals) {
    const [ordered, drawn, tie] = amongEquals(c, group, ranking.length + 1);
    draws.push(...drawn);
    for (const o of ordered) {
      const reason = words(ranking[0], o) + (tie[o.bidder] || "");
      ranking.push({ place: ranking.length + 1, bidder: o.bidder, bid: o.bid, amount_fen: price(c, o), rate_bp: o.rate_bp, score_centi: o.score_centi, reason });
    }
  }
  return { ranking, struck, draws, low: belowHalfOfTheMean(ranking) };
}
function sealedPrice(c) {
  const money = c.mode === "amount", standing = (o) => (money ? o.amount_fen : -o.rate_bp);
  return ranked(c, ...sortedOut(c), (a, b) => standing(a) - standing(b), (best, o) => against(money, best, o));
}
function averagePrice(c) {
  const money = c.mode === "amount", [struck, valid] = sortedOut(c);
  if (!valid.length) return { ranking: [], struck, draws: [], low: [] };
  const values = valid.map((o) => offered(c, o)).sort((a, b) => a - b), kept = values.length > 4 ? values.slice(1, -1) : values;
  const sum = kept.reduce((all, value) => all + BigInt(value), 0n), many = BigInt(kept.length);
  const far = (o) => { const gap = BigInt(offered(c, o)) * many - sum; return gap < 0n ? -gap : gap; }; // times `many`, so whole
  const nearer = (a, b) => order(far(a), far(b)) || (money ? offered(c, a) - offered(c, b) : offered(c, b) - offered(c, a));
  const words = (_, o) => {
    const [gap, parts] = fraction(far(o), many), whole = parts === 1n, shown = `${gap}${whole ? "" : `/${parts}`}`;
    if (!gap) return "与均值相同";
    return `与均值相差 ${money ? (whole ? `${yuan(Number(gap))} 元` : `${shown} 分`) : `${shown} 个万分点`}`;
  };
  return { ...ranked(c, struck, valid, nearer, words), numbers: { mean: fraction(sum, many).map(Number), counted: kept.length } };
}
function randomDraw(c) {
  const [out, valid] = sortedOut(c, () => []), struck = out.map((each) => ({ ...each, amount_fen: null, rate_bp: null }));
  if (!valid.length) return { ranking: [], struck, draws: [], low: [] };
  const drawn = chance(c, "order", valid);
  const ranking = drawn.order.map((who, i) => {
    const { bidder, bid, score_centi } = valid.find((o) => o.bidder === who);
    return { place: i + 1, bidder, bid, amount_fen: c.ceiling_fen, rate_bp: null, score_centi, reason: `在 ${valid.length} 家中公开抽签（${drawn.draw}）列第 ${i + 1}` };
  });
  return { ranking, struck, draws: [drawn], low: [] };
}
function liveRounds(c) {
  const last = new Map(c.steps.map((step) => [step.bidder, step.fen]));
  const offers = c.offers.map((o) => {
    const named = last.has(o.bidder), struck = o.struck.length || named ? o.struck : ["各轮竞价中均未报价"];
    return { ...o, amount_fen: named ? last.get(o.bidder) : null, rate_bp: null, struck };
  });
  return sealedPrice({ ...c, mode: "amount", offers });
}
function directChoice({ chosen: { bidder, reason: why }, ceiling_fen: fen }) {
  const reason = `由委托方直接选取，按公告价 ${yuan(fen)} 元${why && `；理由：${why}`}`;
  return { ranking: [{ place: 1, bidder, bid: "", amount_fen: fen, rate_bp: null, score_centi: null, reason }], struck: [], draws: [], low: [] };
}
export const WAYS = { sealed_price: sealedPrice, average_price: averagePrice, random_draw: randomDraw, credit_shortlist: creditShortlist, direct_choice: directChoice, live_rounds: liveRounds, quality_and_price: qualityAndPrice };

// What follows from a case by its method: whose price is abnormally low by the notice's lines, and the order without whoever fell since.
function lowOf(lines, ranking, ceiling) {
  const fen = ranking.map((p) => BigInt(p.amount_fen)), many = BigInt(fen.length), sum = fen.reduce((all, n) => all + n, 0n);
  const second = [...fen].sort(order)[1];
  const low = (n) => n * many < BigInt(lines.mean_bp) * sum || (many > 1n && n < BigInt(lines.next_bp) * second) || (ceiling !== null && n < BigInt(lines.ceiling_bp) * BigInt(ceiling));
  return ranking.filter((p, i) => low(10000n * fen[i])).map((p) => p.bidder);
}
export function outcome(method, c) {
  let said = WAYS[method](c);
  if (c.low) said = { ...said, low: lowOf(c.low, said.ranking, c.ceiling_fen) };
  const gone = new Map((c.fallen || []).map((each) => [each.bidder, each.because]));
  if (!gone.size) return said;
  const ranking = [], struck = [...said.struck];
  for (const was of said.ranking) {
    const { bidder, bid, amount_fen, rate_bp } = was, place = ranking.length + 1;
    if (gone.has(bidder)) struck.push({ bidder, bid, amount_fen, rate_bp, reasons: gone.get(bidder) });
    else ranking.push({ ...was, place, reason: place === was.place ? was.reason : `${was.reason}；原第 ${was.place} 名，排除名次在前的机构后列第 ${place}` });
  }
  return { ...said, ranking, struck, low: said.low.filter((who) => !gone.has(who)) };
}
