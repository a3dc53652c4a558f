"""Who controls whom, as agencies declared it, and who bids with whom: no two sign-ups of one need are decided or awarded on that are so related."""

# fmt: off
from collections import Counter

STATE_ORGAN = "11"  # codes of state organs begin so

class Relations:
    def controllers_registered(self, e):
        """What an agency declares with its registration, in place of all that it declared before."""
        self.controls[e.org] = {}
        for told in e.get("controllers", ()):
            self.controlled(e.org, told)
    def controlled(self, org, told):
        holding = told["kind"] == "share" and type(told["share_bp"]) is int and 0 < told["share_bp"] <= 10_000
        holding or (told["kind"], told["share_bp"]) == ("management", None) or self.say("expected a holding with its share in ten-thousandths, or a relation of management without one")
        named = (told["controller"], told["kind"])
        if not all(isinstance(each, str) for each in named):
            self.wrong("expected the code of the controller, and the kind of the control")
        org != named[0] and named not in self.controls[org] or self.say(f"expected another unit than {org} itself, declared once, found {named[0]}")
        self.controls[org][named] = True
    def on_control_declared(self, e):
        e.org in self.until or self.say(f"expected a registered agency, found {e.org}")
        self.controls.setdefault(e.org, {})
        self.controlled(e.org, e)
    def on_control_ended(self, e):
        stood = self.controls.get(e.org, {}).pop((e.controller, e.kind), None)
        stood or self.say(f"expected a control that {e.org} declared, found {e.controller}")
    def above(self, org):
        """Who controls a unit, at once or through one unit between."""
        at_once = {controller for controller, _ in self.controls.get(org, ())}
        return at_once.union(*({higher for higher, _ in self.controls.get(each, ())} for each in at_once))
    def related(self, n, those):
        """Of these bids: whose party controls a party of another or is controlled by one, whose shares a controller that is no state organ, and whose has joined another bid too."""
        sides = {who: self.parties(n, who) for who in those}
        units = [unit for parties in sides.values() for unit in parties]
        if len(set(units)) == len(units) and not any(map(self.controls.get, units)):
            return set(), set(), set()
        over, joins, control = {}, {}, set()
        for who, parties in sides.items():
            over[who] = {unit: self.above(unit) - {unit} for unit in parties}
            for unit in parties:
                joins.setdefault(unit, set()).add(who)
        for who, by_unit in over.items():
            for each in set().union(*by_unit.values()) & joins.keys():
                others = joins[each] - {who}
                control |= others | {who} if others else set()
        holds = Counter(each for by_unit in over.values() for each in set().union(*by_unit.values()) if not each.startswith(STATE_ORGAN))
        common = {who for who, by_unit in over.items() if any(holds[each] > 1 for higher in by_unit.values() for each in higher)}
        return control, common, {who for those in joins.values() if len(those) > 1 for who in those}
    def nobody_related(self, n, those, left_out):
        """All of these that are related to another of them, or that share a party with another, are left out."""
        control, common, twice = self.related(n, those)
        left_in = sorted((control | common) - set(left_out))
        not left_in or self.say(f"{left_in} stand in a declared control relation with another bidder, expected them to be struck")
        left_in = sorted(twice - set(left_out))
        not left_in or self.say(f"a party of {left_in} has joined another bid too, expected all of them to be struck")
