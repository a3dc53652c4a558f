// Who says a fact: ledger/verifier/saying.py a second time. Silence is nobody's word.
import { field } from "./proofs.js";

const SAYS = new Map(Object.entries({
  bidder: "bid.sealed bid.replaced bid.withdrawn bid.revealed auction.step price.explained award.confirmed award.declined",
  buyer: "agency.chosen shortlist.picked need.published need.amended need.cancelled explanation.judged objection.answered question.answered",
  org: "objection.filed registration.submitted control.declared service.offered service.withdrawn tie.declared tie.ended control.ended certificate.added certificate.dropped rating.replied rating.objected case.answered",
  rater: "rating.recorded",
  "the buyer": "delivery.returned delivery.accepted payment.prepared",
  "the agency": "delivery.made refund.prepared",
  "its side": "contract.confirmed contract.terminated change.proposed change.answered",
}).flatMap(([party, events]) => events.split(" ").map((event) => [event, party])));
const OFFICIALS = new Set("official.listed case.opened case.notified case.heard case.voted case.decided case.dropped".split(" "));

export const saying = {
  said(e) {
    if (!e.by || typeof e.by !== "object" || Array.isArray(e.by)) throw new Error("by");
    const party = SAYS.get(e.type), by = field(e.by, "org");
    if (party && this.bySilence(e)) by === null || this.say(`逾期视同的事项不应是谁说的，却写着 ${by}`);
    else if (party) {
      const code = this.speaker(party, e);
      by === code || this.say(`应当是 ${code} 自己说的，却写着 ${by || field(e.by, "kind")}`);
    } else if (e.type === "org.registered") {
      field(e.by, "kind") === (e.by_silence ? "system" : "operator") || this.say(`应当由平台运营通过，或逾期视同通过，却写着 ${field(e.by, "kind")}`);
    } else if (OFFICIALS.has(e.type)) field(e.by, "kind") === "regulator" && by || this.byTheNumbers(e) || this.say(`应当由监管部门作出，却写着 ${field(e.by, "kind")}`);
  },
  bySilence(e) {
    const second = e.type === "need.published" && e.round === 2;
    return second || field(e, "silent") || field(e, "accepted_by") === "silence" || field(e, "reason") === "keys_missing";
  },
  speaker(party, e) {
    if (party === "buyer") return this.needs[e.need].buyer;
    if (!party.includes(" ")) return e[party];
    const c = this.contracts[e.contract], side = { "the buyer": "buyer", "the agency": "agency", "its side": field(e, "side") }[party];
    if (!["buyer", "agency"].includes(side)) throw new Error(`side ${side}`);
    const code = side === "buyer" ? c.buyer : c.bidder;
    return e.type === "contract.confirmed" ? field(e, "org", code) : code;
  },
};
