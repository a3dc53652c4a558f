// Bids, from the sealing to the opening: ledger/verifier/bids.py a second time.
import { numbers } from "./holders.js";
import { LEAF, bare, canonical, field, hex, later, merkleRoot, same, sha, unb64, unhex, utf8 } from "./proofs.js";
import { ELIGIBLE } from "./serving.js";
import { commitment, readWithSeed, saysABid, secretOf, voidReason } from "./void.js";

// Struck for one of these after the decision, a bid should never have counted as a competitor.
const NEVER_COUNTED = ["abnormally_low_price_is_explained", "no_upheld_objection_is_against_the_bid", "bidders_are_under_different_heads", "bidders_do_not_control_one_another", "bidders_have_no_controller_in_common", "every_unit_joins_one_bid"];
// Every rule for which a bid is struck: those of who may serve, and those of bids beside each other.
const GROUNDS = [...ELIGIBLE, ...NEVER_COUNTED, "plan_opens_as_sealed"];

export const bids = {
  on_bid_sealed(e) {
    const n = this.need(e, "open");
    this.once("信封", e.bid);
    n.last <= e.at && e.at < n.deadline || this.say(`投标时间 ${e.at}，应当早于截止 ${n.deadline}`);
    e.version === n.version && e.tset === n.tset || this.say(`应当按公告第 ${n.version} 版及其密钥密封`);
    this.forItsVenture(n, e);
    e.seq > (n.seqs[e.bidder] || 0) || this.say("序号应当递增");
    this.fit(n, e.bidder, e.at);
    this.withPlan(n, e);
    n.seqs[e.bidder] = e.seq; n.bids[e.bidder] = e; n.sealed[e.bid] = e.bidder; n.entered = true;
  },
  on_bid_withdrawn(e) {
    const n = this.need(e, "open");
    e.at < n.deadline && this.names.has(`信封 ${e.bid}`) || this.say("应当是截止前已收到的投标");
    this.once("撤回或替换", e.bid);
    n.sealed[e.bid] === e.bidder || this.say(`应当是 ${e.bidder} 在本需求密封过的投标`);
    if (n.bids[e.bidder]?.bid === e.bid) delete n.bids[e.bidder];
  },
  on_bid_replaced(e) { this.on_bid_withdrawn(e); },
  on_need_closed(e) {
    const n = this.moved(e, "open"), who = Object.keys(n.bids).sort();
    n.root = hex(merkleRoot(who.map((each) => sha(LEAF, utf8(`${each}\n${n.bids[each].bid}`)))));
    e.at >= n.deadline && e.deadline === n.deadline || this.say(`截止应当在 ${n.deadline} 或之后`);
    const silence = this.silence(n, n.deadline);
    !silence.length || this.say(`${silence.join(" 至 ")} 没有心跳，应当先顺延截止时间`);
    e.root === n.root && e.bids === who.length || this.say(`冻结名单应当是 ${n.root}，共 ${who.length} 家`);
    e.version === n.version || this.say(`应当是公告第 ${n.version} 版`);
    const waiting = n.questions - n.answered.size;
    field(e, "unanswered", waiting) === waiting || this.say(`还有 ${waiting} 个提问没有答复，却写着 ${field(e, "unanswered")}`);
    this.drawClosed(n);
    n.closed_at = e.at; n.state = "closed"; n.marks = bare(Object.fromEntries(who.map((each) => [each, this.scores[each] ?? null])));
  },
  on_trustee_released(e) {
    const n = this.moved(e, "closed"), [named, released] = this.keysOf(n, field(e, "lot"));
    numbers(named).includes(e.i) && !(e.i in released) || this.say("应当是公告写明的密钥方，且只一次");
    released[e.i] = e.key;
    this.noteKey(n, named, e);
  },
  on_opening_delayed(e) {
    const n = this.moved(e, "closed");
    !n.until && e.at >= later(n.closed_at, { minutes: 30 }) || this.say(`应当只推迟一次，且在 ${n.closed_at} 半小时之后`);
    field(e, "lot", "") === (this.plansWait(n) ? "technical" : "") || this.say("推迟的应当是接下来要开启的信封");
    this.sealedYet(n) || this.say("密钥释放之后不应推迟开启");
    e.held < e.threshold && e.threshold === n.trustees.t || this.say(`密钥应当少于 ${n.trustees.t} 把`);
    this.wholeDays(e, "until");
    n.until = e.until;
  },
  on_bid_revealed(e) {
    const n = this.moved(e, "closed");
    this.frozen(e);
    this.pricesMayOpen(n);
    !(e.bidder in n.seeds) || this.say("应当是冻结名单中的投标，只揭示一次");
    e.at < n.until || this.say(`种子应当在推迟之后、第二截止 ${n.until || "（未曾推迟）"} 之前揭示`);
    n.seeds[e.bidder] = e.seed_sha256;
  },
  frozen(e) {
    const bid = this.need(e, "closed").bids[e.bidder];
    return bid?.bid === e.bid ? bid : this.wrong("此投标不在冻结名单中");
  },
  // The seed with which a bid of a delayed need is opened, or null where enough keys were released.
  revealed(n, e) {
    if (!["number", "boolean"].includes(typeof n.trustees.t)) throw new Error("t");
    if (Object.keys(n.released).length >= n.trustees.t) return null;
    n.until && same(Object.keys(n.seeds).sort(), Object.keys(n.bids).sort()) || this.say("密钥未足、种子未齐即开启");
    hex(sha(utf8(e.seed))) === n.seeds[e.bidder] || this.say("种子不是投标人揭示的那一个");
    hex(sha(utf8(canonical(e.envelope)))) === e.bid || this.say("出示的信封不是收到的信封");
    return unb64(e.seed);
  },
  sealed(e) {
    const n = this.moved(e, "closed");
    this.pricesMayOpen(n);
    !(e.bidder in n.opened) && !(e.bidder in n.void) || this.say("此投标已开启过");
    n.opened_at ??= e.at;
    e.at === n.opened_at || this.say(`全部投标应当同时开启：${n.opened_at}`);
    return [n, this.frozen(e)];
  },
  async on_bid_opened(e) {
    const [n, bid] = this.sealed(e);
    commitment(n.suite, unhex(e.r), utf8(canonical(e.plain))) === bid.pc || this.say("开启的内容不是密封的内容");
    hex(secretOf(n.suite, unb64(e.seed))) === e.r || this.say("r 不是种子给出的");
    if (!saysABid(e.plain)) this.wrong("开启的内容不是 bid/1，应当因 schema 无效");
    const seed = this.revealed(n, e);
    if (seed) {
      const [reason, content] = await readWithSeed(e.envelope, seed, n.suite);
      const told = content && hex(content) === hex(utf8(canonical(e.plain)));
      told || this.say(`开启的内容不是种子给出的${reason && `：${reason}`}`);
    }
    n.opened[e.bidder] = { plain: e.plain, bid: e.bid, r: e.r };
    n.pcs[bid.pc] ??= e.bidder;
    n.pcs[bid.pc] === e.bidder || this.say(`每份投标应当有自己的承诺值，这是 ${n.pcs[bid.pc]} 的`);
  },
  async on_bid_void(e) {
    const [n, bid] = this.sealed(e);
    hex(sha(utf8(canonical(e.envelope)))) === bid.bid || this.say("出示的信封不是收到的信封");
    const seed = this.revealed(n, e);
    const alone = seed ? (await readWithSeed(e.envelope, seed, n.suite))[0] : await voidReason(e.envelope, n.released, n.trustees.set, n.suite);
    const first = n.bids[n.pcs[bid.pc]] ?? bid, reason = alone || (first.at + first.bidder < bid.at + bid.bidder ? "copied" : "");
    reason === e.reason || this.say(`写明无效的原因是 ${e.reason}，重算：${reason || "可以开启"}`);
    if (seed) this.seedWasFit(reason);
    n.void[e.bidder] = true;
  },
  seedWasFit(reason) { reason !== "inconsistent-shares" || this.say("应当是这份信封的种子，别的种子不会收下"); },
  // The names of the rules that are given as reasons.
  rulesOf(e) {
    if (!Array.isArray(e.reasons)) this.wrong("应当写明理由，每一条写明规则");
    return e.reasons.map((each) => each.rule.split(".").at(-1));
  },
  on_bid_struck(e) {
    const n = this.moved(e, "closed", "decided"), who = e.bidder, rules = this.rulesOf(e);
    const others = n.state === "decided" ? n.order.map((p) => p.bidder) : Object.keys(n.opened);
    const { control, common, twice } = this.related(n, others), parties = this.parties(n, who);
    const kept = bare({ every_unit_joins_one_bid: !twice.has(who), bidders_do_not_control_one_another: !control.has(who), bidders_have_no_controller_in_common: !common.has(who), agency_is_able_to_serve: parties.every((each) => this.able(each, e.at)), bidder_is_not_the_buyer: !parties.includes(n.buyer), agency_need_not_stand_aside: !parties.some((each) => n.avoid.includes(each)), plan_opens_as_sealed: !(who in n.voidPlans), abnormally_low_price_is_explained: n.asked[who]?.accepted !== false, no_upheld_objection_is_against_the_bid: !n.owed.delete(e.bid), ...this.served(n, who, e.at) });
    rules.length && who in n.opened || this.say("否决应当针对已开启的投标并写明理由");
    rules.every((rule) => GROUNDS.includes(rule)) || this.say(`否决的理由应当是可以否决的规则：${rules.join("、")}`);
    !rules.some((rule) => kept[rule]) || this.say("记录显示该规则并未违反");
    n.live === null || this.say("有中选在先，不应否决");
    const because = e.reasons.map((each) => each.because);
    if (n.state === "decided") {
      n.order.find((p) => p.bidder === who)?.bid === e.bid && !n.out.has(who) || this.say("否决应当针对仍有名次的投标");
      n.fallen.push({ bidder: who, bid: e.bid, because, was_valid: !rules.some((rule) => NEVER_COUNTED.includes(rule)) });
    } else n.struck[who] = because;
    n.out.add(who);
  },
};
