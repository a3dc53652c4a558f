// Notices: ledger/verifier/notices.py a second time.
import { WAYS } from "./decision.js";
import { b64, bare, canonical, field, later, pick, same, utf8 } from "./proofs.js";
import { DEFAULT, SUITES, suiteOf } from "./suites.js";

const UNTOUCHED = ["deadline", "trustees", "method", "price_mode", "ceiling_fen", "floor_fen", "ceiling_rate_bp", "floor_rate_bp"];
// What no version changes, and what only a material one does.
const FIXED = ["need", "round", "first", "buyer", "buyer_kind", "department", "item", "region", "method"];
const MATERIAL = [...UNTOUCHED, "title", "avoid", "certificates", "funding", "round_terms", "outage", "scoring", "ventures"];
// A second notice calls for what the last version of the first called for.
const CALLED = [...FIXED.slice(3), "title", "price_mode", ...UNTOUCHED.slice(4), "avoid", "certificates", "funding", "ventures"];
// Why a need fails, each with the states in which it can.
const ENDS = new Map(Object.entries({ too_few: ["closed", "decided"], nobody_left: ["decided"], objection_upheld: ["decided"], no_contract: ["confirmed"], no_experts: ["closed"], not_chosen: ["choosing"] }));
const told = (e, name) => field(e, name, name === "ventures" || name === "department" ? false : null);
// What an amendment may say anew; nothing else in it touches what the need has come to.
const NOTICE = [...UNTOUCHED, "item", "region", "title", "version", "notice_days", "avoid", "certificates", "notice"];
const TABLED = ["notice_days", "minimum", "single", "outage", "round_terms", "low", "scoring", "shortlist"];
const PUBLISHED = [...NOTICE, "need", "round", "first", "buyer", "buyer_kind", "minimum"];

