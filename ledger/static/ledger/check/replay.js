// The market, replayed from its record: a second implementation of ledger/verifier/replay.py, held to the same falsifications.
import { awards } from "./awards.js";
import { bids } from "./bids.js";
import { budgeted } from "./budgeted.js";
import { cases } from "./cases.js";
import { chance } from "./chance.js";
import { choices } from "./choices.js";
import { contracted } from "./contracted.js";
import { experts } from "./experts.js";
import { explained } from "./explained.js";
import { inspections } from "./inspections.js";
import { WEIGHTLESS } from "./kinds.js";
import { notices } from "./notices.js";
import { outage } from "./outage.js";
import { MOMENT, bare, field, isOnADay, later, unhex } from "./proofs.js";
import { relations } from "./relations.js";
import { released } from "./released.js";
import { rounds } from "./rounds.js";
import { saying } from "./saying.js";
import { scores } from "./scores.js";
import { serving } from "./serving.js";
import { shortlists } from "./shortlists.js";
import { Spelling } from "./spelling.js";
import { terms } from "./terms.js";
import { trustees } from "./trustees.js";
import { ventures } from "./ventures.js";

class Wrong extends Error {}

export class Replay {
  constructor() {
    Object.assign(this, { findings: [], counts: bare(), latest: "", names: new Set(), entries: 0, untabled: 0 });
    Object.assign(this, { budgets: new Map(), held: new Map() });
    Object.assign(this, { until: bare(), needs: bare(), contracts: bare(), scores: bare(), pool: bare(), unlisted: bare(), inspections: bare(), facts: [], listedInspectors: new Set(), buyers: new Set(), unsure: new Set() });
    Object.assign(this, { released: [], spelling: new Spelling(), hows: new Map() });
    Object.assign(this, { officials: new Set(), undecided: new Map(), warned: new Map() });
    Object.assign(this, { beats: [], votes: new Map(), deliveries: [], measures: [], carriedOut: new Map(), controls: new Map() });
    for (const name of ["terms", "offers", "certified", "tied", "routes", "regions", "barred", "cases", "invoices", "payments", "kinds", "owed", "settled", "refunds", "objected", "keys"]) this[name] = new Map();
  }
  say(sentence) { this.findings.push({ file: "entries.jsonl", line: this.line, event: this.event, sentence }); }
  wrong(sentence) { throw new Wrong(sentence); }
  once(kind, name) {
    !this.names.has(`${kind} ${name}`) || this.say(`${kind} ${name} 只应出现一次`);
    this.names.add(`${kind} ${name}`);
  }
  wholeDays(e, name) { e[name].slice(10) === e.at.slice(10) && e[name] > e.at || this.say(`${name} 应当在 ${e.at} 之后整数天，却是 ${e[name]}`); }
  inOrder(thing, e) {
    e.at >= thing.last || this.say(`时间不应早于前一事项 ${thing.last}，却是 ${e.at}`);
    thing.last = e.at;
    if (this.owed.size) this.overdue(e);
  }
  // Judges a line; `entry` is what it says, null where it is no entry.
  async read(number, text, trust) {
    this.trust = trust;
    this.line = number; this.event = "entry"; this.entries = number; this.text = text;
    const { entry, fault } = this.spelling.read(text);
    this.entry = entry;
    if (fault) this.say(fault);
    try {
      if (this.entry) await this.happened(number, this.entry, trust);
    } catch (fault) {
      this.say(fault instanceof Wrong ? fault.message : `缺少字段或格式不对：${fault.message}`);
    }
  }
  async happened(number, e, trust) {
    this.event = e.type;
    if (typeof e.at !== "string" || typeof e.type !== "string") throw new Error("at");
    this.counts[e.type] = (this.counts[e.type] || 0) + 1;
    MOMENT.test(e.at) && isOnADay(e.at) && e.v === 1 || this.say("应当是 v 1 和精确到微秒的 UTC 时间，日历上有这一天");
    if (e.at < this.latest) later(e.at, { minutes: 10 }) >= this.latest || this.say(`时间不应远早于 ${this.latest}，却是 ${e.at}`);
    else this.latest = e.at;
    (number === 1) === (e.type === "log.genesis") || this.say("log.genesis 应当且只应是第 1 行");
    if (!this.hows.has(e.type)) this.hows.set(e.type, this[`on_${e.type.replaceAll(".", "_")}`]);
    const how = this.hows.get(e.type);
    if (how) {
      const waits = how.call(this, e);
      if (waits) await waits;
    } else WEIGHTLESS.has(e.type) || this.say("应当是 docs/events.md 写明的事项");
    this.said(e);
    number > 1 || (e.origin === trust.origin && e.key === trust.key) || this.say("第 1 行应当写明 trust.json 的记录名和公钥");
  }
  // Whether the record, at its end, goes on until so long after a fact, of whose line is spoken from here on.
  outlived(line, e, step) {
    this.line = line; this.event = e.type;
    try { return later(e.at, step) <= this.latest; } catch (fault) { this.say(`缺少字段或格式不对：${fault.message}`); }
    return false;
  }
  on_page_published(e) {
    unhex(e.sha256).length === 32 && e.bytes > 0 || this.say("应当写明程序的 SHA-256 和大小");
    this.pages = { ...this.pages, [e.page]: `${e.page} ${e.sha256}，第 ${this.line} 行起` };
  }
  able(org, at) { return org in this.until && at >= this.until[org]; }
  on_org_registered(e) {
    this.noted(e);
    (this.until[e.org] ?? "never") === "never" || this.say(`${e.org} 已经入驻`);
    e.at >= (this.barred.get(e.org) ?? "") || this.say(`禁入至 ${this.barred.get(e.org)}，不应重新入驻`);
    /^[0-9A-Z]{18}$/.test(e.org) || this.say(`应当是统一社会信用代码，却是 ${e.org}`);
    this.until[e.org] = "";
    this.controllersRegistered(e);
    this.registeredToServe(e);
  }
  on_org_suspended(e) {
    e.org in this.until && e.until > e.at || this.say("应当是已入驻机构，且结束晚于开始");
    this.on_org_warned(e);
    this.until[e.org] = e.until;
  }
  on_org_restored(e) {
    this.able(e.org, e.at) || this.say("恢复早于期满");
    this.until[e.org] = "";
  }
  on_org_removed(e) { this.noted(e); this.on_org_warned(e); this.until[e.org] = "never"; this.barred.set(e.org, typeof e.until === "string" ? e.until : ""); }
  on_org_warned(e) {
    const kind = e.type.split(".")[1].slice(0, 4);
    this.measured(e, kind);
    this.carriedOut.set(field(e, "case"), [e.org, kind, field(e, "until"), this.until[e.org] ?? ""]);
    this.warned.set(e.org, field(e, "until"));
  }
  on_org_cleared(e) {
    const until = this.warned.get(e.org);
    typeof until === "string" && e.at >= until || this.say("警示期满之前不应解除");
    this.warned.delete(e.org);
  }
}
Object.assign(Replay.prototype, notices, budgeted, outage, bids, chance, choices, shortlists, experts, rounds, awards, explained, contracted, cases, scores, relations, ventures, serving, terms, saying, inspections, trustees, released);
