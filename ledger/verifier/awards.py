"""Decision and award: decided again from the opened bids, published, held by objections, offered in order."""

# fmt: off
from choices import BEFORE
from decision import WAYS, outcome
from proofs import Fields, canonical, difference, later, sha

NOBODY = Fields.fromkeys(("bidder", "bid", "place", "amount_fen", "rate_bp"))

FOLLOWS = (("ranking", "the ranking does not follow from the bids"), ("struck", "other bids are left out"), ("draws", "a draw among equals does not follow from its seed"),
           ("low", "others are abnormally low"), ("numbers", "the numbers used do not follow from the bids"))

ANSWER_DAYS = 7  # working days in which an objection is answered, by law

class Awards:
    def case_of(self, n, claimed):
        """What is decided on: the basis of the first decision, the notice's lines of low prices, and whoever fell since."""
        return {**self.basis_of(n, claimed), **({"low": n.low} if n.low else {}), **({"fallen": n.fallen} if n.fallen else {})}
    def basis_of(self, n, claimed):
        """What is decided on: the bounds of the notice in force, the frozen list, the opened bids with their scores and strikes."""
        case = {name: n[name] for name in ("need", "ceiling_fen", "floor_fen", "floor_rate_bp", "ceiling_rate_bp")}
        offers = {who: {"bidder": who, "bid": bid.bid, "amount_fen": bid.plain.get("amount_fen"), "rate_bp": bid.plain.get("rate_bp"),
                        "score_centi": n.marks[who], "r": bid.r, "struck": n.struck.get(who, [])} for who, bid in n.opened.items()}
        listed = [offer["bidder"] for offer in claimed.get("offers", ())] if claimed else offers
        if sorted(listed) != sorted(offers):
            self.wrong(f"the case names other bids than were opened, expected those of {sorted(offers)}")
        offers, case = [offers[who] for who in listed], {**case, "v": f"{n.method}/1", "list_root": n.root}
        if n.method == "live_rounds":
            return self.live_case(n, case, offers)
        case = {**case, **self.chance_of(n), "mode": n.price_mode, "offers": offers}
        if n.method == "credit_shortlist":
            return self.listed_case(n, case)
        return self.scored_case(n, case) if n.method == "quality_and_price" else case
    def competing(self, n, case, ranking):
        """How many compete: the places; in live rounds and before a short list the sign-ups without a strike, as long as there is a place."""
        by_entry = ranking and n.method in ("live_rounds", "credit_shortlist")
        return sum(not offer["struck"] for offer in case["offers"]) if by_entry else len(ranking)
    def standing(self, n):
        """Who competes by what was opened last, and who no longer does: their bids, their plans, or as yet nothing."""
        return (n.opened, n.void) if "opened_at" in n else (n.plans, n.void_plans) if "plans_opened_at" in n else (n.bids, set())
    def valid_bids(self, n):
        stand, void = self.standing(n)
        set(n.bids) == set(stand) | void or self.say("failed before every envelope of the frozen list was opened or void")
        if n.method == "live_rounds" and n.rounds:
            self.rounds_over(n)
        elif n.method == "live_rounds" or "opened_at" not in n:
            return len(stand)
        case = self.case_of(n, None)
        return self.competing(n, case, WAYS[n.method](case)["ranking"])
    def on_decision_made(self, e):
        n = self.moved(e, "decided" if "replaces" in e else BEFORE.get(self.needs.get(e.need, {}).get("method"), "closed"))
        self.again(n, e)
        set(n.bids) == set(n.opened) | n.void or self.say("decided before every bid of the frozen list was opened or void")
        self.draw_opened(n)
        n.method != "credit_shortlist" or n.pick or self.say("decided before anybody was picked from the short list")
        if n.method == "live_rounds":
            self.rounds_over(n)
        if "replaces" not in e and n.method != "credit_shortlist":
            self.nobody_related(n, n.opened, n.struck)
            for who in sorted(n.opened.keys() - n.struck.keys()):
                self.fit(n, who, e.at)
        case = self.choice_case(n) if n.method == "direct_choice" else self.case_of(n, e.case)
        wanted = self.aside("follows", e, n.method, case) or e
        n.order = wanted["ranking"]
        n.low_prices, places = wanted["low"], WAYS[n.method](case)["ranking"] if n.fallen else n.order
        valid = self.competing(n, case, places) - sum(not each["was_valid"] for each in n.fallen)
        self.enough(n, valid) or self.say(f"{valid} valid bids, expected at least {n.minimum}")
        if n.method != "direct_choice" or n.funding == "fiscal" or e.publicity_ends != e.at:  # a choice with social money has nobody to object
            self.whole_days(e, "publicity_ends")
            self.lasts(n.region, e, "publicity_ends", "publicity_days" if n.method != "direct_choice" or n.funding == "fiscal" else "direct_publicity_days")
        n.state, n.publicity_ends, n.awarded = "decided", e.publicity_ends, False
    def follows(self, e, method, case):
        """What follows from a case; the decision says the same case and the same outcome."""
        same = False
        try:
            wanted = outcome(WAYS[method], case)
            same = canonical({**e, "case": case, **wanted}).encode() == self.raw
        finally:  # a false case is said also where nothing follows from the true one
            found = not same and difference(e.case, case)
            not found or self.say(f"the case is not what notice, frozen list and opened bids give: {found}")
        for name, words in () if same else FOLLOWS:
            found = name in wanted and difference(e[name], wanted[name])
            not found or self.say(f"{words}: {found}")
        return wanted
    def again(self, n, e):
        """A decision made anew names the one that it replaces, and follows a strike and nothing else."""
        anew = "replaces" in e
        if anew:
            said, wanted = (e.replaces, e.edition, len(n.fallen) > n.counted), (n.replaced, n.edition + 1, True)
            said == wanted or self.say(f"expected a decision that replaces {wanted[0]} as number {wanted[1]}, after a strike")
            n.live is None or self.say("the decision was made anew under an award that stands")
        n.edition, n.replaced, n.counted = n.edition + 1 if anew else 1, sha(self.raw).hex(), len(n.fallen)
    def first_left(self, n):
        return next((place for place in n.order if place["bidder"] not in n.out), NOBODY)
    def on_objection_filed(self, e):
        n = self.moved(e, "decided")
        e.at < n.publicity_ends and e.org not in n.objections or self.say(f"expected an objection before {n.publicity_ends}, and no other of {e.org} that is open")
        n.objections[e.org] = e.at
    def on_objection_answered(self, e):
        n = self.moved(e, "decided")
        filed = n.objections.pop(e.org, None) or self.wrong(f"expected an objection of {e.org} that is open")
        not e.silent or not e.upheld and e.at >= later(filed, days=ANSWER_DAYS) or self.say(f"answered by silence, expected it to be dismissed, {ANSWER_DAYS} days after {filed} or later")
        struck = e.get("bid")
        not struck or e.upheld and struck in [place["bid"] for place in n.order] or self.say("expected an objection upheld against a bid of the order")
        n.upheld = n.upheld or (e.upheld and not struck)
        n.owed = n.owed | ({struck} if struck else set())
    def on_award_made(self, e):
        n = self.moved(e, "decided")
        first = self.first_left(n)
        said = (e.bidder, e.bid, e.place, e.fen, e.rate_bp)
        wanted = tuple(first[name] for name in ("bidder", "bid", "place", "amount_fen", "rate_bp"))
        said == wanted or self.say(f"expected the award to go to {wanted}, found {said}")
        n.live is None or self.say(f"{n.live and n.live.bidder} holds the award already")
        e.at >= n.publicity_ends or self.say(f"awarded before the publicity ends at {n.publicity_ends}")
        not n.objections and not n.upheld or self.say("awarded against an objection that is open or was upheld")
        unable = [who for who in self.parties(n, e.bidder) if not self.able(who, e.at)]
        not unable or self.say(f"{', '.join(unable)} may not serve: not registered, suspended or removed")
        explained = not n.low or e.bidder not in n.low_prices or (n.asked.get(e.bidder) or {}).get("accepted")
        explained or self.say("awarded at an abnormally low price without an explanation that was accepted")
        len(n.fallen) == n.counted or self.say("awarded after a strike, expected the decision to be made anew first")
        not n.owed or self.say("awarded although an objection was upheld against a bid that still has its place")
        self.nobody_related(n, [place["bidder"] for place in n.order], n.out)
        self.fit(n, e.bidder, e.at)
        self.whole_days(e, "confirm_by")
        self.lasts(n.region, e, "confirm_by", "confirm_days")
        self.pays_for(n, e.fen)
        n.live, n.awarded = e, True
    def award(self, e):
        n = self.moved(e, "decided", "confirmed")
        return n if n.live and (n.live.bid, n.live.bidder) == (e.bid, e.bidder) else self.wrong("expected the award that was made last in this need")
    def on_award_confirmed(self, e):
        n = self.award(e)
        n.state == "decided" or self.say("this award is confirmed already")
        e.fen == n.live.fen and e.at < n.live.confirm_by or self.say(f"expected {n.live.fen} fen, before {n.live.confirm_by}")
        self.caused(e)
        self.holds(n, reserved=0, committed=e.fen)
        n.state, n.confirmed_at = "confirmed", e.at
    def on_award_declined(self, e):
        n = self.award(e)
        n.state == "decided" or self.say("declined, expected an award that is not confirmed")
        not e.silent or e.at >= n.live.confirm_by or self.say(f"declined for silence before {n.live.confirm_by}")
        n.out.add(e.bidder)
        n.live = None
    def on_award_revoked(self, e):
        n = self.award(e)
        self.contract_ended(n) or self.say("revoked, expected a contract that lapsed or was terminated")
        n.out.add(e.bidder)
        n.live = None
