"""What goes into a need's draws besides the bids: 32 bytes of each party, fixed with the notice and shown with the opening."""

# fmt: off
from datetime import datetime, timedelta
from re import fullmatch

from draw import USUAL, is_known, lp
from proofs import b64, canonical, day_in, is_signed, later, sha, unb64, unhex
from suites import SUITES
from trustees import well_formed
from void import commitment, void_reason

GENESIS = datetime(2023, 8, 23, 15, 9, 27)  # of drand's quicknet, which speaks every three seconds
DAYS = {"sh000001": (range(5), "T15"), "ssq": ((1, 3, 6), "T21:15"), "notary": (range(7), "U")}  # weekdays, hour in Beijing
RED = "(0[1-9]|[12][0-9]|3[0-3])"
FORMS = {"drand-quicknet": r"[0-9a-f]{96}", "sh000001": r"[1-9][0-9]{2,5}\.[0-9]{2}", "ssq": rf"[0-9]{{7}}:({RED},){{5}}{RED}\+(0[1-9]|1[0-6])", "notary": r"(?s).{1,200}"}
SEALED = canonical({"entry": True, "v": "bid/1"}).encode()

def stand_in(given):
    """What was fixed when a contribution was given: it counts if the contribution is never shown."""
    return unb64(given.envelope["pc"]).hex() if "envelope" in given else given.commit

