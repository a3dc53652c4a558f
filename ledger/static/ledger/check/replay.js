// The market, replayed from its record: a second implementation of ledger/verifier/replay.py, held to the same falsifications.
import { WAYS } from "./decision.js";
import { FIELDS, WEIGHTLESS } from "./kinds.js";
import { numbers } from "./holders.js";
import { MOMENT, b64, bare, canonical, decode, field, hex, later, merkleRoot, order, pick, same, sha, unb64, unhex, utf8 } from "./proofs.js";
import { readWithSeed, saysABid, secretOf, voidReason } from "./void.js";

const SUITE = "P256-HKDF256-A256GCM";
const UNTOUCHED = ["deadline", "trustees", "method", "price_mode", "ceiling_fen", "floor_fen", "ceiling_rate_bp", "floor_rate_bp"];
// What an amendment may say anew; nothing else in it touches what the need has come to.
const NOTICE = [...UNTOUCHED, "item", "region", "title", "version", "notice_days", "avoid", "certificates", "notice"];
const PUBLISHED = [...NOTICE, "need", "round", "first", "buyer", "buyer_kind", "minimum"];
// Struck for one of these after the decision, a bid should never have counted as a competitor.
const NEVER_COUNTED = ["abnormally_low_price_is_explained", "no_upheld_objection_is_against_the_bid", "bidders_are_under_different_heads", "bidders_do_not_control_one_another", "bidders_have_no_controller_in_common"];
class Wrong extends Error {}

