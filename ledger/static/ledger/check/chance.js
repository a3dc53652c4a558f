// What goes into a need's draws besides the bids: ledger/verifier/chance.py a second time.
import { USUAL, isKnown } from "./draw.js";
import { has, wellFormed } from "./holders.js";
import { isSigned } from "./ed25519.js";
import { b64, canonical, field, hex, isObject, join, later, lp, onDay, order, same, sha, unb64, unhex, utf8 } from "./proofs.js";
import { commitment, voidReason } from "./void.js";

const GENESIS = BigInt(Date.UTC(2023, 7, 23, 15, 9, 27)) * 1000n; // of drand's quicknet, which speaks every three seconds
const micros = (at) => BigInt(Date.parse(`${at.slice(0, 23)}Z`)) * 1000n + BigInt(at.slice(23, 26));
// Weekdays and hour in Beijing, and the form of a value.
const DAYS = { sh000001: [[1, 2, 3, 4, 5], "T15"], ssq: [[2, 4, 0], "T21:15"], notary: [[0, 1, 2, 3, 4, 5, 6], "U"] };
const FORMS = { "drand-quicknet": /^[0-9a-f]{96}$/, sh000001: /^[1-9]\d{2,5}\.\d\d$/, ssq: /^\d{7}:((0[1-9]|[12]\d|3[0-3]),){5}(0[1-9]|[12]\d|3[0-3])\+(0[1-9]|1[0-6])$/, notary: /^[^]{1,200}$/u };
const SEALED = utf8(canonical({ v: "bid/1", entry: true }));
const standIn = (given) => (given.envelope ? hex(unb64(given.envelope.pc)) : given.commit);

