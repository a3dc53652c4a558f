// Joint ventures: ledger/verifier/ventures.py a second time.
import { bare, canonical, field, hex, same, sha, utf8 } from "./proofs.js";

const AGREEMENT = ["need", "version", "lead", "proposed", "parties"];
const isText = (said) => typeof said === "string" && said !== "";
const isAPart = (said) => {
  if (!said || typeof said !== "object" || Array.isArray(said)) return false;
  const [org, work, kinds, share, people] = ["org", "work", "certificates", "share_bp", "practitioners"].map((name) => field(said, name));
  const listed = Array.isArray(kinds) && kinds.every((kind) => typeof kind === "string");
  return isText(org) && isText(work) && listed && Number.isSafeInteger(share) && share > 0 && Number.isSafeInteger(people) && people >= 0;
};
export const ventures = {
  // Who bids with a bid: the bidder, and the other parties of the joint venture that it leads.
  parties(n, who) { return who in n.teams ? n.teams[who].codes : [who]; },
  on_venture_agreed(e) {
    const n = this.need(e, "open"), { parties, lead, venture } = e;
    this.once("联合体", venture);
    if (!Array.isArray(parties) || !parties.every(isAPart)) this.wrong("应当写明各方的代码、工作、份额、资质和人数");
    const codes = parties.map((each) => each.org), taken = [...new Set(parties.flatMap((each) => each.certificates))];
    const agreement = Object.fromEntries(AGREEMENT.map((name) => [name, e[name]]));
    n.ventures || this.say("公告应当写明接受联合体");
    e.at < n.deadline || this.say(`联合体应当在截止 ${n.deadline} 之前成立，却是 ${e.at}`);
    e.version === n.version || this.say(`应当是针对公告第 ${n.version} 版的协议`);
    hex(sha(utf8(canonical(agreement)))) === venture || this.say("协议的内容与它的名称（摘要）不符");
    codes.length > 1 && new Set(codes).size === codes.length && codes[0] === lead || this.say(`应当是牵头方和别的单位，各一次，却是 ${codes.join("、")}`);
    codes.every((org) => org in this.until) || this.say(`联合体各方应当是已入驻机构，却是 ${codes.join("、")}`);
    parties.reduce((sum, each) => sum + each.share_bp, 0) === 10000 || this.say("各方份额应当合计百分之百");
    same(taken.sort(), [...new Set(n.certificates)].sort()) || this.say(`公告要求的每种资质应当有成员承担，也没有别的，却是 ${taken.join("、")}`);
    !(lead in n.teams) || this.say(`${lead} 在本需求中已牵头一个联合体`);
    !(lead in n.bids) || this.say(`${lead} 的投标还在，应当先有协议、后有投标`);
    n.teams[lead] = { venture, codes, kinds: bare(Object.fromEntries(parties.map((each) => [each.org, each.certificates]))) };
  },
  on_venture_ended(e) {
    const n = this.need(e, "open"), team = n.teams[e.lead];
    team?.venture === e.venture && team.codes.includes(e.org) || this.say("应当是成立了的联合体，由其中一方退出");
    e.at < n.deadline || this.say(`联合体应当在截止 ${n.deadline} 之前解散，却是 ${e.at}`);
    !(e.lead in n.bids) || this.say(`${e.lead} 的投标还在，应当先撤回`);
    delete n.teams[e.lead];
  },
  forItsVenture(n, e) {
    const wanted = n.teams[e.bidder]?.venture ?? "";
    field(e, "venture", "") === wanted || this.say(`应当是联合体 ${wanted || "（无）"} 的投标`);
    for (const who of this.parties(n, e.bidder)) {
      this.able(who, e.at) || this.say(`${who} 未入驻、已暂停或已清退，不能投标`);
      who !== n.buyer && !n.avoid.includes(who) || this.say(`${who} 应当回避`);
    }
  },
};
