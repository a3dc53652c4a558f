// The regions' dated terms: ledger/verifier/terms.py a second time.
import { canonical, dayOf, field, later, same } from "./proofs.js";
import { above } from "./serving.js";

const LINES = { mean_bp: "low_mean_bp", next_bp: "low_next_bp", ceiling_bp: "low_ceiling_bp" };
const OUTAGE = { window_minutes: "outage_window_minutes", silence_seconds: "outage_silence_seconds" };
const ROUNDS = { rounds: "live_rounds", step_fen: "live_step_fen", last_seconds: "live_last_seconds", extra_seconds: "live_extra_seconds", extensions: "live_extensions" };
const LIST = { length: "shortlist_length", drop_percent: "shortlist_drop_percent", unrated: "shortlist_unrated", days: "pick_days" };
const STATED = ["random_draw", "credit_shortlist", "direct_choice"]; // the notice states the price, none is bid
const FEWEST = { quality_and_price: "quality_minimum", credit_shortlist: "shortlist_minimum" };

export const terms = {
  on_term_changed(e) {
    for (const { name, region, since, value } of e.terms) {
      const rows = this.terms.get(`${name} ${region}`) || new Map();
      this.terms.set(`${name} ${region}`, rows.set(since, value));
    }
  },
  // A region's number of a day: its own newest, or the nearest region's above it; null where the record gives none.
  term(name, region, at) {
    const day = dayOf(at);
    for (const here of above(region)) {
      const rows = this.terms.get(`${name} ${here}`), since = [...rows?.keys() || []].filter((each) => each <= day).sort().at(-1);
      if (since !== undefined) return rows.get(since);
    }
    return null;
  },
  // The numbers of a notice against the table of its day; one that is amended may keep what it said before.
  byTerms(n, e, before = {}) {
    if (!this.terms.size) { this.untabled += 1; return; }
    const of = (name) => this.term(name, e.region, e.at), second = e.round === 2;
    const told = (names) => Object.fromEntries(Object.entries(names).map(([key, name]) => [key, of(name)]));
    const wanted = {
      notice_days: of(second ? "second_notice_days" : n.method === "direct_choice" ? "choice_days" : "notice_days"),
      minimum: n.method === "direct_choice" ? 1 : of(second ? "second_minimum" : FEWEST[n.method] || "minimum_participants"),
    };
    if (second) wanted.single = (of("second_single") || 0) > 0;
    wanted.outage = told(OUTAGE); wanted.round_terms = null;
    if (n.method === "direct_choice" || Object.values(wanted.outage).includes(null)) wanted.outage = null;
    if (n.method === "live_rounds") wanted.round_terms = { ...told(ROUNDS), seconds: 60 * (of("live_minutes") || 0), wait_seconds: 60 * (of("live_wait_minutes") || 0) };
    const lines = told(LINES);
    if (n.low || !STATED.includes(n.method) && !Object.values(lines).includes(null)) wanted.low = lines;
    if (n.method === "credit_shortlist") {
      const points = Math.max(of("shortlist_points") || 0, 1), numbers = [];
      for (let held = Math.floor(100 / points); held > 1; held--) numbers.push([100 * points * held, held]);
      wanted.shortlist = { ...told(LIST), numbers: [...numbers, [0, 1]] };
    }
    if (n.scoring) wanted.scoring = { ...n.scoring, days: of("scoring_days") };
    const odd = Object.keys(wanted).filter((name) => !same(field(e, name, null), wanted[name]) && !(name in before && same(field(e, name, null), before[name])));
    !odd.length || this.say(`按条款表应当是 ${odd.map((name) => `${name} ${canonical(wanted[name])}`).join("，")}`);
    if (n.scoring && !second) {
      const least = of("experts_least") || 0, low = of("price_points_least") || 0, high = of("price_points_most") ?? 100;
      n.scoring.seats >= least && low <= n.scoring.price_points && n.scoring.price_points <= high || this.say(`按条款表应当至少 ${least} 位专家，价格权重 ${low} 到 ${high} 分`);
    }
  },
  // A period of the table, in working days, is at least as many whole days.
  lasts(region, e, name, term) {
    const days = this.term(term, region, e.at) || 0;
    e[name] >= later(e.at, { days }) || this.say(`${name} 应当在 ${e.at} 之后至少 ${days} 天`);
  },
};
