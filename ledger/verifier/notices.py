"""Notices: what is published, amended, cancelled, and how a need ends."""

# fmt: off
from decision import WAYS
from proofs import Fields, b64, canonical, later
from suites import DEFAULT, SUITES, suite_of

UNTOUCHED = ("deadline", "trustees", "method", "price_mode", "ceiling_fen", "floor_fen", "ceiling_rate_bp", "floor_rate_bp")

# What no version changes, and what only a material one does.
FIXED = ("need", "round", "first", "buyer", "buyer_kind", "department", "item", "region", "method")
MATERIAL = (*UNTOUCHED, "title", "avoid", "certificates", "funding", "round_terms", "outage", "scoring", "ventures")

# A second notice calls for what the last version of the first called for.
CALLED = (*FIXED[3:], "title", "price_mode", *UNTOUCHED[4:], "avoid", "certificates", "funding", "ventures")

# Why a need fails, each with the states in which it can.
ENDS = {"too_few": ("closed", "decided"), "nobody_left": ("decided",), "objection_upheld": ("decided",), "no_contract": ("confirmed",), "no_experts": ("closed",), "not_chosen": ("choosing",)}

# What an amendment may say anew; nothing else in it touches what the need has come to.
NOTICE = (*UNTOUCHED, "item", "region", "title", "version", "notice_days", "avoid", "certificates", "notice")
PUBLISHED = (*NOTICE, "need", "round", "first", "buyer", "buyer_kind", "minimum")

