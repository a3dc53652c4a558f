// What goes into a need's draws besides the bids: ledger/verifier/chance.py a second time.
import { b64, canonical, field, hex, join, order, sha, unb64, unhex, utf8 } from "./proofs.js";
import { Replay } from "./replay.js";
import { voidReason } from "./void.js";

const SEALED = utf8(canonical({ v: "bid/1", entry: true }));
const size = (n) => { const out = new Uint8Array(4); new DataView(out.buffer).setUint32(0, n); return out; };
const lp = (part) => join(size(part.length), part);
const standIn = (given) => (given.envelope ? hex(unb64(given.envelope.pc)) : given.commit);

Object.assign(Replay.prototype, {
  drawNamed(n, e) {
    Object.assign(n, { draw: field(e, "draw"), given: Object.create(null), shown: Object.create(null), noticed_at: e.at });
    this.expect(n.draw || !this.drawsNamed, "应当写明抽取规则，与此前的公告一样");
    this.expect(!n.draw || (n.draw.v === "draw/1" && n.draw.withheld === "commit"), "应当是 draw/1 的抽取规则");
    this.drawsNamed ||= Boolean(n.draw);
  },
  on_draw_contribution(e) {
    const n = this.need(e, "open");
    this.expect(n.draw?.parties.includes(e.party) && !(e.party in n.given), `${e.party} 应当是公告写明的出数方，且只出一次`);
    this.expect(e.at === n.noticed_at, `出数应当与公告同时，在 ${n.noticed_at}，早于任何报名`);
    if (field(e, "envelope")) this.expect(e.envelope.need === e.need && e.envelope.bidder === e.party && e.envelope.tset === n.tset, "出数应当由出数方密封给公告的密钥方");
    else this.expect(n.trustees.n === 1 && unhex(e.commit).length === 32, "密钥方不止一家，出数应当密封");
    n.given[e.party] = { envelope: field(e, "envelope"), commit: field(e, "commit") };
  },
  drawClosed(n) {
    const missing = n.draw ? n.draw.parties.filter((party) => !(party in n.given)) : [];
    this.expect(!missing.length, `截止时缺 ${missing.join("、")} 的出数`);
  },
  openedWith(e) {
    const n = this.moved(e, "closed"), given = n.given[e.party] || this.wrong(`${e.party} 没有出数`);
    this.expect(e.at === n.opened_at, "出数应当在开启的同时出示");
    this.expect(!(e.party in n.shown), "此出数已出示过");
    return [n, given];
  },
  on_draw_shown(e) {
    const [n, given] = this.openedWith(e), value = unhex(e.value);
    const bound = given.envelope
      ? b64(sha(utf8("bid-seal/1 plain"), value, SEALED)) === given.envelope.pc
      : hex(sha(utf8("draw/1 commit\n"), lp(utf8(e.need)), lp(utf8(e.party)), lp(value))) === given.commit;
    this.expect(bound && value.length === 32, "出示的数不是公告时固定的数");
    n.shown[e.party] = e.value;
  },
  async on_draw_withheld(e) {
    const [n, given] = this.openedWith(e), byKeys = given.envelope && Object.keys(n.released).length >= n.trustees.t;
    const why = byKeys ? await voidReason(given.envelope, n.released, n.trustees.set) || "可以开启" : "not-shown";
    this.expect(e.reason === why, `写明未出示的原因是 ${e.reason}，重算：${why}`);
    n.shown[e.party] = standIn(given);
  },
  drawOpened(n) {
    const missing = Object.keys(n.given).filter((party) => !(party in n.shown));
    this.expect(!missing.length, `决定前应当出示 ${missing.join("、")} 的出数`);
  },
  chanceOf(n) {
    if (!n.draw) return {};
    const parties = Object.keys(n.given).sort(order);
    return { contributions: parties.map((party) => [party, n.shown[party] ?? standIn(n.given[party])]), beacon: ["none", "", ""] };
  },
});
