"""Who says a fact: what a party states for itself carries its own code, what silence brings about carries none."""

# fmt: off
SAYS = {event: party for party, events in {
    "bidder": "bid.sealed bid.replaced bid.withdrawn bid.revealed auction.step price.explained award.confirmed award.declined",
    "buyer": "agency.chosen shortlist.picked need.published need.amended need.cancelled explanation.judged objection.answered question.answered",
    "org": "objection.filed registration.submitted control.declared service.offered service.withdrawn tie.declared tie.ended control.ended certificate.added certificate.dropped rating.replied rating.objected case.answered",
    "rater": "rating.recorded",
    "the buyer": "delivery.returned delivery.accepted payment.prepared", "the agency": "delivery.made refund.prepared",
    "its side": "contract.confirmed contract.terminated change.proposed change.answered",
}.items() for event in events.split()}
SIDES = {"the buyer": "buyer", "the agency": "agency"}
OFFICIALS = frozenset("official.listed case.opened case.notified case.heard case.voted case.decided case.dropped".split())  # said by regulators alone

class Saying:
    def said(self, e):
        """The one whose word a fact is stands in it; silence is nobody's word."""
        party, by = SAYS.get(self.event), e.by.get("org")
        if party and self.by_silence(e):
            by is None or self.say(f"expected nobody's word where silence decides, found {by}")
        elif party:
            code = self.speaker(party, e)
            by == code or self.say(f"expected the word of {code}, found that of {by or e.by.get('kind')}")
        elif self.event == "org.registered":
            e.by.get("kind") == ("system" if e.by_silence else "operator") or self.say(f"expected an operator to admit it, or silence, found {e.by.get('kind')}")
        elif self.event in OFFICIALS:
            e.by.get("kind") == "regulator" and by or self.by_the_numbers(e) or self.say(f"expected the word of a regulator, found that of {e.by.get('kind')}")
    def by_silence(self, e):
        second = self.event == "need.published" and e.round == 2
        return second or e.get("silent") or e.get("accepted_by") == "silence" or e.get("reason") == "keys_missing"
    def speaker(self, party, e):
        if party == "buyer":
            return self.needs[e.need].buyer
        if " " not in party:
            return e[party]
        c = self.contracts[e.contract]
        code = {"buyer": c.buyer, "agency": c.bidder}[SIDES.get(party) or e.side]
        return e.get("org", code) if self.event == "contract.confirmed" else code
