// Contracts and payments: the award's parties and price, the signature of each of them, delivery, acceptance, never a fen above the contract.
import { dayOf, field, later, onDay, same } from "./proofs.js";

const SIGNED_WITHIN = 30; // days after the award was confirmed

export const contracted = {
  contract(e, ...states) {
    const c = this.contracts[e.contract] || this.wrong(`合同 ${e.contract} 应当先生成`);
    c.need === e.need && field(e, "bidder", c.bidder) === c.bidder || this.say("需求或机构与合同不符");
    this.inOrder(c, e);
    return states.includes(c.state) ? c : this.wrong(`合同 ${e.contract} 处于 ${c.state}，应当是 ${states.join(" 或 ")}`);
  },
  on_contract_drawn_up(e) {
    const n = this.moved(e, "confirmed");
    this.once("合同", e.contract);
    e.buyer === n.buyer && e.bidder === n.live.bidder && e.fen === n.live.fen || this.say(`应当是中选双方和 ${n.live.fen} 分`);
    n.contract === null || this.say("此中选已有合同");
    const last = later(n.confirmed_at, { days: SIGNED_WITHIN });
    e.sign_by === last || (e.at < e.sign_by && e.sign_by < last && e.at.slice(10) === e.sign_by.slice(10)) || this.say(`签订期限应当是整数天，或确认之后 ${SIGNED_WITHIN} 天即 ${last}`);
    const parties = [n.buyer, ...this.parties(n, e.bidder)];
    const own = { state: "drawn up", parties, signed: new Set(), paid: 0, accept_by: "", made: null, change: null, agreed: null, due_on: "", last: e.at };
    n.contract = this.contracts[e.contract] = Object.assign(Object.create(Object.getPrototypeOf(e)), e, own); // a field that it lacks is missed wherever it is asked for
    n.contract.silence = this.term("silent_acceptance_days", n.region, e.at) || 0;
    if (e.sign_by !== last) this.lasts(n.region, e, "sign_by", "sign_days");
  },
  on_contract_confirmed(e) {
    const c = this.contract(e, "drawn up");
    e.terms === c.terms || this.say("确认的文本不是生成的文本");
    const own = e.side === "buyer" ? c.parties.slice(0, 1) : e.side === "agency" ? c.parties.slice(1) : [];
    const who = field(e, "org", own[0] ?? null);
    own.includes(who) && !c.signed.has(who) || this.say(`应当由本方尚未确认的单位确认，却是 ${who}`);
    c.signed.add(who);
  },
  unsigned: (c) => c.parties.filter((who) => !c.signed.has(who)),
  on_contract_signed(e) {
    const c = this.contract(e, "drawn up");
    e.buyer === c.buyer && e.fen === c.fen && e.terms === c.terms || this.say("委托方、价款和文本应当与生成时一致");
    const missing = this.unsigned(c);
    !missing.length || this.say(`应当双方（联合体为各方）签同一文本，还缺 ${missing.join("、")}`);
    e.at <= c.sign_by || this.say(`签订晚于 ${c.sign_by}`);
    if (e.due_on) onDay(e.due_on);
    c.due_on = e.due_on; c.state = "signed";
  },
  on_change_proposed(e) {
    const c = this.contract(e, "signed");
    c.change === null || this.say("先提出的变更应当先答复");
    if (["buyer", "agency"].includes(e.side) && e.due_on) onDay(e.due_on);
    ["buyer", "agency"].includes(e.side) && (!e.due_on || e.due_on > c.due_on) || this.say(`应当晚于 ${c.due_on}`);
    c.change = e;
  },
  on_change_answered(e) {
    const c = this.contract(e, "signed");
    c.change && c.change.side !== e.side || this.say("应当由没有提出变更的一方答复");
    c.agreed = e.agreed ? c.change : null; c.change = null;
  },
  on_contract_changed(e) {
    const c = this.contract(e, "signed"), asked = c.agreed || this.wrong("应当有双方同意的变更"), due = asked.due_on || c.due_on;
    e.due_on === due && e.subcontract === asked.subcontract || this.say(`应当是双方同意的内容，期限 ${due}`);
    c.due_on = e.due_on; c.agreed = null;
  },
  on_contract_lapsed(e) {
    const c = this.contract(e, "drawn up"), missing = this.unsigned(c);
    c.state = "lapsed";
    missing.length && e.at >= c.sign_by || this.say(`早于 ${c.sign_by} 失效，或者各方都已确认`);
    const fine = e.buyer_confirmed === c.signed.has(c.parties[0]) && e.agency_confirmed === c.parties.slice(1).every((who) => c.signed.has(who));
    fine && same(field(e, "unconfirmed", missing), missing) || this.say(`应当写明尚未确认的是 ${missing.join("、")}`);
  },
  on_contract_terminated(e) { this.contract(e, "signed").state = "terminated"; },
  on_delivery_made(e) {
    const c = this.contract(e, "signed");
    c.made = e; c.accept_by = field(e, "accept_by") || "";
    const late = c.due_on ? Math.max(0, onDay(dayOf(e.at)) - onDay(c.due_on)) : 0;
    e.days_late === late || this.say(`交付比 ${c.due_on} 晚 ${late} 天，却写着 ${e.days_late}`);
    Boolean(c.accept_by) === (this.needs[c.need].buyer_kind !== "department") || this.say("企业逾期视同验收的，应当写明 accept_by；部门没有");
    if (!c.accept_by) return;
    this.wholeDays(e, "accept_by");
    c.accept_by >= later(e.at, { days: c.silence }) || this.say(`accept_by 应当在 ${e.at} 之后至少 ${c.silence} 天`);
  },
  on_delivery_returned(e) { const c = this.contract(e, "signed"); this.ofDelivery(c, e, "退回"); c.made = null; },
  ofDelivery(c, e, done) {
    c.made || this.say(`没有交付即${done}`);
    !c.made || (e.round === c.made.round && e.days_late === c.made.days_late) || this.say("应当是这次交付的轮次和逾期天数");
  },
  on_delivery_accepted(e) {
    const c = this.contract(e, "signed"), silent = e.accepted_by === "silence";
    this.ofDelivery(c, e, "验收");
    ["buyer", "silence"].includes(e.accepted_by) || this.say(`应当由委托方验收，或逾期视同验收，却写着 ${e.accepted_by}`);
    if (typeof e.accepted_at !== "string") throw new Error("accepted_at");
    e.accepted_at === e.at || this.say(`验收于 ${e.accepted_at}，应当是记录的时间`);
    !silent || (c.accept_by && e.accepted_at >= c.accept_by) || this.say("默示验收早于期限");
    !silent || this.needs[c.need].buyer_kind !== "department" || this.say("部门不适用默示验收");
    c.state = "accepted";
    this.deliveries.push({ org: c.bidder, contract: e.contract, on: dayOf(e.accepted_at), days_late: e.days_late });
  },
  on_invoice_issued(e) {
    const c = this.contract(e, "accepted");
    this.once("账单", e.invoice);
    e.fen === c.fen && e.payer === c.buyer || this.say(`账单应当是 ${c.fen} 分`);
    this.invoices.set(e.invoice, e.contract);
  },
  on_payment_prepared(e) {
    this.contract(e, "accepted");
    if (!this.payments.has(e.payment)) this.payments.set(e.payment, e.contract);
    this.payments.get(e.payment) === e.contract || this.say("一笔付款应当只属于一份合同");
  },
  on_payment_answered(e) { this.payments.get(e.payment) === e.contract || this.say(`付款 ${e.payment} 应当先准备`); },
  on_payment_settled(e) {
    const c = this.contract(e, "accepted");
    this.once("付款", e.payment);
    this.payments.get(e.payment) === e.contract && this.invoices.get(e.invoice) === e.contract || this.say("应当是本合同账单的、准备过的付款");
    e.payer === c.buyer || this.say(`应当由委托方 ${c.buyer} 付款，却是 ${e.payer}`);
    c.paid += e.fen;
    this.settled.set(e.payment, { contract: e.contract, fen: e.fen, back: 0 });
    e.fen > 0 && c.paid <= c.fen || this.say(`合同 ${c.fen} 分，已付 ${c.paid} 分`);
  },
  on_refund_prepared(e) {
    this.contract(e, "accepted", "completed");
    const paid = this.settled.get(e.payment);
    paid && paid.contract === e.contract && e.fen > 0 && e.fen <= paid.fen - paid.back || this.say(`退款应当不多于本合同付款 ${e.payment} 已到、未退的`);
    !this.refunds.has(e.refund) || this.say(`退款 ${e.refund} 只应准备一次`);
    this.refunds.set(e.refund, [e.contract, e.payment, e.fen]);
  },
  on_payment_refunded(e) {
    const c = this.contract(e, "accepted", "completed");
    this.once("退款", e.refund);
    const paid = this.settled.get(e.payment) || this.wrong("应当先有这笔付款");
    same(this.refunds.get(e.refund) ?? null, [e.contract, e.payment, e.fen]) || this.say("应当是本合同付款的、准备过的退款");
    c.paid -= e.fen; paid.back += e.fen;
    e.fen > 0 && c.paid >= 0 && paid.back <= paid.fen || this.say("退款多于付款");
    this.caused(e, "budget.refunded");
    this.holds(this.needs[c.need], { spent: c.paid });
  },
  on_contract_completed(e) {
    const c = this.contract(e, "accepted");
    e.fen === c.paid && c.paid === c.fen || this.say(`完成时应付清 ${c.fen} 分，已付 ${c.paid} 分`);
    c.state = "completed";
  },
};
