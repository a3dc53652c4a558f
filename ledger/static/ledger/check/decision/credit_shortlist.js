// Credit shortlist, decided again from the case alone: ledger/verifier/decision/credit_shortlist.py a second time.
import { centi, chance, given } from "./shared.js";
import { drawnByNumbers } from "../draw.js";
import { order } from "../proofs.js";

const LEAST = 2;

function withoutTheWorst(c, valid) {
  const rated = valid.filter((o) => o.score_centi !== null).sort((a, b) => a.score_centi - b.score_centi || order(a.bidder, b.bidder));
  const out = Math.min(Math.floor((valid.length * c.shortlist.drop_percent) / 100), rated.length, Math.max(valid.length - LEAST, 0));
  const line = out ? rated[out - 1].score_centi : -1, below = rated.filter((o) => o.score_centi < line), draws = [];
  let level = rated.filter((o) => o.score_centi === line);
  if (out && below.length + level.length > out) {
    draws.push(chance(c, "drop", level));
    level = draws[0].order.toReversed().map((who) => level.find((o) => o.bidder === who));
  }
  const dropped = [...below, ...level].slice(0, out);
  return [valid.filter((o) => !dropped.includes(o)), dropped, draws];
}
function numbersDrawn(c, kept, held) {
  const total = held.reduce((sum, [, many]) => sum + many, 0);
  return drawnByNumbers(`${c.need}/order`, Object.fromEntries(held), given(c, kept), c.beacon, total, c.way);
}
export function decide(c) {
  const { shortlist: terms, pick } = c, valid = c.offers.filter((o) => !o.struck.length), bad = c.offers.filter((o) => o.struck.length);
  const [kept, dropped, draws] = withoutTheWorst(c, valid), find = (who) => valid.find((o) => o.bidder === who);
  const held = kept.map((o) => [o.bidder, o.score_centi === null ? terms.unrated : terms.numbers.find(([least]) => o.score_centi >= least)[1]]);
  if (valid.length) draws.push(numbersDrawn(c, kept, held));
  const drawn = valid.length ? draws.at(-1).order : [], listed = drawn.slice(0, terms.length);
  if (pick && (!listed.includes(pick.bidder) || (pick.silent && pick.bidder !== listed[0]))) throw new Error(`${pick.bidder} 不在入围名单，或不是首位`);
  const left = bad.map((o) => [o, o.struck])
    .concat(dropped.map((o) => [o, [`信用分 ${centi(o.score_centi)} 分，在末位淘汰的比例内，不参加抽签`]]))
    .concat(drawn.slice(listed.length).map((who, i) => [find(who), [`抽签列第 ${listed.length + i + 1}，入围 ${listed.length} 家，未入围`]]));
  const struck = left.map(([{ bidder, bid }, reasons]) => ({ bidder, bid, amount_fen: null, rate_bp: null, reasons }));
  const total = held.reduce((sum, [, many]) => sum + many, 0), numbers = Object.fromEntries(held);
  const ranking = [...listed].sort((a, b) => (b === pick?.bidder) - (a === pick?.bidder)).map((who, i) => {
    const { bid, score_centi } = find(who), on = `持 ${numbers[who]} 个签号（共 ${total} 个），抽签列第 ${listed.indexOf(who) + 1}，入围`;
    const why = pick?.silent ? "委托方逾期没有择定，按抽签次序取首位；" : `委托方从入围名单中择定，理由：${pick?.reason.replace(/。+$/, "")}；`;
    return { place: i + 1, bidder: who, bid, amount_fen: c.ceiling_fen, rate_bp: null, score_centi, reason: who === pick?.bidder ? why + on : on };
  });
  const said = { ranking, struck, draws, low: [] };
  return valid.length ? { ...said, numbers: { held: numbers, dropped: dropped.map((o) => o.bidder), shortlist: listed } } : said;
}