export const notices = {
  need(e, ...states) {
    const n = this.needs[e.need] || this.wrong(`需求 ${e.need} 应当先发布`);
    return states.includes(n.state) ? n : this.wrong(`需求 ${e.need} 处于 ${n.state}，应当是 ${states.join(" 或 ")}`);
  },
  moved(e, ...states) { const n = this.need(e, ...states); this.inOrder(n, e); return n; },
  async notice(n) {
    const sealed = n.method !== "direct_choice", suite = suiteOf(n.trustees), before = n.tset; // of a direct choice nothing is sealed, no keys are named
    n.suite = suite ?? DEFAULT;
    n.tset = b64(n.suite.digest(utf8(canonical(n.trustees))));
    suite || !sealed || this.say(`应当使用算法套件 ${SUITES.map(({ name }) => name).join("、")} 之一，此处不识别其他套件`);
    !sealed || n.trustees.deadline === n.deadline || this.say("密钥方的截止时间应当与公告一致");
    n.method in WAYS || this.say(`不认识的选取方式 ${n.method}`);
    this.roundTerms(n);
    for (const [low, high] of [["floor_fen", "ceiling_fen"], ["floor_rate_bp", "ceiling_rate_bp"]]) n[low] === null || n[high] === null || n[low] <= n[high] || this.say("下限不应高于上限");
    if (!sealed || n.tset === before) return;
    this.keysFresh(n);
    await this.trusteesOf(n);
  },
  runs(e) { e.deadline >= later(e.at, { days: e.notice_days }) || this.say(`公告期应当至少 ${e.notice_days} 天`); },
  async on_need_published(e) {
    this.once("需求", e.need);
    e.version === 1 && (e.round === 1 || e.round === 2) || this.say("应当是第一版");
    if (e.round === 2) {
      this.needs[e.first]?.why === "too_few" && this.needs[e.first].round === 1 || this.say("二次公告只应在首次报名不足之后");
      this.once("二次公告的首次公告", e.first);
      this.wholeDays(e, "deadline");
    }
    const n = {
      ...pick(e, PUBLISHED), round_terms: field(e, "round_terms"), low: field(e, "low"), single: field(e, "single", true), outage: field(e, "outage"), ventures: field(e, "ventures", false), teams: bare(), state: "open", why: "", last: e.at,
      bids: bare(), seqs: bare(), sealed: bare(), pcs: bare(), department: field(e, "department", false), questions: 0, answered: new Set(), opened: bare(), void: bare(), struck: bare(), released: bare(), seeds: bare(), until: "", out: new Set(),
      objections: new Map(), upheld: false, awarded: false, chosen: null, funding: field(e, "funding"), live: null, contract: null, order: [], rounds: [], steps: [],
      fallen: [], owed: new Set(), asked: bare(), edition: 0, replaced: "", counted: 0, lowPrices: [],
    };
    this.drawNamed(n, e);
    this.needs[e.need] = n;
    await this.notice(n); this.scoring(n, field(e, "scoring")); this.runs(e);
    this.shortlistNamed(n, e);
    if (n.method === "direct_choice") this.offerChoice(n, e);
    this.covered(n, e);
    const kind = this.kinds.get(e.buyer) ?? e.buyer_kind;
    e.buyer_kind === kind && n.department === (kind === "department") || this.say(`委托方应当是登记时的 ${kind}`);
    this.buyers.add(e.buyer);
    this.calledAgain(n, this.needs[e.first]);
    this.byTerms(n, e);
  },
  // A second notice is that of the same need; its numbers are those of its own day.
  calledAgain(n, first) {
    if (n.round !== 2 || !first) return;
    const weights = (each) => each.scoring && { ...each.scoring, days: 0 }, odd = CALLED.filter((name) => !same(n[name], first[name]));
    if (!same(weights(n), weights(first))) odd.push("scoring");
    !odd.length || this.say(`二次公告应当与首次公告相同，不同的是 ${odd.join("、")}`);
  },
  async on_need_amended(e) {
    const n = this.moved(e, "open");
    e.at < n.deadline || this.say("变更应当早于原截止时间");
    e.version === n.version + 1 || this.say(`应当是第 ${n.version + 1} 版`);
    if (e.material) { n.bids = bare(); n.teams = bare(); this.runs(e); this.drawNamed(n, e); }
    const odd = [...new Set([...FIXED, ...(e.material ? [] : MATERIAL)])].filter((name) => !same(told(e, name), n[name]));
    !odd.length || this.say(`${e.material ? "变更不应改动委托方、事项、地区和方式" : "非实质变更不应改动截止时间、密钥、方式和限价，以及各项条件"}：${odd.join("、")}`);
    same(field(e, "draw"), n.draw) || this.say("非实质变更不应改动抽取规则");
    const before = Object.fromEntries(TABLED.map((name) => [name, n[name] ?? null]));
    Object.assign(n, pick(e, NOTICE), { round_terms: field(e, "round_terms"), outage: field(e, "outage"), ventures: field(e, "ventures", false), funding: field(e, "funding") });
    await this.notice(n); this.scoring(n, field(e, "scoring"));
    this.covered(n, e);
    this.byTerms(n, e, before);
  },
  on_need_cancelled(e) {
    const n = this.moved(e, "open", "choosing", "closed", "shortlisted", "decided");
    !n.awarded || this.say("定出中选之后不应取消");
    if (e.reason === "keys_missing") {
      n.state === "closed" && this.sealedYet(n) || this.say("密钥已释放或投标已开启，不应因缺少密钥取消");
      n.until && e.at >= n.until || this.say(`第二截止 ${n.until || "（未曾推迟）"} 之前不应因缺少密钥取消`);
      const seeds = this.plansWait(n) ? n.plan_seeds : n.seeds;
      !same(Object.keys(seeds).sort(), Object.keys(n.bids).sort()) || this.say("各家都已揭示种子，不应因缺少密钥取消");
    }
    this.caused(e);
    this.holds(n, { reserved: 0, committed: 0 });
    n.state = "cancelled";
  },
  on_need_failed(e) {
    const n = this.moved(e, "choosing", "closed", "decided", "confirmed"), unchosen = n.state === "choosing" && e.at >= n.choose_by;
    (ENDS.get(e.because) || []).includes(n.state) || this.say(`处于 ${n.state} 的需求不会因 ${e.because} 结束`);
    (e.because === "not_chosen") === unchosen || this.say("委托方逾期未选定，才是、也只能是 not_chosen");
    if (e.because === "too_few") {
      const valid = this.validBids(n) - this.neverCounted(n);
      e.valid === valid && !this.enough(n, valid) || this.say(`有效报名 ${valid} 家，${n.minimum} 家即足够`);
    }
    e.because !== "nobody_left" || n.method !== "direct_choice" && n.order.every((p) => n.out.has(p.bidder)) || this.say("应当先向次序在后的机构发出");
    e.because !== "objection_upheld" || n.upheld || this.say("应当有成立的异议");
    e.because !== "no_contract" || this.contractEnded(n) || this.say("应当有逾期或终止的合同");
    e.because !== "no_experts" || this.noExpertsLeft(n) || this.say("应当是回避后专家不足，或评分人数不足");
    this.caused(e);
    this.holds(n, { reserved: 0, committed: 0 });
    n.state = "failed"; n.why = e.because;
  },
  contractEnded(n) { return ["lapsed", "terminated"].includes(n.contract?.state); },
  // Whether what is opened next lies sealed, and no key to it is on the record.
  sealedYet(n) { return (this.plansWait(n) ? [n.planKeys] : [n.released, n.opened, n.void]).every((each) => !Object.keys(each).length); },
  on_need_finished(e) {
    const n = this.moved(e, "confirmed");
    n.contract?.state === "completed" || this.say("应当有已完成的合同");
    this.holds(n, { committed: 0, spent: n.contract?.paid ?? 0 });
    n.state = "finished";
  },
  on_organisation_entered(e) {
    this.once("单位", e.org);
    !this.buyers.has(e.org) || this.say(`${e.org} 登记晚于它自己的公告`);
    if (!this.kinds.has(e.org)) this.kinds.set(e.org, e.kind);
  },
  on_question_asked(e) {
    const n = this.need(e, "open");
    e.question === n.questions + 1 || this.say(`应当是第 ${n.questions + 1} 个提问`);
    n.questions += 1;
  },
  on_question_answered(e) {
    const n = this.need(e, "open", "closed");
    Number.isInteger(e.question) && e.question >= 1 && e.question <= n.questions && !n.answered.has(e.question) || this.say("应当是还没有答复的提问");
    n.answered.add(e.question);
  },
  enough(n, valid) { return valid >= n.minimum || (n.round === 2 && valid === 1 && n.single && n.ceiling_fen !== null); },
};