class Chance:
    def draw_named(self, n, e):
        """A notice names the terms of its draws, and once one has, every later one does; new keys ask for new contributions."""
        n.draw, n.given, n.shown, n.noticed_at, n.entered = e.get("draw"), {}, {}, e.at, False
        n.draw or not self.draws_named or n.method == "direct_choice" or self.say("expected the terms of its draws, as in the notices before it")
        fine = n.draw is None or (n.draw["v"], n.draw["withheld"]) == ("draw/1", "commit")
        fine or self.say("expected the terms of draw/1: what was fixed stands in for what is withheld")
        self.draws_named = self.draws_named or bool(n.draw)
        self.way_named(n, e)
        self.parties_named(n, e)
        n.beacon = ("none", "", "")
        if n.draw and n.draw["beacon"]["source"] != "none":
            named = n.draw["beacon"]
            n.beacon = None
            named["by"] > e.deadline and named["fallback"] == "none" or self.say("expected a source that is waited for until after the deadline, and left out if it is missed")
            self.comes_after(named, e.deadline) or self.say(f"expected a value of {named['source']} that comes after the deadline, found period {named['period']}")
    def way_named(self, n, e):
        """By which method and hash the draws are made; once a notice has named it, every later one does."""
        way = n.draw and n.draw.get("way")
        way or not n.draw or not self.ways_named or self.say("expected the way of drawing, as in the notices before it")
        fine = not way or is_known(way, e.get("method", n.method) == "credit_shortlist", n.draw["beacon"]["source"])
        fine or self.say(f"expected a way of drawing that is known and can draw this, found {way}")
        self.ways_named, n.way = self.ways_named or bool(way), way if fine and way else USUAL
    def parties_named(self, n, e):
        """Who contributes: the operator, and under a notice that names its way every trustee that is not the platform itself."""
        named, lots = e.trustees, e.trustees.get("lots") if type(e.trustees) is dict else None
        first = lots["technical"] if type(lots) is dict and "technical" in lots else named
        far = [each for each in first["set"] if "by" in each] if n.draw and n.draw.get("way") and well_formed(first) else []
        n.holders = {f"trustee-{each['i']}": each for each in far}
        wanted = sorted(["operator", *n.holders])
        not n.draw or n.draw["parties"] == wanted or self.say(f"expected {wanted} to contribute to its draws")
    def lasting(self, draw):
        """What of the terms stays when a deadline moves: all but the period of the source and its time."""
        return draw and {**draw, "beacon": {name: draw["beacon"].get(name) for name in ("source", "key")}}
    def comes_after(self, named, deadline):
        """Whether the period is the first of its source at or after the deadline (of the index and the lottery: a day of theirs not before it)."""
        if named["source"] == "drand-quicknet":
            return named["period"] == str(-((GENESIS - datetime.strptime(deadline, "%Y-%m-%dT%H:%M:%S.%fZ")) // timedelta(seconds=3)) + 1)
        days, hour = DAYS[named["source"]]
        return day_in(named["period"]).weekday() in days and f"{named['period']}{hour}" > later(deadline, hours=8)
    def awaited(self, e):
        """The need that waits for the source of which this entry speaks."""
        n = self.moved(e, "closed")
        n.draw and n.beacon is None or self.say("expected a need that waits for the source its notice named, once")
        (e.source, e.period) == (n.draw["beacon"]["source"], n.draw["beacon"].get("period")) or self.say("expected the source and the period of the notice")
        return n, n.draw["beacon"]
    def on_beacon_fetched(self, e):
        n, named = self.awaited(e)
        n.deadline <= e.at < named["by"] or self.say(f"expected a value from {n.deadline} on and before {named['by']}")
        fullmatch(FORMS[named["source"]], e.value) or self.say(f"expected a value in the form of {named['source']}, found {e.value}")
        if named["source"] == "notary":
            said = b"draw/1 notary\n" + b"".join(lp(part.encode()) for part in (e.need, e.period, e.value))
            is_signed(unhex(named["key"]), said, unhex(e.proof)) or self.say("the value is not signed by the notary whom the notice names")
        n.beacon = (e.source, e.period, e.value)
    def on_beacon_missed(self, e):
        n, named = self.awaited(e)
        e.at >= named["by"] or self.say(f"said to be missed at {e.at}, expected to wait until {named['by']}")
        n.beacon = ("none", "", "")
    def on_draw_contribution(self, e):
        n = self.need(e, "open")
        n.draw and e.party in n.draw["parties"] and e.party not in n.given or self.say(f"expected {e.party} to be named in the notice, and to contribute once")
        e.at == n.noticed_at and not n.entered or self.say(f"expected a contribution with the notice, at {n.noticed_at}, before anybody could enter")
        if "envelope" in e:
            to = [e.envelope[name] for name in ("need", "bidder", "suite", "tset")]
            first = b64(n.suite.digest(canonical(self.opens_first(n)[0]).encode()))
            to == [e.need, e.party, n.suite.name, first] or self.say("expected a contribution sealed by its party to the trustees of the notice who open first")
            if e.party in n.holders:
                self.aside("signed_by", e, n.holders[e.party]["by"])
        else:
            alone = n.trustees["n"] == 1 and e.party not in n.holders and len(unhex(e.commit)) == 32
            alone or self.say("expected a sealed contribution: there is more than one trustee")
        n.given[e.party] = e
    def signed_by(self, e, trustee):
        said = b"trustee/1 contribution\n" + sha(canonical(e.envelope).encode()).hex().encode()
        is_signed(unhex(trustee), said, unhex(e.sig)) or self.say(f"the contribution of {e.party} is not signed by that trustee")
    def draw_closed(self, n):
        missing = sorted(set(n.draw["parties"]) - set(n.given)) if n.draw else []
        not missing or self.say(f"closed without the contributions of {missing}")
    def opens_first(self, n):
        """The trustees whose keys are released first, and those keys: of the plans, where experts score plans."""
        return (n.trustees["lots"]["technical"], n.plan_keys) if n.get("scoring") else (n.trustees, n.released)
    def opened_with(self, e):
        """The need whose envelopes are opened in this moment, and what the party gave."""
        n = self.moved(e, "closed")
        moment = n.get("plans_opened_at" if n.get("scoring") else "opened_at")
        e.at == moment or self.say("expected contributions to be shown in the moment of the opening, after the bids")
        given = n.given.get(e.party) or self.wrong(f"{e.party} has not contributed")
        e.party not in n.shown or self.say("this contribution was shown or withheld before")
        return n, given
    def on_draw_shown(self, e):
        n, given = self.opened_with(e)
        value = unhex(e.value)
        if "envelope" in given:
            plain = canonical(e["plain"]).encode() if "plain" in e else SEALED  # what a trustee sealed instead is its own affair: its number counts
            binds = commitment(n.suite, value, plain) == given.envelope["pc"]
        else:
            binds = sha(b"draw/1 commit\n", *map(lp, (e.need.encode(), e.party.encode(), value))).hex() == given.commit
        binds and len(value) == 32 or self.say("the contribution shown is not the one that was fixed with the notice")
        n.shown[e.party] = e.value
        named, released = self.opens_first(n)
        if "envelope" in given and e.party not in n.holders and len(released) >= named["t"]:
            self.aside("opens_truly", e, given.envelope, dict(sorted(released.items())[:named["t"]]), named["set"], n.suite.name)
    def opens_truly(self, e, envelope, released, named, suite):
        """What the operator sealed opens with the first t keys; what a trustee sealed bears its signature, and is its own affair."""
        why = void_reason(envelope, released, named, SUITES[suite])
        not why or self.say(f"a contribution is shown that the keys do not open, recomputed: {why}")
    def on_draw_withheld(self, e):
        n, given = self.opened_with(e)
        named, released = self.opens_first(n)
        by_keys = "envelope" in given and len(released) >= named["t"]
        why = (void_reason(given.envelope, released, named["set"], n.suite) or "it opens") if by_keys else "not-shown"
        e.reason == why or self.say(f"said to be withheld for {e.reason}, recomputed: {why}")
        n.shown[e.party] = stand_in(given)
    def draw_opened(self, n, done="decided"):
        missing = sorted(set(n.given) - set(n.shown))
        not missing or self.say(f"{done} before the contributions of {missing} were shown or withheld")
        n.beacon or self.say(f"{done} before the source that the notice names had given its value or was missed")
    def chance_of(self, n):
        """What the case says of chance; nothing where the notice named no terms."""
        if n.draw is None:
            return {}
        way = {} if n.way == USUAL else {"way": n.way}
        return {"contributions": [[party, n.shown.get(party, stand_in(given))] for party, given in sorted(n.given.items())], "beacon": list(n.beacon or ("none", "", "")), **way}