export const chance = {
  drawNamed(n, e) {
    Object.assign(n, { draw: field(e, "draw"), given: Object.create(null), shown: Object.create(null), noticed_at: e.at, entered: false });
    n.draw || !this.drawsNamed || n.method === "direct_choice" || this.say("应当写明抽取规则，与此前的公告一样");
    !n.draw || (n.draw.v === "draw/1" && n.draw.withheld === "commit") || this.say("应当是 draw/1 的抽取规则");
    this.drawsNamed ||= Boolean(n.draw);
    this.wayNamed(n, e);
    this.partiesNamed(n, e);
    n.beacon = ["none", "", ""];
    if (n.draw && n.draw.beacon.source !== "none") {
      const named = n.draw.beacon;
      n.beacon = null;
      named.by > e.deadline && named.fallback === "none" || this.say("公开数源应当等到截止之后，取不到则不用");
      this.comesAfter(named, e.deadline) || this.say(`${named.source} 的数应当出在截止之后，公告写的是 ${named.period}`);
    }
  },
  // By which method and hash the draws are made; once a notice has named it, every later one does.
  wayNamed(n, e) {
    const way = n.draw && field(n.draw, "way"), fine = !way || isKnown(way, field(e, "method", n.method) === "credit_shortlist", n.draw.beacon.source);
    way || !n.draw || !this.waysNamed || this.say("应当写明抽签办法，与此前的公告一样");
    fine || this.say("公告写明的抽签办法不认识，或不能用于这项抽取");
    this.waysNamed ||= Boolean(way);
    n.way = fine && way ? way : USUAL;
  },
  // Who contributes: the operator, and under a notice that names its way every trustee that is not the platform itself.
  partiesNamed(n, e) {
    const lots = isObject(e.trustees) ? field(e.trustees, "lots") : null, first = isObject(lots) ? field(lots, "technical", e.trustees) : e.trustees;
    const far = n.draw && field(n.draw, "way") && wellFormed(first) ? first.set.filter((each) => has(each, "by")) : [];
    n.holders = Object.fromEntries(far.map((each) => [`trustee-${each.i}`, each]));
    const wanted = ["operator", ...Object.keys(n.holders)].sort(order);
    !n.draw || same(n.draw.parties, wanted) || this.say(`出数方应当是 ${wanted.join("、")}`);
  },
  // What of the terms stays when a deadline moves: all but the period of the source and its time.
  lasting(draw) {
    return draw && { ...draw, beacon: { source: field(draw.beacon, "source"), key: field(draw.beacon, "key") } };
  },
  // Whether the period is the first of its source at or after the deadline (of the index and the lottery: a day of theirs not before it).
  comesAfter(named, deadline) {
    if (named.source === "drand-quicknet") {
      const gone = micros(deadline) - GENESIS, ceil = (gone + 2999999n) / 3000000n;
      return named.period === `${ceil + 1n}`;
    }
    const [days, hour] = field(DAYS, named.source) || this.wrong(`不认识公开数源 ${named.source}`);
    return days.includes(((onDay(named.period) + 4) % 7 + 7) % 7) && named.period + hour > later(deadline, { hours: 8 });
  },
  // The need that waits for the source of which this entry speaks.
  awaited(e) {
    const n = this.moved(e, "closed");
    n.draw && n.beacon === null || this.say("应当有等待公开数源的需求，且只取一次");
    e.source === n.draw.beacon.source && e.period === field(n.draw.beacon, "period") || this.say("应当是公告写明的公开数源和期次");
    return [n, n.draw.beacon];
  },
  async on_beacon_fetched(e) {
    const [n, named] = this.awaited(e);
    n.deadline <= e.at && e.at < named.by || this.say(`公开数应当在 ${n.deadline} 之后、${named.by} 之前取得`);
    FORMS[named.source].test(e.value) || this.say(`公开数不是 ${named.source} 的格式`);
    if (named.source === "notary") {
      const message = join(utf8("draw/1 notary\n"), ...[e.need, e.period, e.value].map((part) => lp(utf8(part))));
      await isSigned(unhex(named.key), message, unhex(e.proof)) || this.say("公开数没有公告写明的公证员的签名");
    }
    n.beacon = [e.source, e.period, e.value];
  },
  on_beacon_missed(e) {
    const [n, named] = this.awaited(e);
    e.at >= named.by || this.say(`应当等到 ${named.by} 才算未取到`);
    n.beacon = ["none", "", ""];
  },
  async on_draw_contribution(e) {
    const n = this.need(e, "open");
    n.draw?.parties.includes(e.party) && !(e.party in n.given) || this.say(`${e.party} 应当是公告写明的出数方，且只出一次`);
    e.at === n.noticed_at && !n.entered || this.say(`出数应当与公告同时，在 ${n.noticed_at}，早于任何报名`);
    const first = b64(n.suite.digest(utf8(canonical(this.opensFirst(n)[0]))));
    const by = field(n.holders, e.party);
    if (has(e, "envelope")) {
      e.envelope.need === e.need && e.envelope.bidder === e.party && e.envelope.suite === n.suite.name && e.envelope.tset === first || this.say("出数应当由出数方密封给公告中先开启的密钥方");
      const said = utf8(`trustee/1 contribution\n${hex(sha(utf8(canonical(e.envelope))))}`);
      !by || await isSigned(unhex(by.by), said, unhex(e.sig)) || this.say(`${e.party} 的出数没有该密钥方的签名`);
    } else n.trustees.n === 1 && !by && unhex(e.commit).length === 32 || this.say("密钥方不止一家，出数应当密封");
    n.given[e.party] = { envelope: field(e, "envelope"), commit: field(e, "commit") };
  },
  drawClosed(n) {
    const missing = n.draw ? n.draw.parties.filter((party) => !(party in n.given)) : [];
    !missing.length || this.say(`截止时缺 ${missing.join("、")} 的出数`);
  },
  // The trustees whose keys are released first, and those keys: of the plans, where experts score plans.
  opensFirst(n) { return n.scoring ? [n.trustees.lots.technical, n.planKeys] : [n.trustees, n.released]; },
  openedWith(e) {
    const n = this.moved(e, "closed"), given = n.given[e.party] || this.wrong(`${e.party} 没有出数`);
    e.at === (n.scoring ? n.plans_opened_at : n.opened_at) || this.say("出数应当在开启的同时出示");
    !(e.party in n.shown) || this.say("此出数已出示过");
    return [n, given];
  },
  async on_draw_shown(e) {
    const [n, given] = this.openedWith(e), value = unhex(e.value), [named, released] = this.opensFirst(n);
    const bound = given.envelope
      ? commitment(n.suite, value, has(e, "plain") ? utf8(canonical(e.plain)) : SEALED) === given.envelope.pc
      : hex(sha(utf8("draw/1 commit\n"), lp(utf8(e.need)), lp(utf8(e.party)), lp(value))) === given.commit;
    bound && value.length === 32 || this.say("出示的数不是公告时固定的数");
    n.shown[e.party] = e.value;
    if (!given.envelope || e.party in n.holders) return;
    if (!["number", "boolean"].includes(typeof named.t)) throw new Error("t");
    if (Object.keys(released).length < named.t) return;
    const why = await voidReason(given.envelope, Object.fromEntries(Object.entries(released).slice(0, named.t)), named.set, n.suite); // what a trustee sealed bears its signature
    !why || this.say(`出示了密钥打不开的出数，重算：${why}`);
  },
  async on_draw_withheld(e) {
    const [n, given] = this.openedWith(e), [named, released] = this.opensFirst(n), byKeys = given.envelope && Object.keys(released).length >= named.t;
    const why = byKeys ? await voidReason(given.envelope, released, named.set, n.suite) || "可以开启" : "not-shown";
    e.reason === why || this.say(`写明未出示的原因是 ${e.reason}，重算：${why}`);
    n.shown[e.party] = standIn(given);
  },
  drawOpened(n, done = "决定") {
    const missing = Object.keys(n.given).filter((party) => !(party in n.shown));
    !missing.length || this.say(`${done}前应当出示 ${missing.join("、")} 的出数`);
    n.beacon || this.say(`${done}前应当取得公告写明的公开数，或等到时限已过`);
  },
  chanceOf(n) {
    if (!n.draw) return {};
    const parties = Object.keys(n.given).sort(order);
    const way = canonical(n.way) === canonical(USUAL) ? {} : { way: n.way };
    return { contributions: parties.map((party) => [party, n.shown[party] ?? standIn(n.given[party])]), beacon: n.beacon ?? ["none", "", ""], ...way };
  },
};
