"""Joint ventures: who agreed to bid as one, for which version of a notice, and what each party takes on."""

# fmt: off
from proofs import canonical, sha

AGREEMENT = ("need", "version", "lead", "proposed", "parties")

class Ventures:
    def parties(self, n, who):
        """Who bids with a bid: the bidder, and the other parties of the joint venture that it leads."""
        return n.teams[who][1] if who in n.teams else [who]
    def on_venture_agreed(self, e):
        n, parties = self.need(e, "open"), e.parties
        self.once("joint venture", e.venture)
        if not (isinstance(parties, list) and all(self.is_a_part(each) for each in parties)):
            self.wrong("expected each party with its code, work, share, certificates and practitioners")
        codes = [each["org"] for each in parties]
        n.ventures or self.say("expected a notice that admits joint ventures")
        e.at < n.deadline or self.say(f"agreed at {e.at}, expected before the deadline {n.deadline}")
        e.version == n.version or self.say(f"expected an agreement for version {n.version} of the notice")
        sha(canonical({name: e[name] for name in AGREEMENT}).encode()).hex() == e.venture or self.say("the agreement is not the one that its name says")
        len(codes) > 1 and len(set(codes)) == len(codes) and codes[0] == e.lead or self.say(f"expected its lead and other units, each once, found {codes}")
        self.until.keys() >= set(codes) or self.say(f"expected registered agencies, found {codes}")
        sum(each["share_bp"] for each in parties) == 10_000 or self.say("expected shares that make a whole")
        taken = {kind for each in parties for kind in each["certificates"]}
        taken == set(n.certificates) or self.say(f"expected a party for each certificate of the notice and for no other, found {sorted(taken)}")
        e.lead not in n.teams or self.say(f"{e.lead} leads a joint venture in this need already")
        e.lead not in n.bids or self.say(f"a bid of {e.lead} stands, expected the agreement before the bid")
        n.teams[e.lead] = (e.venture, codes, {each["org"]: each["certificates"] for each in parties})
    def is_a_part(self, said):
        if not isinstance(said, dict) or not all(isinstance(said.get(name), str) and said[name] for name in ("org", "work")):
            return False
        kinds, numbers = said.get("certificates"), (said.get("share_bp"), said.get("practitioners"))
        return isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds) and all(type(each) is int for each in numbers) and numbers[0] > 0 <= numbers[1]
    def on_venture_ended(self, e):
        n = self.need(e, "open")
        name, codes, _ = n.teams.pop(e.lead, ("", (), {}))
        name == e.venture and e.org in codes or self.say("expected a joint venture that stands, left by one of its parties")
        e.at < n.deadline or self.say(f"ended at {e.at}, expected before the deadline {n.deadline}")
        e.lead not in n.bids or self.say(f"a bid of {e.lead} stands, expected it to be taken back first")
    def for_its_venture(self, n, e):
        """A bid names the joint venture that its bidder leads, and none where it leads none; all of its parties may bid."""
        wanted = n.teams.get(e.bidder, ("",))[0]
        e.get("venture", "") == wanted or self.say(f"expected a bid for joint venture {wanted or '(none)'}")
        for who in self.parties(n, e.bidder):
            self.able(who, e.at) or self.say(f"{who} may not bid: not registered, suspended or removed")
            who != n.buyer and who not in n.avoid or self.say(f"{who} stands aside: the buyer, or on the avoidance list")
