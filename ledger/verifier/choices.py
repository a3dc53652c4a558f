"""Direct choice: who was chosen, in time, with whose money and why, and when the buyer may choose again."""

# fmt: off
BEFORE = {"direct_choice": "choosing", "credit_shortlist": "shortlisted"}  # the state in which a decision comes, where it is not that of opened bids

class Choices:
    def offer_choice(self, n, e):
        """A need by direct choice waits for its buyer and takes no bids."""
        n.state, n.choose_by, n.chosen, n.funding = "choosing", e.deadline, None, e.get("funding")
        self.expect(e.buyer_kind != "department" and not e.get("department"), "a department never chooses directly")
        self.expect(e.round == 1 and not e.trustees, "expected one notice and no keys where nothing is sealed")
        self.expect(e.price_mode == "fixed" and (e.ceiling_fen or 0) > 0, "expected a stated price, found none")
        self.whole_days(e, "deadline")
    def on_agency_chosen(self, e):
        n, who = self.moved(e, "choosing"), e.bidder
        self.expect(e.at < n.choose_by, f"chosen at {e.at}, expected before {n.choose_by}")
        self.expect(self.able(who, e.at), f"{who} may not serve: not registered, suspended or removed")
        self.expect(who != n.buyer and who not in n.avoid, f"{who} stands aside: the buyer, or on the avoidance list")
        self.fit(n, who, e.at)
        self.expect(who not in n.out, f"{who} was chosen before and did not take it")
        self.expect(n.funding != "fiscal" or e.reason.strip(), "fiscal money pays, expected the reason of the choice")
        n.chosen = e
    def choice_case(self, n):
        """The case of a direct choice: what the buyer said, and who had given it back."""
        chosen = n.chosen or self.wrong("decided before an agency was chosen")
        named = {"bidder": chosen.bidder, "reason": chosen.reason}
        return {"v": "direct_choice/1", "need": n.need, "ceiling_fen": n.ceiling_fen, "chosen": named, "gone": sorted(n.out)}
    def on_choice_reopened(self, e):
        n = self.moved(e, "decided")
        if n.method != "direct_choice":
            self.wrong(f"expected no choice in a need by {n.method}")
        self.expect(n.live is None and n.order[0]["bidder"] == e.bidder, f"expected {n.order[0]['bidder']} to be out, and no award to be live")
        self.expect(e.because in ("declined", "unable"), "expected one that declined or is unable to serve")
        self.expect((e.because == "declined") == (e.bidder in n.out), f"{e.bidder} is said to have {e.because}, which the record does not show")
        kept = {"agency_is_able_to_serve": self.able(e.bidder, e.at), "bidder_is_not_the_buyer": True, "agency_need_not_stand_aside": True}
        rules = self.rules_of(e)
        self.expect(bool(rules) == (e.because == "unable") and not any(kept.get(rule) for rule in rules), f"unable for {rules}, where the record shows the rule kept")
        self.outside += any(rule not in kept for rule in rules)
        self.whole_days(e, "choose_by")
        n.state, n.chosen, n.choose_by = "choosing", None, e.choose_by
