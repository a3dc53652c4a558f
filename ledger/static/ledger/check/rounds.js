// Live rounds: each round in its turn, each price judged by what stood on the record when it was named.
import { WAYS } from "./decision.js";
import { field, later, pick, same } from "./proofs.js";

const TERMS = ["extensions", "extra_seconds", "last_seconds", "rounds", "seconds", "step_fen"];
export const rounds = {
  // The terms that a notice names beforehand; records from before that named them with the first round.
  roundTerms(n) {
    const said = n.round_terms;
    const fine = !said || (n.method === "live_rounds" && same(Object.keys(said).sort(), [...TERMS, "wait_seconds"].sort()) && Object.values(said).every((each) => Number.isSafeInteger(each) && each >= 0));
    fine || this.say("应当写明七项竞价参数，均为整数，且只用于多轮竞价");
    if (!fine) n.round_terms = null;
  },
  inRounds(e) {
    const n = this.moved(e, "closed");
    return n.method === "live_rounds" ? n : this.wrong(`${n.method} 没有竞价轮次`);
  },
  running(e) {
    const n = this.inRounds(e), last = n.rounds.at(-1), running = last && !last.closed ? last : this.wrong("应当有进行中的一轮");
    e.round === running.round || this.say(`应当是第 ${running.round} 轮，却是第 ${e.round} 轮`);
    return [n, running];
  },
  on_round_opened(e) {
    const n = this.inRounds(e), before = n.rounds.at(-1), number = before ? before.round + 1 : 1;
    if (before) {
      before.closed && e.opened_at >= before.ends_at || this.say(`第 ${before.round} 轮到 ${before.ends_at} 才结束`);
      same(e.terms, n.terms) || this.say("各轮的竞价参数应当相同");
    } else {
      const seen = Object.keys({ ...n.opened, ...n.void }).sort();
      n.opened_at && same(seen, Object.keys(n.bids).sort()) || this.say("应当先开启每一份报名");
      this.enough(n, Object.keys(n.opened).length) || this.say(`报名 ${Object.keys(n.opened).length} 家，应当至少 ${n.minimum} 家`);
      const whole = same(Object.keys(e.terms).sort(), TERMS) && TERMS.every((name) => Number.isSafeInteger(e.terms[name]) && e.terms[name] >= 0);
      whole && e.terms.step_fen > 0 && e.terms.seconds > 0 || this.say("应当写明六项竞价参数，均为整数");
      n.terms = e.terms;
      if (n.round_terms) {
        const first = later(n.opened_at ?? e.at, { seconds: n.round_terms.wait_seconds });
        e.at >= first || this.say(`第 1 轮应当在 ${first} 或之后开始`);
        n.terms = pick(n.round_terms, TERMS);
        same(e.terms, n.terms) || this.say("竞价参数应当与公告写明的一致");
      }
    }
    const level = number > n.terms.rounds ? this.level(n) : [], count = n.terms.rounds + (level.length ? 1 : 0);
    e.round === number && number <= count || this.say(`应当是 ${count} 轮中的第 ${number} 轮，却是第 ${e.round} 轮`);
    same(field(e, "level", []), level) || this.say(`加轮应当只在 ${level.join("、") || "同价机构"} 之间进行`);
    e.opened_at === e.at || this.say(`本轮应当从 ${e.at} 开始，却是 ${e.opened_at}`);
    const end = later(e.opened_at, { seconds: n.terms.seconds });
    e.ends_at === end || this.say(`本轮应当到 ${end} 结束，却是 ${e.ends_at}`);
    n.rounds.push({ round: number, opened_at: e.opened_at, ends_at: end, extensions: 0, closed: false });
  },
  on_auction_step(e) {
    const [n, running] = this.running(e);
    if (e.fen === null) this.wrong("应当写明报价");
    e.seq === n.steps.length + 1 || this.say(`应当是第 ${n.steps.length + 1} 次报价，却是第 ${e.seq} 次`);
    e.bidder in n.opened && !(e.bidder in n.struck) || this.say(`${e.bidder} 没有有效报名`);
    running.opened_at <= e.at && e.at < running.ends_at || this.say(`报价时间 ${e.at}，本轮到 ${running.ends_at} 结束`);
    const [low, high] = this.allowed(n, running, e.bidder), best = Math.min(e.fen, ...n.steps.map((step) => step.fen));
    Number.isSafeInteger(e.fen) && low <= e.fen && e.fen <= high || this.say(`报价 ${e.fen} 分，应当在 ${low} 到 ${high} 之间`);
    e.best_fen === best || this.say(`此后最低价应当是 ${best}，却是 ${e.best_fen}`);
    if (later(e.at, { seconds: n.terms.last_seconds }) >= running.ends_at && running.extensions < n.terms.extensions) {
      running.ends_at = later(running.ends_at, { seconds: n.terms.extra_seconds });
      running.extensions += 1;
    }
    e.ends_at === running.ends_at || this.say(`此后本轮应当到 ${running.ends_at} 结束，却是 ${e.ends_at}`);
    n.steps.push(pick(e, ["seq", "round", "bidder", "fen", "at"]));
  },
  // Who goes on into the extra round: those level at the lowest after the usual rounds, if it lies above the floor.
  level(n) {
    const last = Object.fromEntries(n.steps.filter((step) => step.round <= n.terms.rounds).map((step) => [step.bidder, step.fen]));
    const lowest = Math.min(...Object.values(last)), level = Object.keys(last).filter((who) => last[who] === lowest).sort();
    return level.length > 1 && lowest > Math.max(n.floor_fen || 1, 1) ? level : [];
  },
  // From what to what a bidder may name a price: a step below the lowest, or level with it where less than a step is left.
  allowed(n, running, bidder) {
    const low = Math.max(n.floor_fen || 1, 1), own = n.steps.filter((step) => step.bidder === bidder).at(-1)?.fen;
    if (running.round > n.terms.rounds) {
      this.level(n).includes(bidder) || this.say(`${bidder} 不在加轮之列`);
      return [low, (own ?? 0) - 1];
    }
    if (!n.steps.length) return [low, n.ceiling_fen ?? 2 ** 53];
    const lowest = Math.min(...n.steps.map((step) => step.fen)), step = n.terms.step_fen;
    return lowest - step < low ? [lowest, lowest - (own === lowest ? 1 : 0)] : [low, lowest - step];
  },
  on_round_closed(e) {
    const [, running] = this.running(e);
    e.ends_at === running.ends_at && e.extensions === running.extensions || this.say(`本轮应当到 ${running.ends_at} 结束，延长 ${running.extensions} 次`);
    e.at >= running.ends_at || this.say(`本轮到 ${running.ends_at} 才结束`);
    running.closed = true;
  },
  roundsOver(n) { n.rounds.at(-1)?.closed && n.rounds.length === n.terms.rounds + (this.level(n).length ? 1 : 0) || this.say("最后一轮尚未结束"); },
  liveCase(n, facts, offers) {
    const ran = n.rounds.map((each) => pick(each, ["round", "opened_at", "ends_at", "extensions"]));
    const entries = offers.map((each) => pick(each, ["bidder", "bid", "score_centi", "r", "struck"]));
    return { ...pick(facts, ["v", "need", "ceiling_fen", "floor_fen", "list_root"]), terms: n.terms, rounds: ran, steps: n.steps, offers: entries, ...this.chanceOf(n) };
  },
  // How many compete: the places; in live rounds and before a short list the sign-ups without a strike, as long as there is a place.
  competing(n, facts, ranking) {
    return ranking.length && ["live_rounds", "credit_shortlist"].includes(n.method) ? facts.offers.filter((o) => !o.struck.length).length : ranking.length;
  },
  validBids(n) {
    const read = n.opened_at, [stand, fell] = read ? [n.opened, n.void] : n.plans_opened_at ? [n.plans, n.voidPlans] : [n.bids, {}];
    same(Object.keys({ ...stand, ...fell }).sort(), Object.keys(n.bids).sort()) || this.say("应当先开启冻结名单中的每一份信封，再判断是否不足");
    if (n.method === "live_rounds" && n.rounds.length) this.roundsOver(n);
    else if (n.method === "live_rounds" || !read) return Object.keys(stand).length;
    const facts = this.caseOf(n);
    return this.competing(n, facts, WAYS[n.method](facts).ranking);
  },
};