class Notices:
    def need(self, e, *states):
        n = self.needs.get(e.need) or self.wrong(f"expected need {e.need} to be published before")
        return n if n.state in states else self.wrong(f"need {e.need} is {n.state}, expected {' or '.join(states)}")
    def moved(self, e, *states):
        """The need of a fact that moves it on."""
        n = self.need(e, *states)
        self.in_order(n, e)
        return n
    def notice(self, n, e):
        sealed, suite, before = n.method != "direct_choice", suite_of(n.trustees), n.get("tset")  # of a direct choice nothing is sealed, no keys are named
        n.suite = suite or DEFAULT
        n.tset = b64(n.suite.digest(canonical(n.trustees).encode()))
        suite or not sealed or self.say(f"expected one of the suites {', '.join(SUITES)}: no other is known here")
        not sealed or n.trustees["deadline"] == n.deadline or self.say("the trustees' deadline is not that of the notice")
        n.method in WAYS or self.say(f"expected one of the methods {', '.join(WAYS)}, found {n.method}")
        self.round_terms(n)
        for low, high in (("floor_fen", "ceiling_fen"), ("floor_rate_bp", "ceiling_rate_bp")):
            None in (n[low], n[high]) or n[low] <= n[high] or self.say(f"expected {low} at or below {high}")
        if sealed and n.tset != before:
            self.keys_fresh(n)
            self.aside("trustees_of", e)
    def runs(self, e):
        e.deadline >= later(e.at, days=e.notice_days) or self.say(f"expected a deadline at least {e.notice_days} days from {e.at}")
    def on_need_published(self, e):
        self.once("need", e.need)
        e.version == 1 and e.round in (1, 2) or self.say("expected version 1 of a first or second notice")
        if e.round == 2:
            why = self.needs[e.first].why if e.first in self.needs else ""
            why == "too_few" and self.needs[e.first].round == 1 or self.say("expected a second notice only after a first that failed as too few")
            self.once("second notice of", e.first)
            self.whole_days(e, "deadline")
        n = Fields({name: e[name] for name in PUBLISHED}, state="open", why="", bids={}, seqs={}, sealed={}, pcs={}, opened={}, void=set(), struck={}, released={}, seeds={}, until="",
                   objections={}, upheld=False, awarded=False, chosen=None, out=set(), live=None, contract=None, last=e.at, rounds=[], steps=[], order=[])
        n.round_terms, n.outage = e.get("round_terms"), e.get("outage")
        n.ventures, n.teams, n.funding = e.get("ventures", False), {}, e.get("funding")
        self.draw_named(n, e)
        self.needs[e.need] = n
        n.update(low=e.get("low"), single=e.get("single", True), low_prices=[], asked={}, fallen=[], edition=0, replaced="", counted=0, owed=set(), department=e.get("department", False), questions=0, answered=set())
        self.notice(n, e)
        self.scoring(n, e.get("scoring"))
        self.runs(e)
        self.shortlist_named(n, e)
        if n.method == "direct_choice":
            self.offer_choice(n, e)
        self.covered(n, e)
        kind = self.kinds.get(e.buyer, e.buyer_kind)
        (e.buyer_kind, n.department) == (kind, kind == "department") or self.say(f"expected a buyer of the kind {kind}, as it was entered")
        self.buyers.add(e.buyer)
        self.called_again(n, self.needs.get(e.first))
        self.by_terms(n, e)
    def called_again(self, n, first):
        """A second notice is that of the same need; its numbers are those of its own day."""
        if n.round != 2 or not first:
            return
        def weights(each):
            return each.scoring and {**each.scoring, "days": 0}
        odd = [name for name in CALLED if canonical(n[name]) != canonical(first[name])]
        odd += ["scoring"] if canonical(weights(n)) != canonical(weights(first)) else []
        not odd or self.say(f"expected the second notice to say what the first said, found another {' and '.join(odd)}")
    def on_need_amended(self, e):
        n = self.moved(e, "open")
        e.at < n.deadline or self.say(f"amended at {e.at}, at or after the deadline {n.deadline}")
        e.version == n.version + 1 or self.say(f"expected version {n.version + 1}, found {e.version}")
        if e.material:
            n.bids.clear()
            n.teams.clear()
            self.runs(e)
            self.draw_named(n, e)
        said = Fields({**dict.fromkeys(("funding", "round_terms", "outage", "scoring")), "ventures": False, "department": False, **e})
        odd = [name for name in sorted(FIXED if e.material else {*FIXED, *MATERIAL}) if canonical(said.get(name)) != canonical(n[name])]
        why = "an amendment leaves buyer, service, region and method as they are" if e.material else "an amendment that is not material leaves deadline, trustees, method and bounds as they are, and every condition"
        not odd or self.say(f"{why}: found another {' and '.join(odd)}")
        e.get("draw") == n.draw or self.say("an amendment that is not material leaves the terms of the draws as they are")
        before = {name: n.get(name) for name in ("notice_days", "minimum", "single", "outage", "round_terms", "low", "scoring", "shortlist")}
        n.update((name, e[name]) for name in NOTICE)
        n.round_terms, n.outage, n.ventures, n.funding = said.round_terms, said.outage, said.ventures, said.funding
        self.notice(n, e)
        self.scoring(n, e.get("scoring"))
        self.covered(n, e)
        self.by_terms(n, e, before)
    def on_need_cancelled(self, e):
        n = self.moved(e, "open", "choosing", "closed", "shortlisted", "decided")
        not n.awarded or self.say("cancelled after an award was made")
        missing = e.reason == "keys_missing"
        not missing or n.state == "closed" and self.sealed_yet(n) or self.say("cancelled for missing keys, where keys were released or bids are opened")
        not missing or n.until and e.at >= n.until or self.say(f"cancelled for missing keys before the second deadline {n.until or 'that a delay names'}")
        seeds = n.plan_seeds if self.plans_wait(n) else n.seeds
        not missing or set(seeds) != set(n.bids) or self.say("cancelled for missing keys, where every bidder has revealed its seed")
        self.caused(e)
        self.holds(n, reserved=0, committed=0)
        n.state = "cancelled"
    def on_need_failed(self, e):
        n = self.moved(e, "choosing", "closed", "decided", "confirmed")
        n.state in ENDS.get(e.because, ()) or self.say(f"a need that is {n.state} does not fail for {e.because}")
        unchosen = n.state == "choosing" and e.at >= n.choose_by
        (e.because == "not_chosen") == unchosen or self.say("expected not_chosen where a buyer let the time for its choice pass, and only there")
        if e.because == "too_few":
            valid = self.valid_bids(n) - sum(not each["was_valid"] for each in n.fallen)
            e.valid == valid and not self.enough(n, valid) or self.say(f"{valid} valid bids, of which {n.minimum} are enough")
        left = [place["bidder"] for place in n.order if place["bidder"] not in n.out]
        nobody = n.method != "direct_choice" and not left
        e.because != "nobody_left" or nobody or self.say(f"expected the award to be offered to {left[:1]}, or another choice")
        e.because != "objection_upheld" or n.upheld or self.say("expected an objection that was upheld")
        e.because != "no_experts" or self.no_experts_left(n) or self.say("expected too few experts after avoidance, or too few who scored")
        e.because != "no_contract" or self.contract_ended(n) or self.say("expected a contract that lapsed or was terminated")
        self.caused(e)
        self.holds(n, reserved=0, committed=0)
        n.state, n.why = "failed", e.because
    def contract_ended(self, n):
        return bool(n.contract) and n.contract.state in ("lapsed", "terminated")
    def sealed_yet(self, n):
        """Whether what is opened next lies sealed, and no key to it is on the record."""
        return not (n.plan_keys if self.plans_wait(n) else n.released or n.opened or n.void)
    def on_need_finished(self, e):
        n = self.moved(e, "confirmed")
        n.contract and n.contract.state == "completed" or self.say("expected a completed contract")
        self.holds(n, committed=0, spent=n.contract.paid if n.contract else 0)
        n.state = "finished"
    def on_organisation_entered(self, e):
        self.once("organisation", e.org)
        e.org not in self.buyers or self.say(f"{e.org} was entered after a notice of its own")
        self.kinds.setdefault(e.org, e.kind)
    def on_question_asked(self, e):
        n = self.need(e, "open")
        e.question == n.questions + 1 or self.say(f"expected question {n.questions + 1}")
        n.questions += 1
    def on_question_answered(self, e):
        n = self.need(e, "open", "closed")
        1 <= e.question <= n.questions and e.question not in n.answered or self.say("expected a question that waits for its answer")
        n.answered.add(e.question)
    def enough(self, n, valid):
        return valid >= n.minimum or (n.round == 2 and valid == 1 and n.single and n.ceiling_fen is not None)
