"""Budgets of departments: no line carries more than its limit, no notice runs and no award is made without its reserve, and what ended holds nothing."""

# fmt: off
from proofs import Fields, later

POTS = ("reserved", "committed", "spent")
CAUSES = {"budget.released": ("need.amended", "need.cancelled", "need.failed", "award.confirmed"), "budget.refunded": ("payment.refunded",)}

class Budgets:
    def on_budget_declared(self, e):
        name = (e.buyer, e.budget_line, e.year)
        name not in self.budgets and e.fen > 0 or self.say(f"expected budget line {e.budget_line} of {e.year} once, with a limit above zero")
        self.budgets[name] = Fields(dict.fromkeys(POTS, 0), limit=e.fen)
    def on_budget_reserved(self, e):
        self.carried(e, "", "reserved")
    def on_budget_committed(self, e):
        self.carried(e, "reserved", "committed")
    def on_budget_released(self, e):
        self.carried(e, e.of if e.of in POTS[:2] else self.wrong("expected a release of what is reserved or committed"), "")
        self.owes(e, "its need to be amended, awarded or ended")
    def on_budget_spent(self, e):
        self.carried(e, "committed", "spent")
    def on_budget_refunded(self, e):
        self.carried(e, "spent", "")
        self.owes(e, "a payment of its need to be refunded")
    def owes(self, e, cause):
        """What is freed is freed in the moment of what frees it, which stands after it."""
        _, _, end, at, _ = self.owed.setdefault((e.type, e.need), (self.line, e.type, later(e.at, minutes=10), e.at, cause))
        at == e.at or self.say(f"expected {cause} in the moment of the release before, {at}")
    def caused(self, e, kind="budget.released"):
        self.owed.pop((kind, e.need), None)
    def overdue(self, e):
        """Nothing else happens to a need or its contract between what is freed and its cause."""
        for kind, causes in CAUSES.items():
            owed = self.owed.get((kind, e.get("need")))
            not owed or (owed[3] == e.at and e.type in causes) or self.say(f"expected {owed[4]} in the moment of the release before, {owed[3]}")
    def left_owed(self):
        """At the end of the record: what was freed without its cause."""
        for line, event, end, _, cause in sorted(self.owed.values()):
            self.line, self.event = line, event
            end > self.latest or self.say(f"expected {cause} in the same moment, the record goes on to {self.latest} without it")
    def carried(self, e, source, target):
        """So many fen go from one pot of a line to another, for one need; "" is what no need holds."""
        name = (e.buyer, e.budget_line, e.year)
        line = self.budgets.get(name) or self.wrong(f"expected budget line {e.budget_line} of {e.year} to be declared by {e.buyer} before")
        held = self.held.get(e.need)
        if not source and not (held and any(held[pot] for pot in POTS)):
            held = self.held[e.need] = Fields(dict.fromkeys(POTS, 0), line=name)
        if not held or held.line != name:
            self.wrong(f"need {e.need} holds nothing on this budget line")
        e.fen > 0 and (not source or held[source] >= e.fen) or self.say(f"{held[source] if source else e.fen} fen are {source or 'asked for'}, expected at least {e.fen}, and more than none")
        for pot, fen in ((source, -e.fen), (target, e.fen)):
            if pot:
                held[pot] += fen
                line[pot] += fen
        used = sum(line[pot] for pot in POTS)
        used <= line.limit or self.say(f"{used} fen on a budget line of {line.limit}")
    def covered(self, n, e):
        """A department's notice holds its ceiling on the line that it names: that of its year, or the one that it or its first notice held before."""
        self.caused(e)
        held = self.held.get(n.need)
        if n.buyer_kind != "department":
            not held or self.say("a budget line pays for departments alone")
            return
        before = n.get("budget") or self.held.get(n.first, {}).get("line")
        wanted = before if before and before[1] == e.budget_line else (n.buyer, e.budget_line, int(later(e.at, hours=8)[:4]))
        reserved = held and (held.line, held.reserved) == (wanted, n.ceiling_fen)
        reserved or self.say(f"expected {n.ceiling_fen} fen to be reserved on budget line {wanted[1]} of {wanted[2]}, the ceiling of the notice")
        n.budget = wanted
    def holds(self, n, **wanted):
        """What a department's need holds at such a moment."""
        if n.buyer_kind == "department":
            held = self.held.get(n.need, {})
            found = {pot: held.get(pot, 0) for pot in wanted}
            found == wanted or self.say(f"expected the budget line to hold {wanted} fen for the need, found {found}")
    def pays_for(self, n, fen):
        """No award of a department without a reserve that covers it."""
        reserved = self.held.get(n.need, {}).get("reserved", 0)
        n.buyer_kind != "department" or reserved >= fen or self.say(f"{reserved} fen are reserved for an award of {fen}")
