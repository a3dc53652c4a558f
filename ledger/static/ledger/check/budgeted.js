// Budgets of departments: no line carries more than its limit, no notice runs and no award is made without its reserve, and what
// ended holds nothing. A second implementation of ledger/verifier/budgeted.py.
import { canonical, field, later } from "./proofs.js";

const CAUSES = [["budget.released", ["need.amended", "need.cancelled", "need.failed", "award.confirmed"]], ["budget.refunded", ["payment.refunded"]]];
const POTS = ["reserved", "committed", "spent"];
const WORDS = { reserved: "预留", committed: "承诺", spent: "支付" };
const empty = (more) => ({ reserved: 0, committed: 0, spent: 0, ...more });
const nameOf = (e) => canonical([e.buyer, e.budget_line, e.year]);

export const budgeted = {
  on_budget_declared(e) {
    const name = nameOf(e);
    !this.budgets.has(name) && e.fen > 0 || this.say(`预算项目 ${e.budget_line}（${e.year} 年）应当只申报一次，额度大于零`);
    this.budgets.set(name, empty({ limit: e.fen }));
  },
  on_budget_reserved(e) { this.carried(e, "", "reserved"); },
  on_budget_committed(e) { this.carried(e, "reserved", "committed"); },
  on_budget_released(e) {
    if (e.of !== "reserved" && e.of !== "committed") this.wrong("只释放已预留或已承诺的预算");
    this.carried(e, e.of, "");
    this.owes(e, "需求的变更、中选确认或结束");
  },
  on_budget_spent(e) { this.carried(e, "committed", "spent"); },
  on_budget_refunded(e) {
    this.carried(e, "spent", "");
    this.owes(e, "需求付款的退款");
  },
  // What is freed is freed in the moment of what frees it, which stands after it.
  owes(e, cause) {
    const name = `${e.type} ${e.need}`;
    if (!this.owed.has(name)) this.owed.set(name, { line: this.line, event: e.type, end: later(e.at, { minutes: 10 }), at: e.at, cause });
    this.owed.get(name).at === e.at || this.say(`先前释放的预算应当与${cause}同时，在 ${this.owed.get(name).at}`);
  },
  caused(e, kind = "budget.released") { this.owed.delete(`${kind} ${e.need}`); },
  // Nothing else happens to a need or its contract between what is freed and its cause.
  overdue(e) {
    for (const [kind, causes] of CAUSES) {
      const owed = this.owed.get(`${kind} ${field(e, "need")}`);
      !owed || (owed.at === e.at && causes.includes(e.type)) || this.say(`先前释放的预算应当与${owed.cause}同时，在 ${owed.at}`);
    }
  },
  // At the end of the record: what was freed without its cause.
  leftOwed() {
    for (const { line, event, end, at, cause } of this.owed.values()) {
      if (end > this.latest) continue;
      this.line = line; this.event = event;
      this.say(`释放预算应当与${cause}同时，在 ${at}，记录直到 ${this.latest} 却没有`);
    }
  },
  carried(e, source, target) {
    if (typeof e.fen !== "number") throw new Error("fen");
    const name = nameOf(e), line = this.budgets.get(name) ?? this.wrong(`预算项目 ${e.budget_line}（${e.year} 年）应当先由 ${e.buyer} 申报`);
    let held = this.held.get(e.need);
    if (!source && !(held && POTS.some((pot) => held[pot]))) this.held.set(e.need, held = empty({ line: name, code: e.budget_line }));
    if (held?.line !== name) this.wrong(`需求 ${e.need} 在此预算项目上没有预算`);
    e.fen > 0 && (!source || held[source] >= e.fen) || this.say(`已${WORDS[source] ?? "申请"} ${source ? held[source] : e.fen} 分，应当不少于 ${e.fen} 分且大于零`);
    for (const [pot, fen] of [[source, -e.fen], [target, e.fen]]) if (pot) { held[pot] += fen; line[pot] += fen; }
    const used = POTS.reduce((sum, pot) => sum + line[pot], 0);
    used <= line.limit || this.say(`预算项目 ${line.limit} 分，已用 ${used} 分`);
  },
  covered(n, e) {
    this.caused(e);
    const held = this.held.get(n.need);
    if (n.buyer_kind !== "department") return !held || this.say("预算项目只为部门付费");
    if (typeof field(e, "budget_line") !== "string") throw new Error("budget_line");
    const before = n.budget ?? this.held.get(n.first);
    const wanted = before?.code === e.budget_line ? before.line : canonical([n.buyer, e.budget_line, Number(later(e.at, { hours: 8 }).slice(0, 4))]);
    held?.line === wanted && held.reserved === n.ceiling_fen || this.say(`应当按最高限价在预算项目 ${e.budget_line} 上预留 ${n.ceiling_fen} 分`);
    n.budget = { line: wanted, code: e.budget_line };
  },
  holds(n, wanted) {
    if (n.buyer_kind !== "department") return;
    const held = this.held.get(n.need) ?? empty();
    Object.keys(wanted).every((pot) => held[pot] === wanted[pot]) || this.say(`需求的预算应当是${Object.entries(wanted).map(([pot, fen]) => `已${WORDS[pot]} ${fen} 分`).join("、")}`);
  },
  paysFor(n, fen) {
    const reserved = this.held.get(n.need)?.reserved ?? 0;
    n.buyer_kind !== "department" || reserved >= fen || this.say(`已预留 ${reserved} 分，不足以支付中选价 ${fen} 分`);
  },
};
