// Quality and price: the experts' averages and the price score as exact fractions of hundredths of a point; the highest sum first.
import { amongEquals, bestOf, belowHalfOfTheMean, centi, groups, price, sortedOut, yuan } from "./shared.js";
import { fraction, isAbove, less, nearest, plus, total } from "../fractions.js";

const higher = (one, two) => isAbove(two, one) - isAbove(one, two);
const text = ([n, d]) => `${n}/${d}`;
const shown = (value) => centi(nearest(value));
function after(behind) {
  if (!behind) return "；综合得分最高";
  if (!behind[0]) return "；与最高分相同";
  return 2n * behind[0] >= behind[1] ? `；比第一名低 ${shown(behind)} 分` : "；比第一名低不足 0.01 分";
}
export function decide(c) {
  const [struck, valid] = sortedOut(c), fens = new Map(valid.map((o) => [o.bidder, price(c, o)]));
  const lowest = valid.length ? Math.min(...fens.values()) : null, sheets = new Map();
  for (const { bidder } of valid) {
    const averages = {};
    for (const { key } of c.criteria) {
      const given = c.scores.filter((score) => score.bidder === bidder && score.criterion === key);
      averages[key] = fraction(given.reduce((sum, score) => sum + BigInt(score.centi), 0n), BigInt(c.experts.length));
    }
    const priced = fraction(BigInt(lowest) * BigInt(c.price_points) * 100n, BigInt(fens.get(bidder)));
    const quality = total(Object.values(averages));
    sheets.set(bidder, { averages, priced, quality, sum: plus(quality, priced) });
  }
  const words = (o) => {
    const { averages, priced, sum } = sheets.get(o.bidder);
    const parts = c.criteria.map((each) => `${each.name} ${shown(averages[each.key])}/${each.points}`);
    parts.push(`价格 ${shown(priced)}/${c.price_points}（${yuan(lowest)} ÷ ${yuan(fens.get(o.bidder))} × ${c.price_points}）`);
    return `综合得分 ${shown(sum)} 分：${parts.join("，")}`;
  };
  const ranking = [], draws = [], sumOf = (o) => sheets.get(o.bidder).sum;
  for (const equals of groups([...valid].sort((a, b) => higher(sumOf(a), sumOf(b))), (o) => text(sumOf(o)))) {
    const [ordered, drawn, tie] = amongEquals(c, equals, ranking.length + 1);
    draws.push(...drawn);
    for (const o of ordered) {
      const best = bestOf(c, ranking), behind = best ? less(sumOf(best), sumOf(o)) : null;
      const reason = words(o) + after(behind) + (tie[o.bidder] ?? "").replace("家相同", "家得分相同");
      ranking.push({ place: ranking.length + 1, bidder: o.bidder, bid: o.bid, amount_fen: fens.get(o.bidder), rate_bp: o.rate_bp, score_centi: o.score_centi, reason });
    }
  }
  const bidders = {};
  for (const [who, { averages, priced, quality, sum }] of sheets) {
    bidders[who] = { averages: Object.fromEntries(Object.entries(averages).map(([key, value]) => [key, text(value)])), quality: text(quality), price: text(priced), sum: text(sum) };
  }
  return { ranking, struck, draws, low: belowHalfOfTheMean(ranking), numbers: { lowest_fen: lowest, bidders } };
}
