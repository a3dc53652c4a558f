"""Who says a fact: what a party states for itself carries its own code, what silence brings about carries none."""

# fmt: off
SAYS = {event: party for party, events in {
    "bidder": "bid.sealed bid.replaced bid.withdrawn bid.revealed auction.step price.explained award.confirmed award.declined",
    "buyer": "agency.chosen shortlist.picked need.published need.amended need.cancelled explanation.judged objection.answered question.answered",
    "org": "objection.filed registration.submitted control.declared service.offered service.withdrawn tie.declared certificate.added rating.replied rating.objected case.answered",
    "rater": "rating.recorded",
    "the buyer": "delivery.returned delivery.accepted payment.prepared", "the agency": "delivery.made refund.prepared",
    "its side": "contract.confirmed contract.terminated change.proposed change.answered",
}.items() for event in events.split()}
OFFICIALS = frozenset("official.listed case.opened case.notified case.heard case.voted case.decided case.dropped".split())  # said by regulators alone

class Saying:
    def said(self, e):
        """The one whose word a fact is stands in it; silence is nobody's word."""
        party, by = SAYS.get(e.type), e.by.get("org")
        if party and self.by_silence(e):
            self.expect(by is None, f"expected nobody's word where silence decides, found {by}")
        elif party:
            code = self.speaker(party, e)
            self.expect(by == code, f"expected the word of {code}, found that of {by or e.by.get('kind')}")
        elif e.type == "org.registered":
            self.expect(e.by.get("kind") == ("system" if e.by_silence else "operator"), f"expected an operator to admit it, or silence, found {e.by.get('kind')}")
        elif e.type in OFFICIALS:
            self.expect(e.by.get("kind") == "regulator" and by or self.by_the_numbers(e), f"expected the word of a regulator, found that of {e.by.get('kind')}")
    def by_silence(self, e):
        second = e.type == "need.published" and e.round == 2
        return second or e.get("silent") or e.get("accepted_by") == "silence" or e.get("reason") == "keys_missing"
    def speaker(self, party, e):
        if party == "buyer":
            return self.needs[e.need].buyer
        c = self.contracts[e.contract] if " " in party else None
        side = {"the buyer": "buyer", "the agency": "agency", "its side": e.get("side")}.get(party)
        if not c:
            return e[party]
        code = {"buyer": c.buyer, "agency": c.bidder}[side]
        return e.get("org", code) if e.type == "contract.confirmed" else code
