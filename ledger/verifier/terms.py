"""The regions' dated terms: what a notice says of its numbers is what the table of its day gives, for every need alike."""

# fmt: off
from proofs import day_of, difference, later
from serving import above

LINES = {"mean_bp": "low_mean_bp", "next_bp": "low_next_bp", "ceiling_bp": "low_ceiling_bp"}
OUTAGE = {"window_minutes": "outage_window_minutes", "silence_seconds": "outage_silence_seconds"}
ROUNDS = {"rounds": "live_rounds", "step_fen": "live_step_fen", "last_seconds": "live_last_seconds", "extra_seconds": "live_extra_seconds", "extensions": "live_extensions"}
LIST = {"length": "shortlist_length", "drop_percent": "shortlist_drop_percent", "unrated": "shortlist_unrated", "days": "pick_days"}
STATED = {"random_draw", "credit_shortlist", "direct_choice"}  # the notice states the price, none is bid
FEWEST = {"quality_and_price": "quality_minimum", "credit_shortlist": "shortlist_minimum"}

class Terms:
    def on_term_changed(self, e):
        for each in e.terms:
            self.terms.setdefault((each["name"], each["region"]), {})[each["since"]] = each["value"]
        self.in_force.clear()
    def term(self, name, region, at):
        """A region's number of a day: its own newest, or the nearest region's above it; None where the record gives none."""
        if not self.terms:
            return None
        asked = name, region, day_of(at)
        if asked not in self.in_force:
            self.in_force[asked] = self.newest(*asked)
        return self.in_force[asked]
    def newest(self, name, region, day):
        for here in above(region):
            since = max((since for since in self.terms.get((name, here), ()) if since <= day), default=None)
            if since is not None:
                return self.terms[name, here][since]
        return None
    def by_terms(self, n, e, before=()):
        """The numbers of a notice against the table of its day; one that is amended may keep what it said before."""
        if not self.terms:
            self.untabled += 1
            return
        def of(name):
            return self.term(name, e.region, e.at)
        def told(names):
            return {key: of(name) for key, name in names.items()}
        second = e.round == 2
        wanted = {"notice_days": of("second_notice_days" if second else "choice_days" if n.method == "direct_choice" else "notice_days"),
                  "minimum": 1 if n.method == "direct_choice" else of("second_minimum" if second else FEWEST.get(n.method, "minimum_participants"))}
        if second:
            wanted["single"] = (of("second_single") or 0) > 0
        wanted["outage"], wanted["round_terms"] = told(OUTAGE), None
        if n.method == "direct_choice" or None in wanted["outage"].values():
            wanted["outage"] = None
        if n.method == "live_rounds":
            minutes = {"seconds": "live_minutes", "wait_seconds": "live_wait_minutes"}
            wanted["round_terms"] = {**told(ROUNDS), **{key: 60 * (of(name) or 0) for key, name in minutes.items()}}
        lines = told(LINES)
        if n.low or n.method not in STATED and None not in lines.values():
            wanted["low"] = lines
        if n.method == "credit_shortlist":
            points = max(of("shortlist_points") or 0, 1)
            numbers = [[100 * points * held, held] for held in range(100 // points, 1, -1)]
            wanted["shortlist"] = {**told(LIST), "numbers": [*numbers, [0, 1]]}
        if n.scoring:
            wanted["scoring"] = {**n.scoring, "days": of("scoring_days")}
        odd = [name for name, value in wanted.items() if difference(e.get(name), value) and (name not in before or difference(e.get(name), before[name]))]
        not odd or self.say(f"expected {' and '.join(f'{name} {wanted[name]}' for name in odd)} by the table of terms")
        if n.scoring and not second:
            least, low, high = of("experts_least") or 0, of("price_points_least") or 0, of("price_points_most")
            high = 100 if high is None else high
            fine = n.scoring["seats"] >= least and low <= n.scoring["price_points"] <= high
            fine or self.say(f"expected at least {least} experts and a price that weighs {low} to {high} by the table of terms")
    def by_no_table(self):
        return f"; notices before any table of terms: {self.untabled}" if self.untabled else ""
    def lasts(self, region, e, field, name):
        """A period of the table, in working days, is at least as many whole days."""
        days = self.term(name, region, e.at) or 0
        e[field] >= later(e.at, days=days) or self.say(f"expected {field} at least {days} days after {e.at}")
