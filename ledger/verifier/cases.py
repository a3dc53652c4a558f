"""Exit cases: what is proposed is on the ladder, the agency is heard, two votes decide, and the measure lasts as long as it says."""

# fmt: off
from proofs import Fields, day_of, later

LADDER = {"false_material": ("suspension_6", "suspension_12", "removal_12", "removal_36"), "poor_quality": ("warning", "suspension_3", "suspension_6")}
LASTS = {"warning": 90, "suspension_3": 92, "suspension_6": 183, "suspension_12": 365, "removal_12": 366, "removal_36": 3 * 365}
NEEDED, WITHIN = 2, 90  # votes that agree; days in which a case is decided

class Cases:
    def case(self, e, *states):
        c = self.cases.get(e.case) or self.wrong(f"expected case {e.case} to be opened before")
        c.org == e.org or self.say(f"expected {c.org}, against which case {e.case} was opened")
        self.in_order(c, e)
        return c if c.state in states else self.wrong(f"case {e.case} is {c.state}, expected {' or '.join(states)}")
    def on_official_listed(self, e):
        self.once("official", e.official)
        self.officials.add(e.official)
    def acts(self, c, e):
        """Who opens a case or votes in it is listed, and does one of both, once."""
        official = e.get("official")
        fine = official and official in self.officials and official not in c.acted
        fine or self.say(f"expected an official who is listed and has not acted in case {e.case}, found {official or 'none'}")
        c.acted.append(official)
    def on_case_opened(self, e):
        self.once("case", e.case)
        e.measure in LADDER.get(e.trigger, ()) or self.say(f"{e.trigger} does not lead to {e.measure}")
        self.cases[e.case] = Fields(org=e.org, trigger=e.trigger, measure=e.measure, state="opened", votes=[], acted=[], hearing=False, last=e.at)
        e.trigger != "poor_quality" or self.poorly_rated(e) or self.say("expected three ratings in twelve months whose quality is two or below on the average")
        if e.by.get("kind") != "system":
            self.acts(self.cases[e.case], e)
        else:
            e.measure == "suspension_3" or self.say(f"expected the clock to propose suspension_3, found {e.measure}")
    def by_the_numbers(self, e):
        """The clock opens a case by itself: for poor quality."""
        return e.type in ("case.opened", "case.notified") and e.by == {"kind": "system"} and self.cases[e.case].trigger == "poor_quality"
    def on_case_notified(self, e):
        c = self.case(e, "opened")
        self.whole_days(e, "answer_by")
        self.lasts(self.regions.get(e.org, ""), e, "answer_by", "answer_days")
        e.decide_by == later(e.at, days=WITHIN) or self.say(f"expected decide_by {WITHIN} days after {e.at}")
        c.state, c.answer_by, c.decide_by = "notified", e.answer_by, e.decide_by
    def on_case_answered(self, e):
        c = self.case(e, "notified")
        e.at < c.answer_by or self.say(f"answered at {e.at}, expected before {c.answer_by}")
        c.state, c.hearing = "answered", e.hearing and not c.measure.startswith("warning")
    def on_case_heard(self, e):
        c = self.case(e, "answered")
        c.hearing or self.say("heard, where no hearing was asked for")
        c.hearing = False
    def on_case_voted(self, e):
        c = self.case(e, "notified", "answered")
        c.state == "answered" or e.at >= c.answer_by or self.say(f"voted before the agency answered, or {c.answer_by} had passed")
        not c.hearing or self.say("voted before the hearing that the agency asked for")
        e.at < c.decide_by or self.say(f"voted at {e.at}, expected before {c.decide_by}")
        self.acts(c, e)
        type(e["for"]) is bool or self.say("expected a vote for the measure or against it")
        c.votes.append((e["for"], e.by["org"]))
    def on_case_dropped(self, e):
        c = self.case(e, "notified", "answered")
        len([0 for agreed, _ in c.votes if agreed is False]) == NEEDED or self.say(f"dropped, expected {NEEDED} votes against")
        c.state = "dropped"
    def on_case_lapsed(self, e):
        c = self.case(e, "notified", "answered")
        e.at >= c.decide_by or self.say(f"lapsed before {c.decide_by}")
        c.state = "lapsed"
    def measured(self, e, kind):
        """A measure is that of an open case against this agency, for which enough have voted."""
        c = self.cases.get(e.get("case"))
        named = c and c.org == e.org and c.measure[:4] == kind
        voted = named and c.state in ("notified", "answered") and len([0 for agreed, _ in c.votes if agreed is True]) == NEEDED
        voted or self.say(f"expected an open case against {e.org} with {NEEDED} votes for this measure, found {e.get('case') or 'no case'}")
        if voted:
            self.undecided[e.case] = (self.line, e)
    def left_undecided(self):
        """At the end of the record: a measure stands in the moment of its decision, which stands with it."""
        for name, (line, e) in self.undecided.items():
            if self.outlived(line, e, minutes=10):
                self.say(f"expected case {name} to be decided with its measure, the record goes on to {self.latest} without it")
    def on_case_decided(self, e):
        c = self.case(e, "notified", "answered")
        agreed = [official for agreed, official in c.votes if agreed is True]
        len(agreed) == NEEDED and e.officials == agreed or self.say(f"expected the {NEEDED} who voted for it, {agreed}")
        (e.trigger, e.measure) == (c.trigger, c.measure) or self.say(f"expected {c.measure} for {c.trigger}, as the case was opened")
        *done, running = self.carried_out.get(e.case, ("", "", "", ""))
        done == [e.org, e.measure[:4], e.until] or self.say(f"expected the measure {e.measure} of case {e.case} to be carried out just before")
        until = later(e.at, days=LASTS.get(e.measure, 0))
        e.until == (max(until, running) if e.measure.startswith("suspension") else until) or self.say(f"expected {e.measure} until {until}, found {e.until}")
        c.state = "decided"
        self.undecided.pop(e.case, None)
        self.measures.append({"org": e.org, "case": e.case, "on": day_of(e.at), "measure": e.measure})
