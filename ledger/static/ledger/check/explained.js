// Abnormally low prices, replayed: asked of the first in order, explained, judged with a reason or by silence, before any award.

export const explained = {
  on_explanation_asked(e) {
    const n = this.moved(e, "decided"), first = this.firstLeft(n);
    e.bidder === first.bidder && e.bid === first.bid || this.say(`应当请排在最前的 ${first.bidder} 说明`);
    n.lowPrices.includes(e.bidder) && !(e.bidder in n.asked) || this.say("只应请异常低价的机构说明一次");
    n.live === null || this.say("有中选在先，不应要求说明");
    this.wholeDays(e, "explain_by");
    this.lasts(n.region, e, "explain_by", "explain_days");
    n.asked[e.bidder] = { explain_by: e.explain_by, judge_by: "", accepted: null };
  },
  asked(e) {
    const asked = this.moved(e, "decided").asked[e.bidder] || this.wrong(`应当先要求 ${e.bidder} 说明`);
    asked.accepted === null || this.say("此说明已经审查过");
    return asked;
  },
  on_price_explained(e) {
    const asked = this.asked(e);
    !asked.judge_by && e.at < asked.explain_by || this.say(`说明只应有一次，且早于 ${asked.explain_by}`);
    this.wholeDays(e, "judge_by");
    this.lasts(this.needs[e.need].region, e, "judge_by", "judge_days");
    asked.judge_by = e.judge_by;
  },
  on_explanation_judged(e) {
    const asked = this.asked(e), end = asked.judge_by || asked.explain_by;
    e.accepted || e.because || this.say("不采纳应当写明理由");
    if (e.silent) e.at >= end && e.accepted === Boolean(asked.judge_by) || this.say(`逾期处理不应早于 ${end}：没有说明的不采纳，没有审查的采纳`);
    else asked.judge_by || this.say("应当先有说明再审查");
    asked.accepted = e.accepted;
  },
};
