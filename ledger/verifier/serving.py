"""Who may serve a need, as far as the record shows it: services offered, certificates in force, ties to the organ that approves.

Practitioners, and how long a certificate must still run, stand in no entry: a strike for these rests on facts outside.
"""

# fmt: off
from proofs import day_of

# Who may serve: every rule of it is a reason for which a bid is struck, or one chosen is unable to serve.
ELIGIBLE = frozenset("""
    agency_is_able_to_serve agency_offers_the_service service_is_published_in_full certificates_last_through_the_service practitioners_are_enough
    agency_is_untied_to_the_approving_organ agency_need_not_stand_aside bidder_is_not_the_buyer
""".split())

class Serving:
    def registered_to_serve(self, e):
        self.regions[e.org] = e.get("region", "")
        self.offers[e.org] = {each["item"] for each in rows(e, "services")}
        self.certified[e.org] = [(each["kind"], each["valid_from"], each["valid_until"]) for each in rows(e, "certificates")]
        self.tied[e.org] = {each["organ"] for each in rows(e, "ties")}
    def on_certificate_added(self, e):
        self.certified.setdefault(e.org, []).append((e.kind, e.valid_from, e.valid_until))
    def on_certificate_dropped(self, e):
        self.unsure.add(e.org)
        self.certified[e.org] = [each for each in self.certified.get(e.org, ()) if each[::2] != (e.kind, e.valid_until)]
    def on_tie_declared(self, e):
        self.tied.setdefault(e.org, set()).add(e.organ)
    def on_tie_ended(self, e):
        self.tied.get(e.org, set()).discard(e.organ)
    def on_supervision_routed(self, e):
        self.routes[e.item, e.region] = e.org
    def offer(self, e, offered):
        held = self.offers.setdefault(e.org, set())
        offered and e.item in held and self.unsure.add(e.org)
        (held.add if offered else held.discard)(e.item)
    def organ_of(self, n):
        """Whose approval a need serves: the nearest region's department for the item, or the department that commissions it."""
        return self.routed(n) or (n.buyer if n.department else "")
    def routed(self, n):
        """The department that supervises the service in the nearest region."""
        return next(filter(None, (self.routes.get((n.item, region)) for region in above(n.region))), "")
    def unfit(self, n, who, at, certificates):
        """The rules that the record shows broken by an agency before a need."""
        found, organ = [], self.tied.get(who) and self.organ_of(n)
        if n.item and n.item not in self.offers.get(who, ()):
            found.append("agency_offers_the_service")
        if certificates:
            day = day_of(at)
            in_force = {kind for kind, since, until in self.certified.get(who, ()) if since <= day <= until}
            found += [] if in_force >= set(certificates) else ["certificates_last_through_the_service"]
        return found + (["agency_is_untied_to_the_approving_organ"] if organ and organ in self.tied[who] else [])
    def served(self, n, bidder, at):
        """The rules of service, certificates and ties that the record decides for a bid: whether all of its parties keep each."""
        asked = {who: n.teams[bidder][2][who] if bidder in n.teams else n.certificates for who in self.parties(n, bidder)}
        broken, organ, day = {rule for who, kinds in asked.items() for rule in self.unfit(n, who, at, kinds)}, self.organ_of(n), day_of(at)
        held = [each for who in asked for each in self.certified.get(who, ())]
        ties = set().union(*(self.tied.get(who, ()) for who in asked))
        kept = {"agency_offers_the_service": not n.item or not self.unsure & set(asked) and all((since or "") <= day <= (until or "") for _, since, until in held),
                "certificates_last_through_the_service": not any(asked.values()), "agency_is_untied_to_the_approving_organ": not ties or bool(organ) and "" not in ties}
        return {rule: rule not in broken for rule, decided in kept.items() if decided or rule in broken}
    def fit(self, n, bidder, at):
        """Every party of a bid is fit for its part."""
        for who in self.parties(n, bidder):
            unfit = self.unfit(n, who, at, n.teams[bidder][2][who] if bidder in n.teams else n.certificates)
            not unfit or self.say(f"{who} may not serve this need: {', '.join(unfit)}")

def rows(e, name):
    """The list in a field, empty where there is none."""
    found = e.get(name, [])
    if type(found) is not list:
        raise TypeError(name)
    return found

def above(region):
    """A region's code and those of the regions above it, the nearest first."""
    return dict.fromkeys((region, region[:4] + "00", region[:2] + "0000"))
