// Decision and award, replayed: decided again from the opened bids, published, held by objections, offered in order.
import { WAYS, outcome } from "./decision.js";
import { field, hex, later, same, sha, utf8 } from "./proofs.js";

const BOUNDS = ["need", "ceiling_fen", "floor_fen", "floor_rate_bp", "ceiling_rate_bp"];
const BEFORE = { direct_choice: "choosing", credit_shortlist: "shortlisted" }; // 作出决定之前的状态
const ANSWER_DAYS = 7; // 法定的答复期，工作日

export const awards = {
  caseOf(n, claimed) { return { ...this.basisOf(n, claimed), ...(n.low && { low: n.low }), ...(n.fallen.length && { fallen: n.fallen }) }; },
  basisOf(n, claimed) {
    const who = claimed ? claimed.offers.map((o) => o.bidder) : Object.keys(n.opened);
    if (!same([...who].sort(), Object.keys(n.opened).sort())) this.wrong("依据里的投标不是开启的投标");
    const offers = who.map((each) => {
      const { plain, bid, r } = n.opened[each];
      return { bidder: each, bid, amount_fen: field(plain, "amount_fen"), rate_bp: field(plain, "rate_bp"), score_centi: n.marks[each], r, struck: n.struck[each] || [] };
    });
    const facts = { ...Object.fromEntries(BOUNDS.map((name) => [name, n[name]])), v: `${n.method}/1`, list_root: n.root };
    if (n.method === "live_rounds") return this.liveCase(n, facts, offers);
    const priced = { ...facts, ...this.chanceOf(n), mode: n.price_mode, offers };
    if (n.method === "credit_shortlist") return this.listedCase(n, priced);
    return n.method === "quality_and_price" ? this.scoredCase(n, priced) : priced;
  },
  on_decision_made(e) {
    const from = "replaces" in e ? ["decided"] : [BEFORE[this.needs[e.need]?.method] ?? "closed"], n = this.moved(e, ...from), seen = Object.keys({ ...n.opened, ...n.void }).sort();
    same(seen, Object.keys(n.bids).sort()) || this.say("应当先开启冻结名单中的每一份投标");
    this.drawOpened(n);
    this.again(n, e);
    n.method !== "credit_shortlist" || n.pick || this.say("应当先从入围名单中择定");
    if (n.method === "live_rounds") this.roundsOver(n);
    if (!("replaces" in e) && n.method !== "credit_shortlist") {
      this.nobodyRelated(n, Object.keys(n.opened), (who) => who in n.struck);
      for (const who of Object.keys(n.opened).filter((each) => !(each in n.struck)).sort()) this.fit(n, who, e.at);
    }
    const facts = n.method === "direct_choice" ? this.choiceCase(n) : this.caseOf(n, e.case);
    same(e.case, facts) || this.say("依据与公告、冻结名单、开启的投标不符");
    const wanted = outcome(WAYS[n.method], facts);
    for (const [name, words] of [["ranking", "次序不是从投标得出的"], ["struck", "排除的投标不对"], ["draws", "抽签不是从种子得出的"], ["low", "异常低价名单不对"], ["numbers", "所用的数不是从投标得出的"]]) !(name in wanted) || same(e[name], wanted[name]) || this.say(words);
    n.order = wanted.ranking;
    n.lowPrices = wanted.low;
    const valid = this.competing(n, facts, n.fallen.length ? WAYS[n.method](facts).ranking : n.order) - this.neverCounted(n);
    this.enough(n, valid) || this.say(`有效投标 ${valid} 家，应当至少 ${n.minimum} 家`);
    if (n.method !== "direct_choice" || n.funding === "fiscal" || e.publicity_ends !== e.at) { // 社会资金直接选取没有可以异议的人
      this.wholeDays(e, "publicity_ends");
      this.lasts(n.region, e, "publicity_ends", n.method !== "direct_choice" || n.funding === "fiscal" ? "publicity_days" : "direct_publicity_days");
    }
    n.state = "decided"; n.publicity_ends = e.publicity_ends; n.awarded = false;
  },
  neverCounted(n) { return n.fallen.filter((each) => !each.was_valid).length; },
  again(n, e) {
    const anew = "replaces" in e;
    if (anew) {
      e.replaces === n.replaced && e.edition === n.edition + 1 && n.fallen.length > n.counted || this.say(`重新选取应当在否决之后，写明替代 ${n.replaced}，为第 ${n.edition + 1} 次`);
      n.live === null || this.say("有中选在先，不应重新选取");
    }
    n.edition = anew ? n.edition + 1 : 1; n.replaced = hex(sha(utf8(this.text))); n.counted = n.fallen.length;
  },
  firstLeft(n) { return n.order.find((each) => !n.out.has(each.bidder)) || {}; },
  on_objection_filed(e) {
    const n = this.moved(e, "decided");
    e.at < n.publicity_ends && !n.objections.has(e.org) || this.say(`异议应当在 ${n.publicity_ends} 之前提出，且 ${e.org} 没有别的异议未答复`);
    n.objections.set(e.org, e.at);
  },
  on_objection_answered(e) {
    const n = this.moved(e, "decided"), filed = n.objections.get(e.org) || this.wrong("应当有未答复的异议");
    n.objections.delete(e.org);
    !e.silent || !e.upheld && e.at >= later(filed, { days: ANSWER_DAYS }) || this.say(`逾期未答复的异议视为不成立，且不早于 ${filed} 之后 ${ANSWER_DAYS} 天`);
    const struck = field(e, "bid");
    !struck || (e.upheld && n.order.some((p) => p.bid === struck)) || this.say("异议应当针对公示次序里的投标成立");
    n.upheld ||= e.upheld && !struck;
    if (struck) n.owed.add(struck);
  },
  on_award_made(e) {
    const n = this.moved(e, "decided"), p = this.firstLeft(n);
    e.bidder === p.bidder && e.bid === p.bid && e.place === p.place && e.fen === p.amount_fen && e.rate_bp === p.rate_bp || this.say(`中选应当是 ${p.bidder}，${p.amount_fen} 分`);
    n.live === null || this.say("已有中选在先");
    e.at >= n.publicity_ends || this.say(`公示期到 ${n.publicity_ends} 才满`);
    !n.objections.size && !n.upheld || this.say("异议未结或成立，不应定标");
    const unable = this.parties(n, e.bidder).filter((who) => !this.able(who, e.at));
    !unable.length || this.say(`${unable.join("、")} 不能承接`);
    !n.low || !n.lowPrices.includes(e.bidder) || n.asked[e.bidder]?.accepted || this.say("异常低价未经说明并采纳，不应中选");
    n.fallen.length === n.counted || this.say("否决之后应当先重新选取，再确定中选");
    !n.owed.size || this.say("异议成立的投标还没有排除，不应定标");
    this.nobodyRelated(n, n.order.map((place) => place.bidder), (who) => n.out.has(who));
    this.fit(n, e.bidder, e.at);
    this.wholeDays(e, "confirm_by");
    this.lasts(n.region, e, "confirm_by", "confirm_days");
    this.paysFor(n, e.fen);
    n.live = e; n.awarded = true;
  },
  award(e) {
    const n = this.moved(e, "decided", "confirmed");
    return n.live?.bid === e.bid && n.live.bidder === e.bidder ? n : this.wrong("应当是本需求最近一次中选");
  },
  on_award_confirmed(e) {
    const n = this.award(e);
    n.state === "decided" || this.say("已经确认过");
    e.fen === n.live.fen && e.at < n.live.confirm_by || this.say(`应当是 ${n.live.fen} 分，且早于 ${n.live.confirm_by}`);
    this.caused(e);
    this.holds(n, { reserved: 0, committed: e.fen });
    n.state = "confirmed"; n.confirmed_at = e.at;
  },
  on_award_declined(e) {
    const n = this.award(e);
    n.state === "decided" || this.say("已确认的中选不能再放弃");
    !e.silent || e.at >= n.live.confirm_by || this.say("未到期不能视为放弃");
    n.out.add(e.bidder); n.live = null;
  },
  on_award_revoked(e) {
    const n = this.award(e);
    this.contractEnded(n) || this.say("撤销中选之前应当有逾期或终止的合同");
    n.out.add(e.bidder); n.live = null;
  },
};