export class Replay {
  constructor() {
    Object.assign(this, { findings: [], counts: bare(), latest: "", names: new Set(), entries: 0 });
    Object.assign(this, { budgets: new Map(), held: new Map() });
    Object.assign(this, { until: bare(), needs: bare(), contracts: bare(), scores: bare(), pool: bare(), inspections: bare(), facts: [], listedInspectors: new Set() });
    Object.assign(this, { beats: [], votes: new Map(), deliveries: [], measures: [], carriedOut: new Set(), controls: new Map() });
  }
  say(sentence) { this.findings.push({ file: "entries.jsonl", line: this.line, event: this.event, sentence }); }
  expect(fine, sentence) { if (!fine) this.say(sentence); }
  wrong(sentence) { throw new Wrong(sentence); }
  once(kind, name) {
    this.expect(!this.names.has(`${kind} ${name}`), `${kind} ${name} 只应出现一次`);
    this.names.add(`${kind} ${name}`);
  }
  wholeDays(e, name) { this.expect(e[name].slice(10) === e.at.slice(10) && e[name] > e.at, `${name} 应当在 ${e.at} 之后整数天，却是 ${e[name]}`); }
  inOrder(thing, e) {
    this.expect(e.at >= thing.last, `时间不应早于前一事项 ${thing.last}，却是 ${e.at}`);
    thing.last = e.at;
  }
  async read(number, text, trust) {
    this.trust = trust;
    this.line = number; this.event = "entry"; this.entries = number; this.text = text;
    try {
      const e = this.spelt(text);
      if (e) await this.happened(number, e, trust);
    } catch (fault) {
      this.say(fault instanceof Wrong ? fault.message : `缺少字段或格式不对：${fault.message}`);
    }
  }
  // The value of a line, which has one spelling alone (RFC 8785); null for a line that is none.
  spelt(text) {
    let e = null, canon = null;
    try { e = decode(text); canon = canonical(e); } catch { /* said below */ }
    if (canon === text && e && !Array.isArray(e)) return e;
    this.say("应当是规范 JSON 的对象");
    return /\d[.eE]/.test(text.replace(/"(\\.|[^"\\])*"/g, "")) ? null : e; // a number with a fraction can't be read
  }
  async happened(number, e, trust) {
    const odd = FIELDS.filter(([name, kind]) => Object.hasOwn(e, name) && e[name] !== null && typeof e[name] !== kind).map(([name]) => name);
    if (odd.length) this.wrong(`字段的类型与别处不同：${odd.sort()[0]}`);
    this.event = e.type;
    this.counts[e.type] = (this.counts[e.type] || 0) + 1;
    if (typeof e.at !== "string" || typeof e.type !== "string") throw new Error("at");
    this.expect(MOMENT.test(e.at) && e.v === 1, "应当是 v 1 和精确到微秒的 UTC 时间");
    if (e.at < this.latest) this.expect(later(e.at, { minutes: 10 }) >= this.latest, `时间不应远早于 ${this.latest}，却是 ${e.at}`);
    else this.latest = e.at;
    this.expect((number === 1) === (e.type === "log.genesis"), "log.genesis 应当且只应是第 1 行");
    const how = this[`on_${e.type.replaceAll(".", "_")}`];
    if (how) await how.call(this, e);
    else this.expect(WEIGHTLESS.has(e.type), "应当是 docs/events.md 写明的事项");
    this.expect(number > 1 || (e.origin === trust.origin && e.key === trust.key), "第 1 行应当写明 trust.json 的记录名和公钥");
  }
  able(org, at) { return org in this.until && at >= this.until[org]; }
  on_org_registered(e) {
    this.noted(e);
    this.expect((this.until[e.org] ?? "never") === "never", `${e.org} 已经入驻`);
    this.until[e.org] = "";
    this.controllersRegistered(e);
  }
  on_org_suspended(e) {
    this.expect(e.org in this.until && e.until > e.at, "应当是已入驻机构，且结束晚于开始");
    this.until[e.org] = e.until;
    this.on_org_warned(e);
  }
  on_org_restored(e) {
    this.expect(this.able(e.org, e.at) || field(e, "repaired"), "恢复早于期满");
    this.until[e.org] = "";
  }
  on_org_removed(e) { this.noted(e); this.until[e.org] = "never"; this.on_org_warned(e); }
  on_org_warned(e) { this.carriedOut.add(canonical([e.org, e.type.split(".")[1].slice(0, 4), field(e, "case")])); }
  need(e, ...states) {
    const n = this.needs[e.need] || this.wrong(`需求 ${e.need} 应当先发布`);
    return states.includes(n.state) ? n : this.wrong(`需求 ${e.need} 处于 ${n.state}，应当是 ${states.join(" 或 ")}`);
  }
  moved(e, ...states) { const n = this.need(e, ...states); this.inOrder(n, e); return n; }
  async notice(n) {
    const before = n.tset;
    n.tset = b64(sha(utf8(canonical(n.trustees))));
    const sealed = n.method !== "direct_choice";
    this.expect(!sealed || n.trustees.suite === SUITE, `应当使用算法套件 ${SUITE}，此处不识别其他套件`);
    this.expect(!sealed || n.trustees.deadline === n.deadline, "密钥方的截止时间应当与公告一致");
    this.expect(n.method in WAYS, `不认识的选取方式 ${n.method}`);
    this.roundTerms(n);
    for (const [low, high] of [["floor_fen", "ceiling_fen"], ["floor_rate_bp", "ceiling_rate_bp"]]) this.expect(n[low] === null || n[high] === null || n[low] <= n[high], "下限不应高于上限");
    if (sealed && n.tset !== before) await this.trusteesOf(n);
  }
  runs(e) { this.expect(e.deadline >= later(e.at, { days: e.notice_days }), `公告期应当至少 ${e.notice_days} 天`); }
  async on_need_published(e) {
    this.once("需求", e.need);
    this.expect(e.version === 1 && (e.round === 1 || e.round === 2), "应当是第一版");
    if (e.round === 2) {
      this.expect(this.needs[e.first]?.why === "too_few", "二次公告只应在首次报名不足之后");
      this.wholeDays(e, "deadline");
    }
    const n = {
      ...pick(e, PUBLISHED), round_terms: field(e, "round_terms"), low: field(e, "low"), single: field(e, "single", true), outage: field(e, "outage"), state: "open", why: "", last: e.at,
      bids: bare(), seqs: bare(), opened: bare(), void: bare(), struck: bare(), released: bare(), seeds: bare(), until: "", out: new Set(),
      objections: new Set(), upheld: false, live: null, contract: null, order: [], rounds: [], steps: [],
      fallen: [], owed: new Set(), asked: bare(), edition: 0, replaced: "", counted: 0, lowPrices: [],
    };
    this.needs[e.need] = n;
    this.drawNamed(n, e);
    await this.notice(n); this.scoring(n, field(e, "scoring")); this.runs(e);
    this.shortlistNamed(n, e);
    if (n.method === "direct_choice") this.offerChoice(n, e);
    this.covered(n, e);
  }
  async on_need_amended(e) {
    const n = this.moved(e, "open");
    this.expect(e.at < n.deadline, "变更应当早于原截止时间");
    this.expect(e.version === n.version + 1, `应当是第 ${n.version + 1} 版`);
    if (e.material) { n.bids = bare(); this.runs(e); this.drawNamed(n, e); }
    this.expect(e.material || [...UNTOUCHED, "round_terms", "outage", "scoring"].every((name) => same(field(e, name), n[name])), "非实质变更不应改动截止时间、密钥、方式和限价");
    this.expect(same(field(e, "draw"), n.draw), "非实质变更不应改动抽取规则");
    Object.assign(n, pick(e, NOTICE), { round_terms: field(e, "round_terms"), outage: field(e, "outage") });
    await this.notice(n); this.scoring(n, field(e, "scoring"));
    this.covered(n, e);
  }
  on_need_cancelled(e) {
    const n = this.moved(e, "open", "choosing", "closed", "shortlisted", "decided");
    if (e.reason === "keys_missing") {
      this.expect(n.until && e.at >= n.until, `第二截止 ${n.until || "（未曾推迟）"} 之前不应因缺少密钥取消`);
      this.expect(!same(Object.keys(n.seeds).sort(), Object.keys(n.bids).sort()), "各家都已揭示种子，不应因缺少密钥取消");
    }
    this.holds(n, { reserved: 0, committed: 0 });
    n.state = "cancelled";
  }
  on_need_failed(e) {
    const n = this.moved(e, "choosing", "closed", "decided", "confirmed"), unchosen = n.state === "choosing" && e.at >= n.choose_by;
    this.expect((e.because === "not_chosen") === unchosen, "委托方逾期未选定，才是、也只能是 not_chosen");
    if (e.because === "too_few") {
      const valid = this.validBids(n) - this.neverCounted(n);
      this.expect(e.valid === valid && !this.enough(n, valid), `有效报名 ${valid} 家，${n.minimum} 家即足够`);
    }
    this.expect(e.because !== "nobody_left" || n.method !== "direct_choice" && n.order.every((p) => n.out.has(p.bidder)), "应当先向次序在后的机构发出");
    this.expect(e.because !== "objection_upheld" || n.upheld, "应当有成立的异议");
    this.expect(e.because !== "no_contract" || ["lapsed", "terminated"].includes(n.contract?.state), "应当有逾期或终止的合同");
    this.expect(e.because !== "no_experts" || this.noExpertsLeft(n), "应当是回避后专家不足，或评分人数不足");
    this.holds(n, { reserved: 0, committed: 0 });
    n.state = "failed"; n.why = e.because;
  }
  on_need_finished(e) {
    const n = this.moved(e, "confirmed");
    this.expect(n.contract?.state === "completed", "应当有已完成的合同");
    this.holds(n, { committed: 0, spent: n.contract?.paid ?? 0 });
    n.state = "finished";
  }
  enough(n, valid) { return valid >= n.minimum || (n.round === 2 && valid === 1 && n.single && n.ceiling_fen !== null); }
  on_bid_sealed(e) {
    const n = this.need(e, "open");
    this.once("信封", e.bid);
    this.expect(n.last <= e.at && e.at < n.deadline, `投标时间 ${e.at}，应当早于截止 ${n.deadline}`);
    this.expect(e.version === n.version && e.tset === n.tset, `应当按公告第 ${n.version} 版及其密钥密封`);
    this.expect(this.able(e.bidder, e.at), `${e.bidder} 未入驻、已暂停或已清退，不能投标`);
    this.expect(e.bidder !== n.buyer && !n.avoid.includes(e.bidder), `${e.bidder} 应当回避`);
    this.expect(e.seq > (n.seqs[e.bidder] || 0), "序号应当递增");
    this.withPlan(n, e);
    n.seqs[e.bidder] = e.seq; n.bids[e.bidder] = e;
  }
  on_bid_withdrawn(e) {
    const n = this.need(e, "open");
    this.expect(e.at < n.deadline && this.names.has(`信封 ${e.bid}`), "应当是截止前已收到的投标");
    this.once("撤回或替换", e.bid);
    if (n.bids[e.bidder]?.bid === e.bid) delete n.bids[e.bidder];
  }
  on_bid_replaced(e) { this.on_bid_withdrawn(e); }
  on_need_closed(e) {
    const n = this.moved(e, "open"), who = Object.keys(n.bids).sort();
    n.root = hex(merkleRoot(who.map((each) => sha([0], utf8(`${each}\n${n.bids[each].bid}`)))));
    this.expect(e.at >= n.deadline && e.deadline === n.deadline, `截止应当在 ${n.deadline} 或之后`);
    const silence = this.silence(n, n.deadline);
    this.expect(!silence.length, `${silence.join(" 至 ")} 没有心跳，应当先顺延截止时间`);
    this.expect(e.root === n.root && e.bids === who.length, `冻结名单应当是 ${n.root}，共 ${who.length} 家`);
    this.expect(e.version === n.version, `应当是公告第 ${n.version} 版`);
    this.drawClosed(n);
    n.closed_at = e.at; n.state = "closed"; n.marks = bare(Object.fromEntries(who.map((each) => [each, this.scores[each] ?? null])));
  }
  on_trustee_released(e) {
    const n = this.moved(e, "closed"), [named, released] = this.keysOf(n, field(e, "lot"));
    this.expect(numbers(named).includes(e.i) && !(e.i in released), "应当是公告写明的密钥方，且只一次");
    released[e.i] = e.key;
  }
  on_opening_delayed(e) {
    const n = this.moved(e, "closed");
    this.expect(!n.until && e.at >= later(n.closed_at, { minutes: 30 }), `应当只推迟一次，且在 ${n.closed_at} 半小时之后`);
    this.expect(e.held < e.threshold && e.threshold === n.trustees.t, `密钥应当少于 ${n.trustees.t} 把`);
    this.wholeDays(e, "until");
    n.until = e.until;
  }
  on_bid_revealed(e) {
    const n = this.moved(e, "closed");
    this.frozen(e);
    this.pricesMayOpen(n);
    this.expect(!(e.bidder in n.seeds), "应当是冻结名单中的投标，只揭示一次");
    this.expect(e.at < n.until, `种子应当在推迟之后、第二截止 ${n.until || "（未曾推迟）"} 之前揭示`);
    n.seeds[e.bidder] = e.seed_sha256;
  }
  frozen(e) {
    const bid = this.need(e, "closed").bids[e.bidder];
    return bid?.bid === e.bid ? bid : this.wrong("此投标不在冻结名单中");
  }
  // The seed with which a bid of a delayed need is opened, or null where enough keys were released.
  revealed(n, e) {
    if (Object.keys(n.released).length >= n.trustees.t) return null;
    this.expect(n.until && same(Object.keys(n.seeds).sort(), Object.keys(n.bids).sort()), "密钥未足、种子未齐即开启");
    this.expect(hex(sha(utf8(e.seed))) === n.seeds[e.bidder], "种子不是投标人揭示的那一个");
    this.expect(hex(sha(utf8(canonical(e.envelope)))) === e.bid, "出示的信封不是收到的信封");
    return unb64(e.seed);
  }
  sealed(e) {
    const n = this.moved(e, "closed");
    this.pricesMayOpen(n);
    this.expect(!(e.bidder in n.opened) && !(e.bidder in n.void), "此投标已开启过");
    n.opened_at ??= e.at;
    this.expect(e.at === n.opened_at, `全部投标应当同时开启：${n.opened_at}`);
    return [n, this.frozen(e)];
  }
  async on_bid_opened(e) {
    const [n, bid] = this.sealed(e);
    this.expect(b64(sha(utf8("bid-seal/1 plain"), unhex(e.r), utf8(canonical(e.plain)))) === bid.pc, "开启的内容不是密封的内容");
    if (!saysABid(e.plain)) this.wrong("开启的内容不是 bid/1，应当因 schema 无效");
    const seed = this.revealed(n, e);
    if (seed) {
      const [reason, content] = await readWithSeed(e.envelope, seed);
      const told = content && hex(content) === hex(utf8(canonical(e.plain))) && hex(secretOf(seed)) === e.r;
      this.expect(told, `开启的内容不是种子给出的${reason && `：${reason}`}`);
    }
    n.opened[e.bidder] = { plain: e.plain, bid: e.bid, r: e.r };
  }
  async on_bid_void(e) {
    const [n, bid] = this.sealed(e);
    this.expect(hex(sha(utf8(canonical(e.envelope)))) === bid.bid, "出示的信封不是收到的信封");
    const seed = this.revealed(n, e);
    const reason = seed ? (await readWithSeed(e.envelope, seed))[0] : await voidReason(e.envelope, n.released, n.trustees.set);
    this.expect(reason === e.reason, `写明无效的原因是 ${e.reason}，重算：${reason || "可以开启"}`);
    n.void[e.bidder] = true;
  }
  on_bid_struck(e) {
    const n = this.moved(e, "closed", "decided"), who = e.bidder;
    const others = n.state === "decided" ? n.order.map((p) => p.bidder) : Object.keys(n.opened);
    const { control, common } = this.related(others);
    const kept = { bidders_do_not_control_one_another: !control.has(who), bidders_have_no_controller_in_common: !common.has(who), agency_is_able_to_serve: this.able(who, e.at), bidder_is_not_the_buyer: who !== n.buyer, agency_need_not_stand_aside: !n.avoid.includes(who), plan_opens_as_sealed: !(who in n.voidPlans), abnormally_low_price_is_explained: n.asked[who]?.accepted !== false, no_upheld_objection_is_against_the_bid: !n.owed.delete(e.bid) };
    this.expect(e.reasons.length && who in n.opened, "否决应当针对已开启的投标并写明理由");
    this.expect(!e.reasons.some((each) => kept[each.rule.split(".").at(-1)]), "记录显示该规则并未违反");
    this.expect(n.live === null, "有中选在先，不应否决");
    const because = e.reasons.map((each) => each.because);
    if (n.state === "decided") {
      this.expect(n.order.find((p) => p.bidder === who)?.bid === e.bid && !n.out.has(who), "否决应当针对仍有名次的投标");
      n.fallen.push({ bidder: who, bid: e.bid, because, was_valid: !e.reasons.some((each) => NEVER_COUNTED.includes(each.rule.split(".").at(-1))) });
    } else n.struck[who] = because;
    n.out.add(who);
  }
}
