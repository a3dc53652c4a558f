// Inspections: ledger/verifier/inspections.py a second time.
import { USUAL, draw, isKnown } from "./draw.js";
import { bare, canonical, field, hex, isObject, later, lp, same, sha, unhex, utf8 } from "./proofs.js";

const sorted = (pairs) => pairs.map((each) => canonical(each)).sort().map((each) => JSON.parse(each));
const regulator = (e, organ) => same(e.by, { kind: "regulator", org: organ });
function liesIn(region, wide) {
  let whole = wide;
  while (whole.endsWith("00")) whole = whole.slice(0, -2);
  return region.startsWith(whole);
}

export const inspections = {
  noted(e) { this.facts.push(e); },
  on_service_offered(e) { this.noted(e); this.offer(e, true); },
  on_service_withdrawn(e) { this.noted(e); this.offer(e, false); },
  on_inspector_listed(e) {
    this.once("检查人员", e.inspector);
    this.listedInspectors.add(e.inspector);
    regulator(e, e.organ) || this.say(`检查人员应当由 ${e.organ} 自己入库`);
    this.noted(e);
  },
  on_inspector_unlisted(e) {
    this.listedInspectors.has(e.inspector) || this.say(`${e.inspector} 不在检查人员库中`);
    this.listedInspectors.delete(e.inspector);
    this.noted(e);
  },
  registerBefore(moment) {
    const agencies = new Map(), inspectors = new Map();
    for (const e of this.facts) {
      if (e.at >= moment) continue;
      if (e.type === "org.registered") agencies.set(e.org, { region: field(e, "region", ""), items: new Set(field(e, "services", []).filter(isObject).map((each) => field(each, "item")).filter((item) => typeof item === "string")) });
      else if (e.type === "org.removed") agencies.delete(e.org);
      else if (e.type === "inspector.listed") inspectors.set(e.inspector, { organ: e.organ, ties: e.ties });
      else if (e.type === "inspector.unlisted") inspectors.delete(e.inspector);
      else if (agencies.has(e.org)) agencies.get(e.org).items[e.type === "service.offered" ? "add" : "delete"](e.item);
    }
    return [agencies, inspectors];
  },
  on_inspection_announced(e) {
    this.once("检查", e.inspection);
    regulator(e, e.organ) || this.say(`检查应当由 ${e.organ} 自己公告`);
    e.listed_at === later(e.at, { minutes: 60 }) && e.draws_at === later(e.at, { days: 1 }) || this.say("名单时点应当在公告后一小时，抽取在一天后");
    e.agencies >= 1 && e.inspectors >= 2 || this.say("应当至少抽一家机构、两名检查人员");
    const fine = same(Object.keys(e.commits).sort(), ["operator", e.organ].sort()) && Object.values(e.commits).every((each) => unhex(each).length === 32);
    fine || this.say("应当有运营方和监管机关的承诺值，且没有别的");
    isKnown(field(e, "way", USUAL), false, "none") || this.say("公告写明的抽签办法不认识");
    this.inspections[e.inspection] = { said: e, shown: bare(), drawn: false, line: this.line };
  },
  inspection(e) {
    const i = this.inspections[e.inspection] || this.wrong(`检查 ${e.inspection} 应当先公告`);
    !i.drawn || this.say(`检查 ${e.inspection} 已抽取过`);
    return i;
  },
  binds(e, party, value) {
    const { said } = this.inspections[e.inspection];
    const made = hex(sha(utf8("draw/1 commit\n"), lp(utf8(e.inspection)), lp(utf8(party)), lp(unhex(value))));
    return value.length === 64 && made === field(said.commits, party);
  },
  on_inspection_shown(e) {
    const i = this.inspection(e), { said } = i;
    e.party === said.organ && regulator(e, said.organ) && !Object.keys(i.shown).length || this.say(`应当由 ${said.organ} 出示自己的数，只一次`);
    const settled = later(said.listed_at, { minutes: 10 }); // nothing of before the lists may come onto the record after it
    settled <= e.at && e.at < said.draws_at || this.say(`应当在 ${settled} 之后、${said.draws_at} 之前出示`);
    this.binds(e, e.party, e.value) || this.say("出示的数不是承诺的数");
    i.shown[e.party] = e.value;
  },
  on_inspection_drawn(e) {
    const i = this.inspection(e), { said } = i, number = e.inspection;
    i.drawn = true;
    e.at >= said.draws_at || this.say(`公告写明 ${said.draws_at} 抽取，却在 ${e.at}`);
    const own = Object.fromEntries(e.contributions).operator ?? "";
    this.binds(e, "operator", own) || this.say("运营方的数不是它承诺的数");
    const given = sorted([["operator", own], [said.organ, i.shown[said.organ] ?? said.commits[said.organ]]]);
    const [agencies, inspectors] = this.registerBefore(said.listed_at);
    const listed = [...agencies].filter(([, each]) => liesIn(each.region, said.region) && (!said.item || each.items.has(said.item))).map(([code]) => code);
    const none = ["none", "", ""], way = field(said, "way", USUAL);
    const first = { ...draw(`${number}/agencies`, listed, given, none, said.agencies, way), places: said.agencies };
    const drawn = first.order.slice(0, said.agencies);
    const pool = [...inspectors].filter(([, each]) => each.organ === said.organ).sort(([a], [b]) => (a < b ? -1 : 1));
    const aside = pool.filter(([, each]) => each.ties.some((tie) => drawn.includes(tie))).map(([code]) => code);
    const left = pool.map(([code]) => code).filter((code) => !aside.includes(code));
    const second = { ...draw(`${number}/inspectors`, left, given, none, said.inspectors, way), places: said.inspectors };
    const wanted = {
      contributions: given, draws: [first, second], drawn, aside: aside.map((inspector) => ({ inspector, because: "tie" })),
      inspectors: second.order.slice(0, said.inspectors), short: second.order.length < said.inspectors,
    };
    Object.keys(wanted).every((name) => same(field(e, name), wanted[name])) || this.say("抽取不是从登记和承诺的数得出的");
  },
  // At the end of the record: whoever can reckon a draw beforehand could let it fall.
  leftUndrawn() {
    for (const [name, i] of Object.entries(this.inspections)) {
      if (i.drawn || !this.outlived(i.line, i.said, { days: 2 })) continue;
      this.say(`检查 ${name} 应当在公告的抽取时间后一天内抽取，记录已到 ${this.latest} 仍未抽取`);
    }
  },
};
