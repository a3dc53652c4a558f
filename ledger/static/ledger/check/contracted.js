// Contracts and payments: the award's parties and price, both signatures, delivery, acceptance, never a fen above the contract.
import { field, later } from "./proofs.js";

export const contracted = {
  contract(e, ...states) {
    const c = this.contracts[e.contract] || this.wrong(`合同 ${e.contract} 应当先生成`);
    this.expect(c.need === e.need && field(e, "bidder", c.bidder) === c.bidder, "需求或机构与合同不符");
    this.inOrder(c, e);
    return states.includes(c.state) ? c : this.wrong(`合同 ${e.contract} 处于 ${c.state}，应当是 ${states.join(" 或 ")}`);
  },
  on_contract_drawn_up(e) {
    const n = this.moved(e, "confirmed");
    this.once("合同", e.contract);
    this.expect(e.buyer === n.buyer && e.bidder === n.live.bidder && e.fen === n.live.fen, `应当是中选双方和 ${n.live.fen} 分`);
    this.expect(n.contract === null, "此中选已有合同");
    this.expect([e.at, n.confirmed_at].some((at) => at.slice(10) === e.sign_by.slice(10) && at < e.sign_by), "签订期限应当是整数天");
    n.contract = this.contracts[e.contract] = { ...e, state: "drawn up", sides: new Set(), paid: 0, accept_by: "", made: false, last: e.at };
  },
  on_contract_confirmed(e) {
    const c = this.contract(e, "drawn up");
    this.expect(e.terms === c.terms, "确认的文本不是生成的文本");
    this.expect(["buyer", "agency"].includes(e.side) && !c.sides.has(e.side), "双方应当各确认一次");
    c.sides.add(e.side);
  },
  on_contract_signed(e) {
    const c = this.contract(e, "drawn up");
    this.expect(e.buyer === c.buyer && e.fen === c.fen && e.terms === c.terms && c.sides.size === 2, "应当双方签同一文本");
    this.expect(e.at <= c.sign_by, `签订晚于 ${c.sign_by}`);
    c.state = "signed";
  },
  on_contract_changed(e) { this.contract(e, "signed"); },
  on_contract_lapsed(e) { this.contract(e, "drawn up").state = "lapsed"; },
  on_contract_terminated(e) { this.contract(e, "signed").state = "terminated"; },
  on_delivery_made(e) {
    const c = this.contract(e, "signed");
    c.made = true; c.accept_by = field(e, "accept_by") || "";
    if (c.accept_by) this.wholeDays(e, "accept_by");
  },
  on_delivery_returned(e) { const c = this.contract(e, "signed"); this.expect(c.made, "没有交付"); c.made = false; },
  on_delivery_accepted(e) {
    const c = this.contract(e, "signed"), silent = e.accepted_by === "silence";
    this.expect(c.made, "没有交付即验收");
    this.expect(e.accepted_at <= e.at, "验收时间晚于记录");
    this.expect(!silent || (c.accept_by && e.accepted_at >= c.accept_by), "默示验收早于期限");
    this.expect(!silent || this.needs[c.need].buyer_kind !== "department", "部门不适用默示验收");
    c.state = "accepted";
    this.deliveries.push({ org: c.bidder, contract: e.contract, on: later(e.accepted_at, { hours: 8 }).slice(0, 10), days_late: e.days_late });
  },
  on_invoice_issued(e) {
    const c = this.contract(e, "accepted");
    this.once("账单", e.invoice);
    this.expect(e.fen === c.fen && e.payer === c.buyer, `账单应当是 ${c.fen} 分`);
  },
  on_payment_settled(e) {
    const c = this.contract(e, "accepted");
    this.once("付款", e.payment);
    c.paid += e.fen;
    this.expect(e.fen > 0 && c.paid <= c.fen, `合同 ${c.fen} 分，已付 ${c.paid} 分`);
  },
  on_payment_refunded(e) {
    const c = this.contract(e, "accepted", "completed");
    this.once("退款", e.refund);
    this.expect(this.names.has(`付款 ${e.payment}`), "应当先有这笔付款");
    c.paid -= e.fen;
    this.expect(e.fen > 0 && c.paid >= 0, "退款多于付款");
    this.holds(this.needs[c.need], { spent: c.paid });
  },
  on_contract_completed(e) {
    const c = this.contract(e, "accepted");
    this.expect(e.fen === c.paid && c.paid === c.fen, `完成时应付清 ${c.fen} 分，已付 ${c.paid} 分`);
    c.state = "completed";
  },
};
