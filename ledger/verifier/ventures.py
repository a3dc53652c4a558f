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
        self.expect(n.ventures, "expected a notice that admits joint ventures")
        self.expect(e.at < n.deadline, f"agreed at {e.at}, expected before the deadline {n.deadline}")
        self.expect(e.version == n.version, f"expected an agreement for version {n.version} of the notice")
        self.expect(sha(canonical({name: e[name] for name in AGREEMENT}).encode()).hex() == e.venture, "the agreement is not the one that its name says")
        self.expect(len(codes) > 1 and len(set(codes)) == len(codes) and codes[0] == e.lead, f"expected its lead and other units, each once, found {codes}")
        self.expect(self.until.keys() >= set(codes), f"expected registered agencies, found {codes}")
        self.expect(sum(each["share_bp"] for each in parties) == 10_000, "expected shares that make a whole")
        taken = {kind for each in parties for kind in each["certificates"]}
        self.expect(taken == set(n.certificates), f"expected a party for each certificate of the notice and for no other, found {sorted(taken)}")
        self.expect(e.lead not in n.teams, f"{e.lead} leads a joint venture in this need already")
        self.expect(e.lead not in n.bids, f"a bid of {e.lead} stands, expected the agreement before the bid")
        n.teams[e.lead] = (e.venture, codes, {each["org"]: each["certificates"] for each in parties})
    def is_a_part(self, said):
        if not isinstance(said, dict) or not all(isinstance(said.get(name), str) and said[name] for name in ("org", "work")):
            return False
        kinds, numbers = said.get("certificates"), (said.get("share_bp"), said.get("practitioners"))
        return isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds) and all(type(each) is int for each in numbers) and numbers[0] > 0 <= numbers[1]
    def on_venture_ended(self, e):
        n = self.need(e, "open")
        name, codes, _ = n.teams.pop(e.lead, ("", (), {}))
        self.expect(name == e.venture and e.org in codes, "expected a joint venture that stands, left by one of its parties")
        self.expect(e.at < n.deadline, f"ended at {e.at}, expected before the deadline {n.deadline}")
        self.expect(e.lead not in n.bids, f"a bid of {e.lead} stands, expected it to be taken back first")
    def for_its_venture(self, n, e):
        """A bid names the joint venture that its bidder leads, and none where it leads none; all of its parties may bid."""
        wanted = n.teams.get(e.bidder, ("",))[0]
        self.expect(e.get("venture", "") == wanted, f"expected a bid for joint venture {wanted or '(none)'}")
        for who in self.parties(n, e.bidder):
            self.expect(self.able(who, e.at), f"{who} may not bid: not registered, suspended or removed")
            self.expect(who != n.buyer and who not in n.avoid, f"{who} stands aside: the buyer, or on the avoidance list")
