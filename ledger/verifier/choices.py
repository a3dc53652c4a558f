"""Direct choice: who was chosen, in time, with whose money and why, and when the buyer may choose again."""

# fmt: off
from proofs import is_blank
from serving import ELIGIBLE

BEFORE = {"direct_choice": "choosing", "credit_shortlist": "shortlisted"}  # the state in which a decision comes, where it is not that of opened bids

class Choices:
    def offer_choice(self, n, e):
        """A need by direct choice waits for its buyer and takes no bids."""
        n.state, n.choose_by = "choosing", e.deadline
        e.buyer_kind != "department" and not e.get("department") or self.say("a department never chooses directly")
        e.round == 1 and not e.trustees or self.say("expected one notice and no keys where nothing is sealed")
        e.price_mode == "fixed" and (e.ceiling_fen or 0) > 0 or self.say("expected a stated price, found none")
        self.whole_days(e, "deadline")
    def on_agency_chosen(self, e):
        n, who = self.moved(e, "choosing"), e.bidder
        n.chosen is None or self.say(f"{n.chosen and n.chosen.bidder} is chosen already, expected the choice to be reopened first")
        e.at < n.choose_by or self.say(f"chosen at {e.at}, expected before {n.choose_by}")
        self.able(who, e.at) or self.say(f"{who} may not serve: not registered, suspended or removed")
        who != n.buyer and who not in n.avoid or self.say(f"{who} stands aside: the buyer, or on the avoidance list")
        self.fit(n, who, e.at)
        who not in n.out or self.say(f"{who} was chosen before and did not take it")
        n.funding != "fiscal" or not is_blank(e.reason) or self.say("fiscal money pays, expected the reason of the choice")
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
        n.live is None and n.order[0]["bidder"] == e.bidder or self.say(f"expected {n.order[0]['bidder']} to be out, and no award to be live")
        e.because in ("declined", "unable") or self.say("expected one that declined or is unable to serve")
        (e.because == "declined") == (e.bidder in n.out) or self.say(f"{e.bidder} is said to have {e.because}, which the record does not show")
        kept = {"agency_is_able_to_serve": self.able(e.bidder, e.at), "bidder_is_not_the_buyer": True, "agency_need_not_stand_aside": True, **self.served(n, e.bidder, e.at)}
        rules = self.rules_of(e)
        ELIGIBLE.issuperset(rules) or self.say(f"unable for {rules}, expected rules of who may serve")
        bool(rules) == (e.because == "unable") and not any(kept.get(rule) for rule in rules) or self.say(f"unable for {rules}, where the record shows the rule kept")
        self.outside += any(rule not in kept for rule in rules)
        self.whole_days(e, "choose_by")
        self.lasts(n.region, e, "choose_by", "choice_days")
        n.state, n.chosen, n.choose_by, n.awarded = "choosing", None, e.choose_by, False
