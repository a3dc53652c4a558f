// Who controls whom, as agencies declared it: no two sign-ups of one need are decided or awarded on that are so related.
import { field } from "./proofs.js";

const STATE_ORGAN = "11"; // 国家机关的代码以此开头
export const relations = {
  // An agency's declared controllers, {code: set of kinds}.
  declaredOf(org) {
    if (!this.controls.has(org)) this.controls.set(org, new Map());
    return this.controls.get(org);
  },
  controllersRegistered(e) {
    this.controls.delete(e.org);
    for (const told of field(e, "controllers", [])) this.controlled(e.org, told);
  },
  controlled(org, told) {
    const { controller, kind, share_bp } = told, declared = this.declaredOf(org);
    const holding = kind === "share" && Number.isSafeInteger(share_bp) && share_bp > 0 && share_bp <= 10000;
    holding || (kind === "management" && share_bp === null) || this.say("控股关系应当写明万分之几，管理关系不写");
    if (typeof controller !== "string" || typeof kind !== "string") this.wrong("应当写明控制单位的代码和控制的种类");
    org !== controller && !declared.get(controller)?.has(kind) || this.say(`控制 ${org} 的应当是别的单位，且只申报一次，却是 ${controller}`);
    declared.set(controller, new Set([...(declared.get(controller) ?? []), kind]));
  },
  on_control_declared(e) {
    e.org in this.until || this.say(`应当是已入驻机构，却是 ${e.org}`);
    this.controlled(e.org, e);
  },
  on_control_ended(e) {
    const declared = this.declaredOf(e.org), kinds = declared.get(e.controller);
    kinds?.delete(e.kind) || this.say(`应当是 ${e.org} 申报过的控制关系，却是 ${e.controller}`);
    if (kinds && !kinds.size) declared.delete(e.controller);
  },
  above(org) {
    const atOnce = [...(this.controls.get(org)?.keys() ?? [])];
    return new Set([...atOnce, ...atOnce.flatMap((each) => [...(this.controls.get(each)?.keys() ?? [])])]);
  },
  // Of these bids: whose party controls a party of another or is controlled by one, whose shares a controller that is no state
  // organ, and whose has joined another bid too.
  related(n, those) {
    const over = new Map(), joins = new Map(), holds = new Map(), control = new Set();
    for (const who of those) {
      const higher = new Map();
      for (const unit of this.parties(n, who)) {
        higher.set(unit, [...this.above(unit)].filter((each) => each !== unit));
        joins.set(unit, [...(joins.get(unit) ?? []), who]);
      }
      over.set(who, new Set([...higher.values()].flat()));
    }
    for (const [who, higher] of over) {
      for (const each of higher) {
        for (const other of joins.get(each) ?? []) if (other !== who) control.add(who).add(other);
        if (!each.startsWith(STATE_ORGAN)) holds.set(each, (holds.get(each) ?? 0) + 1);
      }
    }
    const common = new Set(those.filter((who) => [...over.get(who)].some((each) => holds.get(each) > 1)));
    return { control, common, twice: new Set([...joins.values()].filter((each) => each.length > 1).flat()) };
  },
  nobodyRelated(n, those, isLeftOut) {
    const { control, common, twice } = this.related(n, those), leftIn = those.filter((who) => (control.has(who) || common.has(who)) && !isLeftOut(who));
    !leftIn.length || this.say(`${leftIn.join("、")} 与另一家有申报的控制关系，应当否决`);
    const joined = those.filter((who) => twice.has(who) && !isLeftOut(who));
    !joined.length || this.say(`${joined.join("、")} 的成员又参加了另一份投标，应当全部否决`);
  },
};
