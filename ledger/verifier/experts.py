"""Experts: the pool, the plans that were opened, the draw with its avoidance, seats, locked sheets, and prices only after them."""

# fmt: off
from re import fullmatch

from draw import draw
from proofs import Fields, canonical, difference, is_blank, later, sha, unb64, unhex
from void import is_seed_of, read_with_seed, secret_of, void_reason

METHOD, LOT = "quality_and_price", "technical"
UNREAD = {"missing", "altered", "ciphertext", "size", "type"}  # why a file is not read that was handed in: whoever has its bytes sees it

class Experts:
    def on_expert_listed(self, e):
        self.once("expert", e.expert)
        self.pool[e.expert] = e
    def on_expert_unlisted(self, e):
        e.expert in self.pool and e.expert not in self.unlisted or self.say(f"{e.expert} is not in the pool")
        self.unlisted.setdefault(e.expert, e.at)
    def scoring(self, n, said):
        """How a notice scores its plans, and under which keys they and their prices lie."""
        n.plan_seeds = {}
        n.scoring, n.plans, n.void_plans, n.plan_keys, n.seats, n.left, n.locked, n.sheets, n.drawn, n.short = said, {}, set(), {}, [], {}, {}, None, None, None
        (n.method == METHOD) == (said is not None) == ("lots" in n.trustees) or self.say("expected scoring and lots in a need by quality_and_price and in no other")
        if said:
            self.weights(n, said)
    def weights(self, n, said):
        weights = [each["points"] for each in said["criteria"]]
        fine = weights and min(weights) >= 1 and said["price_points"] >= 1 and sum(weights) + said["price_points"] == 100
        fine or self.say(f"expected weights of a hundred points in all, found {weights} and {said['price_points']}")
        said["seats"] % 2 and said["quorum"] == said["seats"] // 2 + 1 or self.say("expected an odd number of seats and more than half of them as quorum")
        lot = n.trustees["lots"][LOT]
        n.trustees.get("after") == "scores.closed" or self.say("expected the keys of the prices to wait for scores.closed")
        (lot["lot"], lot["deadline"], lot["suite"]) == (LOT, n.deadline, n.trustees["suite"]) or self.say("expected trustees of the plans for the same deadline and suite")
        apart = {each["pk"] for each in lot["set"]}.isdisjoint(each["pk"] for each in n.trustees["set"])
        apart or self.say("the plans and the prices lie under the same keys")
    def with_plan(self, n, e):
        wanted = n.method == METHOD
        ("plan" in e) == wanted or self.say("expected a plan beside the price" if wanted else "expected no plan")
        if wanted:
            self.once("plan", e.plan["envelope"])
            files = e.plan.get("files", [])
            named = files == sorted(set(files)) and len(files) <= 10 and all(fullmatch("[0-9a-f]{64}", each) for each in files)
            named or self.say("expected at most ten ciphertexts, each named once by its hash, in order")
    def in_scoring(self, e):
        n = self.moved(e, "closed")
        return n if n.method == METHOD else self.wrong(f"expected no experts in a need by {n.method}")
    def keys_of(self, n, lot):
        """The trustees of a lot and what they released; those of the prices only once the scores are closed."""
        if lot:
            return n.trustees["lots"][lot], n.plan_keys
        self.prices_may_open(n)
        return n.trustees, n.released
    def prices_may_open(self, n):
        n.method != METHOD or n.sheets is not None or self.say("a key of the prices was released before the scores were closed")
    def plans_wait(self, n):
        """Whether the plans are what is opened next: then seeds are those of the plans."""
        return n.method == METHOD and "plans_opened_at" not in n
    def on_plan_revealed(self, e):
        n = self.in_scoring(e)
        bid = self.frozen(e)
        self.plans_wait(n) and e.bidder not in n.plan_seeds or self.say("expected a plan that is not opened, revealed once")
        e.plan == bid.plan["envelope"] or self.say("this plan is not the one that was sealed with the bid")
        e.at < n.until or self.say(f"expected a seed after the delay was recorded and before the second deadline {n.until or 'that a delay names'}")
        n.plan_seeds[e.bidder] = e.seed_sha256
    def revealed_plan(self, n, e, lot):
        """Whether all plans of a delayed need are opened with the seeds that their bidders handed in."""
        if len(n.plan_keys) >= lot["t"]:
            return False
        n.until and set(n.plan_seeds) == set(n.bids) or self.say("a plan was opened before enough trustees released their keys or every bidder its seed")
        sha(e.seed.encode()).hex() == n.plan_seeds.get(e.bidder) or self.say("the seed is not the one that the bidder revealed")
        return True
    def opened_plan(self, e):
        n = self.in_scoring(e)
        bid, lot = self.frozen(e), n.trustees["lots"][LOT]
        e.bidder not in n.plans and e.bidder not in n.void_plans or self.say("this plan was opened or void before")
        n.drawn is None and n.short is None or self.say("expected every plan to be opened before the experts are drawn")
        e.at == n.setdefault("plans_opened_at", e.at) or self.say(f"expected all plans to be opened in one moment, {n.plans_opened_at}")
        e.plan == bid.plan["envelope"] or self.say("this plan is not the one that was sealed with the bid")
        return n, bid, lot
    def on_plan_opened(self, e):
        n, bid, lot = self.opened_plan(e)
        self.revealed_plan(n, e, lot)
        seed = unb64(e.seed)
        is_seed_of(seed, lot["t"], lot["n"], bid.plan["c"], n.suite) or self.say("the seed of this plan is not the one that was sealed")
        secret_of(n.suite, seed).hex() == e.r or self.say("the contribution of this plan is not what its seed gives")
        self.files_read(bid, e)
        e.r not in n.plans.values() or self.say("expected a plan with a seed of its own, found that of another")
        n.plans[e.bidder] = e.r
    def files_read(self, bid, e):
        """The outcome of each file that an opened plan names; what lies in the plan and in its files is a fact outside."""
        held, told = bid.plan.get("files", []), e.get("files", [])
        names = [each["sha256"] for each in told]
        len(set(names)) == len(names) <= 10 and ("files" in e or not held) or self.say("expected the outcome of every file of the plan, once")
        for each in told:
            fine = each["outcome"] in {"read", "not-handed-in", *UNREAD} and (each["outcome"] == "not-handed-in") == (each["sha256"] not in held)
            fine or self.say(f"a file of a plan is said to be {each['outcome']}, where the bid came with {len(held)} ciphertexts")
            self.outside += each["outcome"] in UNREAD
    def on_plan_void(self, e):
        n, bid, lot = self.opened_plan(e)
        sha(canonical(e.envelope).encode()).hex() == bid.plan["envelope"] or self.say("the envelope shown is not the plan that was sealed")
        by_seed = self.revealed_plan(n, e, lot)
        reason = read_with_seed(e.envelope, unb64(e.seed), n.suite)[0] if by_seed else void_reason(e.envelope, n.plan_keys, lot["set"], n.suite)
        reason == e.reason or self.say(f"said to be void for {e.reason}, recomputed: {reason or 'it opens'}")
        by_seed and self.seed_was_fit(reason)
        n.void_plans.add(e.bidder)
    def avoidance(self, n, e):
        """The pool of the specialty, as it stood at the closing, less those who stand aside, each for a reason that the record shows or that lies outside it."""
        set(n.bids) == set(n.plans) | n.void_plans or self.say("the experts were drawn before every plan was opened or void")
        parties = {n.buyer, *n.avoid}.union(*(self.parties(n, who) for who in n.bids))
        pool = {code: each for code, each in self.pool.items() if each.specialty == n.scoring["specialty"] and each.at < n.closed_at <= self.unlisted.get(code, "never")}
        wanted = {code: "employer" if each.employer in parties else "tie" for code, each in pool.items() if parties & {each.employer, *each.ties}}
        said = {row["expert"]: row["because"] for row in e.aside}
        outside = {code for code, why in said.items() if why == "member" and code in pool and code not in wanted}
        self.outside += len(outside)
        found = difference({code: why for code, why in said.items() if code not in outside}, wanted)
        not found or self.say(f"others stand aside than the pool shows: {found}")
        return sorted(set(pool) - set(said))
    def on_experts_drawn(self, e):
        n = self.in_scoring(e)
        entrants, seats = self.avoidance(n, e), n.scoring["seats"]
        self.draw_opened(n, "the experts were drawn")
        chance = {"contributions": [], "beacon": ["none", "", ""], **self.chance_of(n)}
        given = sorted([*map(list, n.plans.items()), ["list", n.root], *chance["contributions"]])
        wanted = {**draw(f"{e.need}/experts", entrants, given, chance["beacon"], seats, chance.get("way")), "seats": seats, "contributions": given, "beacon": chance["beacon"]}
        n.drawn is None and len(entrants) >= seats or self.say(f"expected one draw among at least {seats}")
        found = difference({name: e[name] for name in wanted}, wanted)
        not found or self.say(f"the draw of the experts does not follow from pool, frozen list and plans: {found}")
        n.drawn, n.until = e.order, ""
    def on_experts_short(self, e):
        n = self.in_scoring(e)
        left = len(self.avoidance(n, e))
        e.left == left < n.scoring["seats"] or self.say(f"{left} experts are left, of which {n.scoring['seats']} are enough")
        n.short = True
    def active(self, n):
        return [code for code in n.seats if code not in n.left]
    def following(self, n):
        return next((code for code in n.drawn or () if code not in n.seats), None)
    def on_expert_seated(self, e):
        n = self.in_scoring(e)
        e.expert == self.following(n) or self.say(f"expected the next of the drawn order, {self.following(n)}, found {e.expert}")
        len(self.active(n)) < n.scoring["seats"] or self.say(f"{n.scoring['seats']} sit already")
        self.whole_days(e, "score_by")
        e.score_by >= later(e.at, days=n.scoring["days"]) or self.say(f"expected score_by at least {n.scoring['days']} days after {e.at}, found {e.score_by}")
        n.seats.append(e.expert)
        n.setdefault("score_by", {})[e.expert] = e.score_by
    def seated(self, e):
        n = self.in_scoring(e)
        holds = e.expert in self.active(n) and e.expert not in n.locked and n.sheets is None
        holds or self.say(f"{e.expert} does not sit, has locked already, or the scores are closed")
        return n
    def on_expert_left(self, e):
        n = self.seated(e)
        e.because == "aside" or (e.because == "late" and e.at >= n.score_by[e.expert]) or self.say(f"left as {e.because} before {n.score_by.get(e.expert)}")
        n.left[e.expert] = e.because
        self.outside += e.because == "aside"  # why, nobody but the expert knows
    def on_score_locked(self, e):
        n = self.seated(e)
        e.at < n.score_by.get(e.expert, "") or self.say(f"locked at {e.at}, expected before {n.score_by.get(e.expert)}")
        n.locked[e.expert] = e.c
    def on_scores_closed(self, e):
        n = self.in_scoring(e)
        done, waiting = [code for code in n.seats if code in n.locked], [code for code in self.active(n) if code not in n.locked]
        full = len(done) == n.scoring["seats"] or (not waiting and self.following(n) is None and len(done) >= n.scoring["quorum"])
        n.sheets is None and full or self.say(f"the scores were closed with {len(done)} locked sheets, {waiting} still score")
        (e.experts, e.quorum) == (done, n.scoring["quorum"]) or self.say(f"expected the sheets of {done}")
        [sheet["expert"] for sheet in e.sheets] == done or self.say(f"expected a sheet of each of {done}")
        for sheet in map(Fields, e.sheets):
            bound = sha(unhex(sheet.salt), canonical(sheet.scores).encode()).hex() == n.locked.get(sheet.expert)
            bound or self.say(f"the sheet of {sheet.expert} is not the one that was locked")
            self.whole_sheet(n, sheet)
        n.sheets = e.sheets
    def whole_sheet(self, n, sheet):
        points = {each["key"]: each["points"] * 100 for each in n.scoring["criteria"]}
        given = [(score["bidder"], score["criterion"]) for score in sheet.scores]
        wanted = sorted((who, key) for who in n.plans for key in points)
        sorted(given) == wanted or self.say(f"expected {sheet.expert} to score every plan on every criterion once")
        for score in sheet.scores:
            most = points.get(score["criterion"], 0)
            fine = type(score["centi"]) is int and 0 <= score["centi"] <= most and (2 * score["centi"] > most or not is_blank(score["reason"]))
            fine or self.say(f"{sheet.expert} gave {score['centi']} of {most}, or half or less of it without a reason")
    def scored_case(self, n, case):
        """The case of quality and price: weights of the notice, and of each locked sheet what was given to whose price was opened."""
        who = {offer["bidder"] for offer in case["offers"]}
        scores = [{"expert": sheet["expert"], **score} for sheet in n.sheets or () for score in sheet["scores"] if score["bidder"] in who]
        said = {name: n.scoring[name] for name in ("criteria", "price_points", "quorum")}
        chance = {"contributions": [], "beacon": ["none", "", ""]}  # where the notice named no terms of a draw
        return {**chance, **case, **said, "experts": [sheet["expert"] for sheet in n.sheets or ()], "scores": scores}
    def no_experts_left(self, n):
        over = n.drawn is not None and all(code in n.locked for code in self.active(n)) and self.following(n) is None
        return n.short or (over and len(n.locked) < n.scoring["quorum"])
