// Exit cases: ledger/verifier/cases.py a second time.
import { dayOf, field, later, same } from "./proofs.js";

const LADDER = { false_material: ["suspension_6", "suspension_12", "removal_12", "removal_36"], poor_quality: ["warning", "suspension_3", "suspension_6"] };
const LASTS = { warning: 90, suspension_3: 92, suspension_6: 183, suspension_12: 365, removal_12: 366, removal_36: 3 * 365 };
const NEEDED = 2, WITHIN = 90; // votes that agree; days in which a case is decided

export const cases = {
  case(e, ...states) {
    const c = this.cases.get(e.case) || this.wrong(`案件 ${e.case} 应当先立案`);
    c.org === e.org || this.say(`案件 ${e.case} 针对的是 ${c.org}`);
    this.inOrder(c, e);
    return states.includes(c.state) ? c : this.wrong(`案件 ${e.case} 处于 ${c.state}，应当是 ${states.join(" 或 ")}`);
  },
  on_official_listed(e) {
    this.once("经办人", e.official);
    this.officials.add(e.official);
  },
  // Who opens a case or votes in it is listed, and does one of both, once.
  acts(c, e) {
    const official = field(e, "official");
    official && this.officials.has(official) && !c.acted.includes(official) || this.say(`应当是已登记、且没有在案件 ${e.case} 中经办过的人，却写着 ${official || "没有人"}`);
    c.acted.push(official);
  },
  on_case_opened(e) {
    this.once("案件", e.case);
    Object.hasOwn(LADDER, e.trigger) && LADDER[e.trigger].includes(e.measure) || this.say(`${e.trigger} 不导致 ${e.measure}`);
    this.cases.set(e.case, { org: e.org, trigger: e.trigger, measure: e.measure, state: "opened", votes: [], acted: [], hearing: false, last: e.at });
    e.trigger !== "poor_quality" || this.poorlyRated(e) || this.say("应当有十二个月内三次以上评价，质量平均分不高于 2 分");
    if (field(e.by, "kind") !== "system") this.acts(this.cases.get(e.case), e);
    else e.measure === "suspension_3" || this.say(`系统只应提出 suspension_3，却是 ${e.measure}`);
  },
  // The clock opens a case by itself: for poor quality.
  byTheNumbers(e) {
    return ["case.opened", "case.notified"].includes(e.type) && same(e.by, { kind: "system" }) && this.cases.get(e.case).trigger === "poor_quality";
  },
  on_case_notified(e) {
    const c = this.case(e, "opened");
    this.wholeDays(e, "answer_by");
    this.lasts(this.regions.get(e.org) ?? "", e, "answer_by", "answer_days");
    e.decide_by === later(e.at, { days: WITHIN }) || this.say(`决定期限应当是 ${e.at} 之后 ${WITHIN} 天`);
    Object.assign(c, { state: "notified", answer_by: e.answer_by, decide_by: e.decide_by });
  },
  on_case_answered(e) {
    const c = this.case(e, "notified");
    e.at < c.answer_by || this.say(`陈述于 ${e.at}，应当早于 ${c.answer_by}`);
    c.state = "answered"; c.hearing = e.hearing && !c.measure.startsWith("warning");
  },
  on_case_heard(e) {
    const c = this.case(e, "answered");
    c.hearing || this.say("没有要求听证");
    c.hearing = false;
  },
  on_case_voted(e) {
    const c = this.case(e, "notified", "answered");
    c.state === "answered" || e.at >= c.answer_by || this.say(`机构陈述之前、${c.answer_by} 之前不应表决`);
    !c.hearing || this.say("机构要求的听证之前不应表决");
    e.at < c.decide_by || this.say(`表决于 ${e.at}，应当早于 ${c.decide_by}`);
    this.acts(c, e);
    typeof e.for === "boolean" || this.say("表决应当是赞成或反对");
    c.votes.push([e.for, e.by.org]);
  },
  on_case_dropped(e) {
    const c = this.case(e, "notified", "answered");
    c.votes.filter(([agreed]) => agreed === false).length === NEEDED || this.say(`撤案应当有 ${NEEDED} 票反对`);
    c.state = "dropped";
  },
  on_case_lapsed(e) {
    const c = this.case(e, "notified", "answered");
    e.at >= c.decide_by || this.say(`${c.decide_by} 之前不应逾期`);
    c.state = "lapsed";
  },
  // A measure is that of an open case against this agency, for which enough have voted.
  measured(e, kind) {
    const c = this.cases.get(field(e, "case")), named = c && c.org === e.org && c.measure.slice(0, 4) === kind;
    const voted = named && ["notified", "answered"].includes(c.state) && c.votes.filter(([agreed]) => agreed === true).length === NEEDED;
    voted || this.say(`应当有针对 ${e.org} 的未结案件，且有 ${NEEDED} 票赞成这项措施，却写着 ${field(e, "case") || "没有案件"}`);
    if (voted) this.undecided.set(e.case, { line: this.line, said: e });
  },
  // At the end of the record: a measure stands in the moment of its decision, which stands with it.
  leftUndecided() {
    for (const [name, { line, said }] of this.undecided) {
      if (!this.outlived(line, said, { minutes: 10 })) continue;
      this.say(`案件 ${name} 应当随措施作出决定，记录直到 ${this.latest} 却没有`);
    }
  },
  on_case_decided(e) {
    const c = this.case(e, "notified", "answered"), agreed = c.votes.filter(([agreed]) => agreed === true).map(([, official]) => official);
    agreed.length === NEEDED && same(e.officials, agreed) || this.say(`应当是表决赞成的 ${NEEDED} 方：${agreed.join("、")}`);
    e.trigger === c.trigger && e.measure === c.measure || this.say(`应当是立案时的 ${c.trigger}、${c.measure}`);
    const [org, kind, end, running] = this.carriedOut.get(e.case) || ["", "", "", ""];
    org === e.org && kind === e.measure.slice(0, 4) && end === e.until || this.say(`案件 ${e.case} 的措施 ${e.measure} 应当在此之前刚刚执行`);
    const until = later(e.at, { days: Object.hasOwn(LASTS, e.measure) ? LASTS[e.measure] : 0 });
    e.until === (e.measure.startsWith("suspension") && running > until ? running : until) || this.say(`${e.measure} 应当到 ${until}，却是 ${e.until}`);
    c.state = "decided";
    this.undecided.delete(e.case);
    this.measures.push({ org: e.org, case: e.case, on: dayOf(e.at), measure: e.measure });
  },
};
