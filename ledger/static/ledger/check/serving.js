// Who may serve a need, as far as the record shows it: ledger/verifier/serving.py a second time.
import { dayOf, field } from "./proofs.js";

// Who may serve: every rule of it is a reason for which a bid is struck, or one chosen is unable to serve.
export const ELIGIBLE = ["agency_is_able_to_serve", "agency_offers_the_service", "service_is_published_in_full", "certificates_last_through_the_service", "practitioners_are_enough", "agency_is_untied_to_the_approving_organ", "agency_need_not_stand_aside", "bidder_is_not_the_buyer"];

export const serving = {
  registeredToServe(e) {
    this.regions.set(e.org, field(e, "region", ""));
    this.offers.set(e.org, new Set(field(e, "services", []).map((each) => each.item)));
    this.certified.set(e.org, field(e, "certificates", []).map((each) => [each.kind, each.valid_from, each.valid_until]));
    this.tied.set(e.org, new Set(field(e, "ties", []).map((each) => each.organ)));
  },
  on_certificate_added(e) { this.certified.set(e.org, [...this.certified.get(e.org) || [], [e.kind, e.valid_from, e.valid_until]]); },
  on_certificate_dropped(e) { this.unsure.add(e.org); this.certified.set(e.org, (this.certified.get(e.org) || []).filter(([kind, , until]) => kind !== e.kind || until !== e.valid_until)); },
  on_tie_declared(e) { this.tied.set(e.org, (this.tied.get(e.org) || new Set()).add(e.organ)); },
  on_tie_ended(e) { this.tied.get(e.org)?.delete(e.organ); },
  on_supervision_routed(e) { this.routes.set(`${e.item} ${e.region}`, e.org); },
  offer(e, offered) {
    const held = this.offers.get(e.org) || new Set();
    this.offers.set(e.org, held);
    if (offered && held.has(e.item)) this.unsure.add(e.org);
    if (offered) held.add(e.item); else held.delete(e.item);
  },
  // Whose approval a need serves: the nearest region's department for the item, or the department that commissions it.
  organOf(n) { return this.routed(n) || (n.department ? n.buyer : ""); },
  // The department that supervises the service in the nearest region.
  routed(n) { return above(n.region).map((region) => this.routes.get(`${n.item} ${region}`)).find((org) => org) || ""; },
  unfit(n, who, at, certificates) {
    const found = [], tied = this.tied.get(who), organ = tied?.size ? this.organOf(n) : "";
    if (n.item && !this.offers.get(who)?.has(n.item)) found.push("agency_offers_the_service");
    if (certificates.length) {
      const day = dayOf(at);
      const inForce = (this.certified.get(who) || []).filter(([, since, until]) => since <= day && day <= until).map(([kind]) => kind);
      if (!certificates.every((kind) => inForce.includes(kind))) found.push("certificates_last_through_the_service");
    }
    return organ && tied.has(organ) ? [...found, "agency_is_untied_to_the_approving_organ"] : found;
  },
  // The rules of service, certificates and ties that the record decides for a bid: whether all of its parties keep each.
  served(n, bidder, at) {
    const asked = this.parties(n, bidder).map((who) => [who, bidder in n.teams ? n.teams[bidder].kinds[who] : n.certificates]), day = dayOf(at), organ = this.organOf(n);
    const broken = asked.flatMap(([who, kinds]) => this.unfit(n, who, at, kinds)), held = asked.flatMap(([who]) => this.certified.get(who) || []), ties = asked.flatMap(([who]) => [...this.tied.get(who) || []]);
    const kept = {
      agency_offers_the_service: !n.item || !asked.some(([who]) => this.unsure.has(who)) && held.every(([, since, until]) => (since ?? "") <= day && day <= (until ?? "")),
      certificates_last_through_the_service: asked.every(([, kinds]) => !kinds.length), agency_is_untied_to_the_approving_organ: !ties.length || organ !== "" && !ties.includes(""),
    };
    return Object.fromEntries(Object.entries(kept).filter(([rule, decided]) => decided || broken.includes(rule)).map(([rule]) => [rule, !broken.includes(rule)]));
  },
  // Every party of a bid is fit for its part.
  fit(n, bidder, at) {
    for (const who of this.parties(n, bidder)) {
      const unfit = this.unfit(n, who, at, bidder in n.teams ? n.teams[bidder].kinds[who] : n.certificates);
      !unfit.length || this.say(`${who} 不能承接此需求：${unfit.join("、")}`);
    }
  },
};

// A region's code and those of the regions above it, the nearest first.
export const above = (region) => [...new Set([region, `${region.slice(0, 4)}00`, `${region.slice(0, 2)}0000`])];
