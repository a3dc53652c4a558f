// Direct choice: who was chosen, in time, with whose money and why, and when the buyer may choose again.
import { bare, isBlank } from "./proofs.js";
import { ELIGIBLE } from "./serving.js";

export const choices = {
  offerChoice(n, e) {
    Object.assign(n, { state: "choosing", choose_by: e.deadline });
    e.buyer_kind !== "department" && !e.department || this.say("部门不得直接选取");
    e.round === 1 && !Object.keys(e.trustees).length || this.say("直接选取只有一次公告，没有密封和密钥");
    e.price_mode === "fixed" && e.ceiling_fen > 0 || this.say("应当写明固定价");
    this.wholeDays(e, "deadline");
  },
  on_agency_chosen(e) {
    const n = this.moved(e, "choosing"), who = e.bidder;
    n.chosen === null || this.say(`已选定 ${n.chosen?.bidder}，应当先重新选定`);
    e.at < n.choose_by || this.say(`选定于 ${e.at}，应当早于 ${n.choose_by}`);
    this.able(who, e.at) || this.say(`${who} 未入驻、已暂停或已清退，不能承接`);
    who !== n.buyer && !n.avoid.includes(who) || this.say(`${who} 应当回避`);
    this.fit(n, who, e.at);
    !n.out.has(who) || this.say(`${who} 曾被选定而没有承接`);
    n.funding !== "fiscal" || !isBlank(e.reason) || this.say("使用财政资金，应当写明选定理由");
    n.chosen = e;
  },
  choiceCase(n) {
    const chosen = n.chosen || this.wrong("应当先选定机构");
    const named = { bidder: chosen.bidder, reason: chosen.reason };
    return { v: "direct_choice/1", need: n.need, ceiling_fen: n.ceiling_fen, chosen: named, gone: [...n.out].sort() };
  },
  on_choice_reopened(e) {
    const n = this.moved(e, "decided");
    if (n.method !== "direct_choice") this.wrong(`${n.method} 没有选定`);
    n.live === null && n.order[0].bidder === e.bidder || this.say(`应当是 ${n.order[0].bidder} 不承接，且没有待确认的中选`);
    ["declined", "unable"].includes(e.because) || this.say("应当是放弃或不能承接");
    (e.because === "declined") === n.out.has(e.bidder) || this.say(`记录与“${e.because}”不符`);
    const kept = bare({ agency_is_able_to_serve: this.able(e.bidder, e.at), bidder_is_not_the_buyer: true, agency_need_not_stand_aside: true, ...this.served(n, e.bidder, e.at) });
    const rules = this.rulesOf(e), broken = rules.some((rule) => kept[rule]);
    rules.every((rule) => ELIGIBLE.includes(rule)) || this.say(`不能承接的理由应当是承接条件：${rules.join("、")}`);
    rules.length > 0 === (e.because === "unable") && !broken || this.say("记录显示该规则并未违反");
    this.wholeDays(e, "choose_by");
    this.lasts(n.region, e, "choose_by", "choice_days");
    Object.assign(n, { state: "choosing", chosen: null, choose_by: e.choose_by, awarded: false });
  },
};
