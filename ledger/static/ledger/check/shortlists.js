// Credit shortlist: drawn by the published table, then picked from in time, with a reason, or by silence.
import { WAYS } from "./decision.js";
import { field, isBlank, later, same } from "./proofs.js";

const MOST = 100000;
const whole = (n) => Number.isSafeInteger(n) && n >= 0;
export const shortlists = {
  shortlistNamed(n, e) {
    Object.assign(n, { shortlist: field(e, "shortlist"), pick: null, listed: [] });
    if (n.method !== "credit_shortlist") return;
    const terms = n.shortlist || this.wrong("公告应当写明入围参数"), rows = terms.numbers;
    [terms.length, terms.drop_percent, terms.unrated, terms.days, ...rows.flat()].every(whole) || this.say("入围参数应当是整数");
    if (Math.max(terms.unrated, ...rows.flat()) > MOST) {
      n.shortlist = null; // a draw of so many numbers is not made
      this.wrong(`每家的签号应当不超过 ${MOST} 个`);
    }
    const falls = rows.at(-1)[0] === 0 && rows.every(([least], i) => !i || rows[i - 1][0] > least);
    falls && Math.min(terms.unrated, ...rows.map(([, held]) => held)) > 0 || this.say("签号表应当逐分递减到 0，人人有签号");
    terms.length > 0 && terms.drop_percent < 100 || this.say("入围家数应当大于 0，末位淘汰比例小于 100%");
    n.price_mode === "fixed" && n.ceiling_fen > 0 || this.say("应当写明固定价");
  },
  listedCase(n, facts) {
    const { length, drop_percent, numbers, unrated } = n.shortlist;
    return { ...facts, shortlist: { length, drop_percent, numbers, unrated }, pick: n.pick };
  },
  on_shortlist_drawn(e) {
    const n = this.moved(e, "closed"), seen = Object.keys({ ...n.opened, ...n.void }).sort();
    if (n.method !== "credit_shortlist") this.wrong(`${n.method} 没有入围名单`);
    same(seen, Object.keys(n.bids).sort()) || this.say("应当先开启冻结名单中的每一份报名");
    this.drawOpened(n);
    this.nobodyRelated(n, Object.keys(n.opened), (who) => who in n.struck);
    const facts = this.caseOf(n, e.case), wanted = WAYS[n.method](facts);
    same(e.case, facts) || this.say("入围依据与公告、冻结名单、开启的报名不符");
    for (const name of Object.keys(wanted)) same(e[name], wanted[name]) || this.say(`入围结果不是从依据得出的：${name}`);
    const valid = this.competing(n, facts, wanted.ranking);
    this.enough(n, valid) || this.say(`有效报名 ${valid} 家，应当至少 ${n.minimum} 家`);
    this.wholeDays(e, "choose_by");
    e.choose_by >= later(e.at, { days: n.shortlist.days }) || this.say(`择定期限应当至少 ${n.shortlist.days} 天`);
    Object.assign(n, { state: "shortlisted", choose_by: e.choose_by, listed: wanted.ranking.map((place) => place.bidder) });
  },
  on_shortlist_picked(e) {
    const n = this.moved(e, "shortlisted"), who = e.bidder;
    n.pick === null || this.say("已经择定过");
    n.listed.includes(who) || this.say(`${who} 不在入围名单`);
    if (e.silent) e.at >= n.choose_by && who === n.listed[0] || this.say(`逾期择定应当是 ${n.listed[0]}，且不早于 ${n.choose_by}`);
    else {
      e.at < n.choose_by || this.say(`择定于 ${e.at}，应当早于 ${n.choose_by}`);
      !isBlank(e.reason) || this.say("应当写明择定理由");
      this.able(who, e.at) || this.say(`${who} 未入驻、已暂停或已清退，不能承接`);
    }
    n.pick = { bidder: who, reason: e.reason, silent: e.silent };
  },
};
