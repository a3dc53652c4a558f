"""The market, replayed from its record: every award, contract, payment and score follows from what stands before it.

One file for each matter: notices.py, budgeted.py, bids.py, choices.py, shortlists.py, rounds.py, awards.py, explained.py, contracted.py, cases.py, scores.py, relations.py, ventures.py, serving.py, terms.py, saying.py, inspections.py, trustees.py, released.py; `docs/events.md` says what the events hold.
"""

# fmt: off
import functools
import re
from collections import Counter

from awards import Awards
from bids import Bids
from budgeted import Budgets
from cases import Cases
from chance import Chance
from choices import Choices
from contracted import Contracts
from experts import Experts
from kinds import WEIGHTLESS
from explained import Explained
from inspections import Inspections
from notices import Notices
from outage import Outages
from relations import Relations
from released import Released
from proofs import MOMENT, ODD, Fields, Wrong, decode, is_day, later, unhex
from rounds import Rounds
from saying import Saying
from scores import Scores
from serving import Serving
from shortlists import Shortlists
from terms import Terms
from trustees import Trustees, trusted
from ventures import Ventures

CODE = re.compile("[0-9A-Z]{18}")
TOGETHER = 500  # checks that are asked for at once

class Replay(Notices, Budgets, Outages, Bids, Chance, Choices, Shortlists, Experts, Rounds, Awards, Explained, Contracts, Cases, Scores, Relations, Ventures, Serving, Terms, Saying, Inspections, Trustees, Released):
    def __init__(self, beside=None):
        self.judge = functools.lru_cache(4096)(lambda event: getattr(self, "on_" + event.replace(".", "_"), None))
        self.beside, self.batch, self.released, self.strays, self.in_force = beside, [], {}, [], {}
        self.findings, self.counts, self.latest, self.outside, self.opened, self.names = [], Counter(), "", 0, 0, set()
        self.draws_named = self.ways_named = False
        self.checks, self.proven = 0, []
        self.budgets, self.held, self.owed, self.settled, self.refunds, self.objected = {}, {}, {}, {}, {}, {}
        self.controls, self.barred, self.buyers, self.unsure = {}, {}, set(), set()
        self.pool, self.unlisted, self.until, self.needs, self.contracts, self.scores, self.keys = {}, {}, {}, {}, {}, {}, {}
        self.facts, self.listed_inspectors, self.inspections = [], set(), {}
        self.terms, self.untabled, self.offers, self.certified, self.tied, self.routes, self.regions = {}, 0, {}, {}, {}, {}, {}
        self.officials, self.undecided, self.warned = set(), {}, {}
        self.cases, self.invoices, self.payments, self.kinds = {}, {}, {}, {}
        self.beats, self.pages, self.votes, self.deliveries, self.measures, self.carried_out = [], {}, {}, [], [], {}
    def say(self, sentence):
        self.findings.append(f"entries.jsonl line {self.line} ({self.event}): {sentence}")
    def wrong(self, sentence):
        raise Wrong(sentence)
    def once(self, kind, name):
        if (kind, name) in self.names:
            self.say(f"expected {kind} {name} once, it stands here again")
        self.names.add((kind, name))
    def whole_days(self, e, name):
        """A time limit lies whole days after the fact that sets it: the same moment of a later day."""
        fine = e[name][10:] == e.at[10:] and e[name] > e.at
        fine or self.say(f"expected {name} whole days after {e.at}, found {e[name]}")
    def in_order(self, thing, e):
        """What happens to one thing happens under its lock: its times never go back."""
        if e.at < thing.last:
            self.say(f"expected a time at or after {thing.last}, when the fact before it was written, found {e.at}")
        if self.owed:
            self.overdue(e)
        thing.last = e.at
    def replay(self, lines, trust, odd=()):
        self.trust, self.trustees = trust, trusted(trust)
        for number, line in enumerate(lines, 1):
            if number not in odd:  # it is named, and says nothing
                self.take(number, line, self.read)
        self.left_undrawn()
        self.left_undecided()
        self.left_owed()
    def take(self, number, line, how, *given):
        self.line, self.event, self.raw = number, "entry", line
        try:
            how(Fields(decode(line)), *given)
        except Wrong as wrong:
            self.say(str(wrong))
        except ODD as fault:
            self.say(f"a field is missing or malformed: {type(fault).__name__} {fault}")
    def outlived(self, line, e, **step):
        """Whether the record, at its end, goes on until so long after a fact, of whose line is spoken from here on."""
        self.line, self.event = line, e.type
        try:
            return later(e.at, **step) <= self.latest
        except ODD as fault:
            return self.say(f"a field is missing or malformed: {type(fault).__name__} {fault}")
    def aside(self, how, e, *given):
        """A check on which no later line depends: made here, or asked of the process beside."""
        if self.beside is None:
            return getattr(self, how)(e, *given)
        self.batch.append((self.line, how, given))
        self.checks += 1
        if len(self.batch) >= TOGETHER:
            self.ask()
        return None
    def ask(self):
        self.beside.put(self.batch)
        self.batch = []
    def make(self, batch, lines, trust):
        """Makes the checks for which another replay asks; how many."""
        self.trustees = trusted(trust)
        for number, how, given in batch:
            self.take(number, lines[number - 1], getattr(self, how), *given)
        return len(batch)
    def read(self, e):
        self.event = event = e.type
        how = self.judge(event)
        self.counts[event] += 1
        at = e.at
        MOMENT.match(at) and is_day(at[:10]) and e.v == 1 or self.say("expected v 1 and a time in UTC to the microsecond, on a day of the calendar")
        if at < self.latest:
            later(at, minutes=10) >= self.latest or self.say(f"expected a time not long before {self.latest}, found {at}")
        else:
            self.latest = at
        (self.line == 1) == (event == "log.genesis") or self.say("expected log.genesis as line 1 and nowhere else")
        if how:
            how(e)
        else:
            event in WEIGHTLESS or self.say("expected a kind of event that docs/events.md names")
        self.said(e)
        self.line > 1 or (e.origin, e.key) == (self.trust["origin"], self.trust["key"]) or self.say("expected the log and key of trust.json")
    def on_page_published(self, e):
        len(unhex(e.sha256)) == 32 and e.bytes > 0 or self.say("expected a program's SHA-256 and size")
        self.pages[e.page] = f"{e.page} {e.sha256} since line {self.line}"
    # Agencies: `until` holds "" for one that may serve, the end of its suspension, or "never"
    def able(self, org, at):
        return at >= self.until.get(org, "never")
    def on_org_registered(self, e):
        self.noted(e)
        self.until.get(e.org, "never") == "never" or self.say(f"{e.org} is registered already")
        e.at >= self.barred.get(e.org, "") or self.say(f"registered anew before its bar ends at {self.barred.get(e.org)}")
        CODE.fullmatch(e.org) or self.say(f"expected a unified social credit code, found {e.org}")
        self.until[e.org] = ""
        self.controllers_registered(e)
        self.registered_to_serve(e)
    def on_org_warned(self, e):
        self.measured(e, e.type.split(".")[1][:4])
        self.carried_out[e.get("case")] = (e.org, e.type.split(".")[1][:4], e.get("until"), self.until.get(e.org, ""))
        self.warned[e.org] = e.get("until")
    def on_org_cleared(self, e):
        until = self.warned.pop(e.org, None)
        isinstance(until, str) and e.at >= until or self.say("cleared before the end of the warning")
    def on_org_suspended(self, e):
        e.org in self.until and e.until > e.at or self.say("expected a registered agency, and an end after the start")
        self.on_org_warned(e)
        self.until[e.org] = e.until
    def on_org_restored(self, e):
        self.able(e.org, e.at) or self.say("restored before the end of the measure")
        self.until[e.org] = ""
    def on_org_removed(self, e):
        self.noted(e)
        self.on_org_warned(e)
        self.until[e.org], until = "never", e.get("until")
        self.barred[e.org] = until if isinstance(until, str) else ""
