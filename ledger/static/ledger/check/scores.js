// Ratings and the credit score, computed again from the ratings, deliveries and measures before it: edition 2026-1.
import { canonical, dayOf, field, later, onDay, order } from "./proofs.js";
import { fraction, isAbove, less, nearest, times, total } from "./fractions.js";

const CRITERIA = ["conduct", "attitude", "fee", "quality", "timeliness"].sort(), PARTS = ["buyer", "department", "platform"];
const WEIGHTS = { buyer: 50n, department: 30n, platform: 20n }, GRADES = [["A", 9000], ["B", 7500], ["C", 6000], ["D", 0]];
const DEDUCTIONS = { warning: 300, suspension_3: 500, suspension_6: 1000, suspension_12: 1500, removal_12: 2000, removal_36: 3000 };

const ONE = [1n, 1n], CAP = [1n, 5n], part = (a, b) => fraction(BigInt(a), BigInt(b));

// The first day of the 24 months, or of so many years, up to a day.
function windowStart(day, years = 2) {
  const year = Number(day.slice(0, 4)) - years;
  if (onDay(day) && year < 1) throw new Error(day);
  return `${String(year).padStart(4, "0")}${day.slice(4) === "-02-29" ? "-02-28" : day.slice(4)}`;
}
// Each rater's share: one vote one weight, nobody above a fifth where there are more than five raters.
function shares(counts) {
  if (counts.size <= 5) return new Map([...counts.keys()].map((who) => [who, part(1, counts.size)]));
  for (const held = new Set(); ;) {
    const free = [...counts].filter(([who]) => !held.has(who)), votes = free.reduce((n, [, k]) => n + k, 0), rest = less(ONE, part(held.size, 5));
    const given = new Map(free.map(([who, n]) => [who, times(rest, part(n, votes))])), over = [...given].filter(([, share]) => isAbove(share, CAP));
    if (!over.length) return new Map([...counts.keys()].map((who) => [who, given.get(who) ?? CAP]));
    over.forEach(([who]) => held.add(who));
  }
}
// The points that raters give, out of 100, or null.
function rated(votes) {
  const raters = new Map();
  for (const vote of votes) raters.set(vote.rater, [...(raters.get(vote.rater) || []), CRITERIA.reduce((sum, name) => sum + vote.scores[name] * 4, 0)]);
  if (!raters.size) return null;
  const share = shares(new Map([...raters].map(([who, points]) => [who, points.length])));
  return total([...raters].map(([who, points]) => times(share.get(who), part(points.reduce((a, b) => a + b), points.length))));
}
export function score({ votes, deliveries, decisions }) {
  const points = Object.fromEntries(["buyer", "department"].map((side) => [side, rated(votes.filter((vote) => vote.side === side))]));
  const prompt = deliveries.map((each) => Math.max(0, 100 - 5 * each.days_late));
  points.platform = prompt.length ? part(prompt.reduce((a, b) => a + b), prompt.length) : null;
  if (!votes.length) return { score_centi: null, grade: "none", evaluations: 0 };
  const there = PARTS.filter((name) => points[name]), present = there.reduce((sum, name) => sum + WEIGHTS[name], 0n);
  const sum = total(there.map((name) => times([WEIGHTS[name] * 100n, present], points[name])));
  const centi = Math.max(0, nearest(sum) - decisions.reduce((points, each) => points + DEDUCTIONS[each.measure], 0));
  return { score_centi: centi, grade: GRADES.find(([, least]) => centi >= least)[0], evaluations: votes.length };
}

const sorted = (rows) => rows.map((each) => canonical(each)).sort(order).join("\n");
export const scores = {
  on_rating_recorded(e) {
    const c = this.contract(e, "accepted", "completed");
    this.once("评价", `${e.contract} ${e.side}`);
    this.once("评价", e.rating);
    e.org === c.bidder && (e.side !== "buyer" || e.rater === c.buyer) || this.say("应当由合同的委托方评价其机构");
    const supervisor = this.routed(this.needs[c.need]), supervises = e.side === "department" && supervisor && e.rater === supervisor && supervisor !== c.buyer;
    e.side === "buyer" || supervises || this.say(`应当由委托方评价，或由主管这项服务、不是委托方的部门评价，即 ${supervisor || "没有"}`);
    const marks = Object.values(e.scores).every((mark) => Number.isInteger(mark) && mark >= 1 && mark <= 5);
    canonical(Object.keys(e.scores).sort()) === canonical(CRITERIA) && marks || this.say("应当有五项评分，每项 1 到 5");
    const { org, rating, contract, side, rater, scores } = e;
    this.votes.set(rating, { org, rating, contract, side, rater, scores, on: dayOf(e.at) });
  },
  rating(e) {
    const vote = this.votes.get(e.rating) || this.wrong(`应当有评价 ${e.rating}`);
    vote.org === e.org || this.say(`评价的是 ${vote.org}`);
  },
  on_rating_objected(e) {
    this.rating(e);
    !this.objected.has(e.rating) || this.say("一次评价只应有一次异议");
    this.objected.set(e.rating, later(e.at, { days: this.term("answer_days", this.regions.get(e.org) ?? "", e.at) || 0 }));
  },
  // An official answers the objection; where none does in the table's time, the clock takes the rating out.
  on_rating_upheld(e) {
    this.rating(e);
    const end = this.objected.get(e.rating), who = field(e.by, "kind");
    end || this.say("应当有等待处理的评价异议");
    const timely = e.type === "rating.corrected" && end && e.at >= end;
    ["regulator", "operator"].includes(who) || (who === "system" && timely) || this.say(`评价异议应当由监管或运营处理，或在 ${end} 之后逾期视同成立，却是 ${who}`);
    this.objected.set(e.rating, "");
  },
  on_rating_corrected(e) {
    this.on_rating_upheld(e);
    field(e, "withdrawn") === true && !("scores" in e) || this.say("评价只应撤出计分，分数不应改动");
    this.votes.delete(e.rating);
  },
  // Three ratings or more in twelve months, of a quality of two or below on the average.
  poorlyRated(e) {
    const day = dayOf(e.at), first = windowStart(day, 1);
    const marks = [...this.votes.values()].filter((vote) => vote.org === e.org && first <= vote.on && vote.on <= day).map((vote) => vote.scores.quality);
    return marks.length >= 3 && marks.reduce((sum, mark) => sum + mark, 0) <= 2 * marks.length;
  },
  on_score_published(e) {
    e.on === dayOf(e.at) || this.wrong(`信用分的日期应当是公布当天 ${dayOf(e.at)}`);
    const first = windowStart(e.on), mine = (rows) => rows.filter((row) => row.org === e.org && first <= row.on && row.on <= e.on).map(({ org, ...row }) => row);
    const facts = { votes: mine([...this.votes.values()]), deliveries: mine(this.deliveries), decisions: mine(this.measures).filter((row) => row.measure) };
    for (const [name, word] of [["votes", "评价"], ["deliveries", "交付"], ["decisions", "处理"]]) sorted(e.inputs[name]) === sorted(facts[name]) || this.say(`信用分所用的${word}不是记录里的`);
    e.inputs.on === e.on && e.inputs.edition === e.edition || this.say("信用分的依据应当是同一天、同一版公式");
    const wanted = score(facts);
    const said = e.edition === "2026-1" && e.score_centi === wanted.score_centi && e.grade === wanted.grade && e.evaluations === wanted.evaluations;
    said || this.say(`信用分应当是 ${wanted.score_centi}（${wanted.grade}，${wanted.evaluations} 次评价）`);
    this.scores[e.org] = e.score_centi;
  },
};
