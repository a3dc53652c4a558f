"""Who controls whom, as agencies declared it: no two sign-ups of one need are decided or awarded on that are so related."""

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
        self.expect(holding or (told["kind"], told["share_bp"]) == ("management", None), "expected a holding with its share in ten-thousandths, or a relation of management without one")
        named = (told["controller"], told["kind"])
        if not all(isinstance(each, str) for each in named):
            self.wrong("expected the code of the controller, and the kind of the control")
        self.expect(org != named[0] and named not in self.controls[org], f"expected another unit than {org} itself, declared once, found {named[0]}")
        self.controls[org][named] = True
    def on_control_declared(self, e):
        self.expect(e.org in self.until, f"expected a registered agency, found {e.org}")
        self.controls.setdefault(e.org, {})
        self.controlled(e.org, e)
    def on_control_ended(self, e):
        stood = self.controls.get(e.org, {}).pop((e.controller, e.kind), None)
        self.expect(stood, f"expected a control that {e.org} declared, found {e.controller}")
    def above(self, org):
        """Who controls a unit, at once or through one unit between."""
        at_once = {controller for controller, _ in self.controls.get(org, ())}
        return at_once.union(*({higher for higher, _ in self.controls.get(each, ())} for each in at_once))
    def related(self, those):
        """Of these units: who controls another or is controlled by one, and who shares a controller that is no state organ."""
        over, control = {who: self.above(who) for who in those}, set()
        for who, higher in over.items():
            for each in (higher & over.keys()) - {who}:
                control |= {who, each}
        holds = Counter(each for higher in over.values() for each in higher if not each.startswith(STATE_ORGAN))
        return control, {who for who, higher in over.items() if any(holds[each] > 1 for each in higher)}
    def nobody_related(self, those, left_out):
        """All of these that are related to another of them are left out."""
        left_in = sorted(set().union(*self.related(those)) - set(left_out))
        self.expect(not left_in, f"{left_in} stand in a declared control relation with another bidder, expected them to be struck")
