// Experts: the pool, the plans that were opened, the draw with its avoidance, seats, locked sheets, and prices only after them.
import { draw } from "./draw.js";
import { bare, canonical, field, hex, isBlank, later, same, sha, unb64, unhex, utf8 } from "./proofs.js";
import { isSeedOf, readWithSeed, secretOf, voidReason } from "./void.js";

const METHOD = "quality_and_price", LOT = "technical";
const OUTCOMES = ["read", "not-handed-in", "missing", "altered", "ciphertext", "size", "type"]; // of a plan's file
const sorted = (names) => [...names].sort();
export const experts = {
  on_expert_listed(e) {
    this.once("专家", e.expert);
    this.pool[e.expert] = e;
  },
  on_expert_unlisted(e) {
    e.expert in this.pool && !(e.expert in this.unlisted) || this.say(`${e.expert} 不在专家库中`);
    this.unlisted[e.expert] ??= e.at;
  },
  scoring(n, said) {
    Object.assign(n, { scoring: said, plan_seeds: bare(), plans: bare(), voidPlans: bare(), planKeys: bare(), seats: [], scoreBy: bare(), left: bare(), locked: bare(), sheets: null, drawn: null, short: false });
    const wanted = n.method === METHOD;
    wanted === (said !== null) && wanted === Object.hasOwn(n.trustees, "lots") || this.say("只有择优（方案）写明评审办法和两组密钥");
    if (said) this.weights(n, said);
  },
  weights(n, said) {
    const weights = said.criteria.map((each) => each.points), sum = weights.reduce((a, b) => a + b, 0) + said.price_points;
    weights.length > 0 && weights.every((each) => each >= 1) && said.price_points >= 1 && sum === 100 || this.say(`权重合计应当是 100 分，却是 ${sum}`);
    said.seats % 2 === 1 && said.quorum === Math.floor(said.seats / 2) + 1 || this.say("席位应当是单数，最少人数应当多于半数");
    const lot = n.trustees.lots[LOT], prices = new Set(n.trustees.set.map((each) => each.pk));
    field(n.trustees, "after") === "scores.closed" || this.say("报价的密钥应当等到 scores.closed");
    lot.lot === LOT && lot.deadline === n.deadline && lot.suite === n.trustees.suite || this.say("方案的密钥方应当是同一截止时间和算法");
    !lot.set.some((each) => prices.has(each.pk)) || this.say("方案和报价用了同一把密钥");
  },
  withPlan(n, e) {
    const wanted = n.method === METHOD;
    Object.hasOwn(e, "plan") === wanted || this.say(wanted ? "应当同时有方案" : "不应当有方案");
    if (!wanted) return;
    this.once("方案", e.plan.envelope);
    const files = field(e.plan, "files", []);
    const named = same(files, sorted(new Set(files))) && files.length <= 10 && files.every((each) => /^[0-9a-f]{64}$/.test(each));
    named || this.say("方案应当至多有十份密文，各以摘要列明一次，依次排列");
  },
  inScoring(e) {
    const n = this.moved(e, "closed");
    return n.method === METHOD ? n : this.wrong(`${n.method} 没有评审专家`);
  },
  keysOf(n, lot) {
    if (lot) return [n.trustees.lots[lot], n.planKeys];
    this.pricesMayOpen(n);
    return [n.trustees, n.released];
  },
  pricesMayOpen(n) { n.method !== METHOD || n.sheets !== null || this.say("评分结束之前就开启报价"); },
  // Whether the plans are what is opened next: then seeds are those of the plans.
  plansWait(n) { return n.method === METHOD && !n.plans_opened_at; },
  on_plan_revealed(e) {
    const n = this.inScoring(e), bid = this.frozen(e);
    this.plansWait(n) && !(e.bidder in n.plan_seeds) || this.say("应当是未开启的方案，且只揭示一次");
    e.plan === bid.plan.envelope || this.say("不是与投标一同密封的方案");
    e.at < n.until || this.say(`应当在推迟之后、第二截止 ${n.until || "（未曾推迟）"} 之前揭示`);
    n.plan_seeds[e.bidder] = e.seed_sha256;
  },
  // Whether all plans of a delayed need are opened with the seeds that their bidders handed in.
  revealedPlan(n, e, lot) {
    if (Object.keys(n.planKeys).length >= lot.t) return false;
    n.until && same(sorted(Object.keys(n.plan_seeds)), sorted(Object.keys(n.bids))) || this.say("密钥或种子未足即开启方案");
    hex(sha(utf8(e.seed))) === n.plan_seeds[e.bidder] || this.say("种子不是此投标人揭示的种子");
    return true;
  },
  openedPlan(e) {
    const n = this.inScoring(e), bid = n.bids[e.bidder], lot = n.trustees.lots[LOT];
    if (bid?.bid !== e.bid) this.wrong("此投标不在冻结名单中");
    !(e.bidder in n.plans) && !(e.bidder in n.voidPlans) || this.say("此方案已开启过");
    n.drawn === null && !n.short || this.say("应当先开启每份方案，再抽取专家");
    n.plans_opened_at ??= e.at;
    e.at === n.plans_opened_at || this.say(`全部方案应当同时开启：${n.plans_opened_at}`);
    e.plan === bid.plan.envelope || this.say("不是与投标一同密封的方案");
    return [n, bid, lot];
  },
  on_plan_opened(e) {
    const [n, bid, lot] = this.openedPlan(e), seed = unb64(e.seed);
    this.revealedPlan(n, e, lot);
    isSeedOf(seed, lot.t, lot.n, bid.plan.c, n.suite) || this.say("方案的种子不是密封的种子");
    hex(secretOf(n.suite, seed)) === e.r || this.say("方案的随机数不是从种子得出的");
    this.filesRead(bid, e);
    !Object.values(n.plans).includes(e.r) || this.say("每份方案应当有自己的种子，这是另一家的");
    n.plans[e.bidder] = e.r;
  },
  // The outcome of each file that an opened plan names; what lies in the plan and in its files is a fact outside.
  filesRead(bid, e) {
    const held = field(bid.plan, "files", []), told = field(e, "files", []);
    const names = told.map((each) => each.sha256);
    new Set(names).size === names.length && names.length <= 10 && (Object.hasOwn(e, "files") || !held.length) || this.say("应当写明方案每个文件的结果，各一次");
    for (const { sha256, outcome } of told) {
      const fine = OUTCOMES.includes(outcome) && (outcome === "not-handed-in") === !held.includes(sha256);
      fine || this.say(`方案的文件写明 ${outcome}，与随投标交来的 ${held.length} 份密文不符`);
    }
  },
  async on_plan_void(e) {
    const [n, bid, lot] = this.openedPlan(e);
    hex(sha(utf8(canonical(e.envelope)))) === bid.plan.envelope || this.say("出示的信封不是收到的方案");
    const bySeed = this.revealedPlan(n, e, lot);
    const reason = bySeed ? (await readWithSeed(e.envelope, unb64(e.seed), n.suite))[0] : await voidReason(e.envelope, n.planKeys, lot.set, n.suite);
    reason === e.reason || this.say(`写明无效的原因是 ${e.reason}，重算：${reason || "可以开启"}`);
    if (bySeed) this.seedWasFit(reason);
    n.voidPlans[e.bidder] = true;
  },
  avoidance(n, e) {
    same(sorted(Object.keys({ ...n.plans, ...n.voidPlans })), sorted(Object.keys(n.bids))) || this.say("应当先开启每份方案，再抽取专家");
    const parties = new Set([...Object.keys(n.bids).flatMap((who) => this.parties(n, who)), n.buyer, ...n.avoid]), wanted = bare(), told = bare();
    const pool = Object.values(this.pool).filter((each) => each.specialty === n.scoring.specialty && each.at < n.closed_at && n.closed_at <= (this.unlisted[each.expert] ?? "never"));
    for (const each of pool) {
      if (parties.has(each.employer)) wanted[each.expert] = "employer";
      else if (each.ties.some((tie) => parties.has(tie))) wanted[each.expert] = "tie";
    }
    const known = new Set(pool.map((each) => each.expert)), said = new Set(e.aside.map((row) => row.expert));
    for (const { expert, because } of e.aside) if (because !== "member" || !known.has(expert) || expert in wanted) told[expert] = because;
    same({ ...told }, { ...wanted }) || this.say("回避的专家与专家库的登记不符");
    return sorted([...known].filter((each) => !said.has(each)));
  },
  on_experts_drawn(e) {
    const n = this.inScoring(e), entrants = this.avoidance(n, e), { seats } = n.scoring;
    this.drawOpened(n, "抽取专家");
    const chance = { contributions: [], beacon: ["none", "", ""], ...this.chanceOf(n) };
    const pairs = [...Object.entries({ ...n.plans, list: n.root }), ...chance.contributions];
    const given = sorted(pairs.map(([who, r]) => canonical([who, r]))).map((each) => JSON.parse(each));
    n.drawn === null && entrants.length >= seats || this.say(`应当在至少 ${seats} 位中抽取一次`);
    const wanted = { ...draw(`${e.need}/experts`, entrants, given, chance.beacon, seats, chance.way), seats, contributions: given, beacon: chance.beacon };
    Object.keys(wanted).every((name) => same(field(e, name), wanted[name])) || this.say("抽取不是从专家库、冻结名单和方案得出的");
    n.drawn = e.order; n.until = "";
  },
  on_experts_short(e) {
    const n = this.inScoring(e), left = this.avoidance(n, e).length;
    e.left === left && left < n.scoring.seats || this.say(`还有 ${left} 位专家，${n.scoring.seats} 位即足够`);
    n.short = true;
  },
  active(n) { return n.seats.filter((code) => !(code in n.left)); },
  following(n) { return (n.drawn || []).find((code) => !n.seats.includes(code)) ?? null; },
  on_expert_seated(e) {
    const n = this.inScoring(e);
    e.expert === this.following(n) || this.say(`应当是抽取次序的下一位 ${this.following(n)}`);
    this.active(n).length < n.scoring.seats || this.say(`${n.scoring.seats} 个席位已满`);
    this.wholeDays(e, "score_by");
    if (!["number", "boolean"].includes(typeof n.scoring.days)) throw new Error("days");
    e.score_by >= later(e.at, { days: n.scoring.days }) || this.say(`评分期限应当至少在 ${e.at} 之后 ${n.scoring.days} 天`);
    n.seats.push(e.expert); n.scoreBy[e.expert] = e.score_by;
  },
  seated(e) {
    const n = this.inScoring(e);
    this.active(n).includes(e.expert) && !(e.expert in n.locked) && n.sheets === null || this.say(`${e.expert} 不在席、已锁定，或评分已结束`);
    return n;
  },
  on_expert_left(e) {
    const n = this.seated(e);
    e.because === "aside" || (e.because === "late" && e.at >= n.scoreBy[e.expert]) || this.say(`评分期限 ${n.scoreBy[e.expert]} 未到即离席`);
    n.left[e.expert] = e.because;
  },
  on_score_locked(e) {
    const n = this.seated(e);
    e.at < (n.scoreBy[e.expert] ?? "") || this.say(`应当在 ${n.scoreBy[e.expert]} 之前锁定`);
    n.locked[e.expert] = e.c;
  },
  on_scores_closed(e) {
    const n = this.inScoring(e), done = n.seats.filter((code) => code in n.locked), waiting = this.active(n).filter((code) => !(code in n.locked));
    const full = done.length === n.scoring.seats || (!waiting.length && this.following(n) === null && done.length >= n.scoring.quorum);
    n.sheets === null && full || this.say(`评分结束时只有 ${done.length} 份锁定`);
    same(e.experts, done) && e.quorum === n.scoring.quorum || this.say("应当是全部锁定的评分表");
    same(e.sheets.map((sheet) => sheet.expert), done) || this.say("应当每位专家一份评分表");
    for (const sheet of e.sheets) {
      hex(sha(unhex(sheet.salt), utf8(canonical(sheet.scores)))) === n.locked[sheet.expert] || this.say(`${sheet.expert} 的评分表不是锁定的那一份`);
      this.wholeSheet(n, sheet);
    }
    n.sheets = e.sheets;
  },
  wholeSheet(n, sheet) {
    const points = bare(Object.fromEntries(n.scoring.criteria.map((each) => [each.key, each.points * 100])));
    const given = sheet.scores.map((score) => canonical([score.bidder, score.criterion]));
    const wanted = Object.keys(n.plans).flatMap((who) => Object.keys(points).map((key) => canonical([who, key])));
    same(sorted(given), sorted(wanted)) || this.say(`${sheet.expert} 应当对每份方案的每项各评一次`);
    for (const { criterion, centi, reason } of sheet.scores) {
      const most = points[criterion] ?? 0;
      const fine = Number.isSafeInteger(centi) && centi >= 0 && centi <= most && (2 * centi > most || !isBlank(reason));
      fine || this.say(`${sheet.expert} 评 ${centi}，满分 ${most}；不高于一半应当写明理由`);
    }
  },
  scoredCase(n, facts) {
    const who = new Set(facts.offers.map((offer) => offer.bidder)), { criteria, price_points, quorum } = n.scoring, sheets = n.sheets || [];
    const scores = sheets.flatMap((sheet) => sheet.scores.filter((score) => who.has(score.bidder)).map((score) => ({ expert: sheet.expert, ...score })));
    const chance = { contributions: [], beacon: ["none", "", ""] }; // where the notice named no terms of a draw
    return { ...chance, ...facts, criteria, price_points, quorum, experts: sheets.map((sheet) => sheet.expert), scores };
  },
  noExpertsLeft(n) {
    const over = n.drawn !== null && this.active(n).every((code) => code in n.locked) && this.following(n) === null;
    return n.short || (over && Object.keys(n.locked).length < n.scoring.quorum);
  },
};
