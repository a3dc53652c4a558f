"""Credit shortlist: drawn by the published table once all sign-ups are open, then picked from in time, with a reason, or by silence."""

# fmt: off
from decision import WAYS
from proofs import difference, is_blank, later

MOST = 100_000
TERMS = ("length", "drop_percent", "numbers", "unrated")

class Shortlists:
    def shortlist_named(self, n, e):
        """The notice publishes how long the list is, who stays out, and how many numbers each score holds."""
        n.shortlist, n.pick, n.listed = e.get("shortlist"), None, []
        if n.method != "credit_shortlist":
            return
        terms = n.shortlist or self.wrong("expected the terms of the short list in its notice")
        rows = terms["numbers"]
        whole = [terms[name] for name in ("length", "drop_percent", "unrated", "days")] + [number for row in rows for number in row]
        all(type(number) is int and number >= 0 for number in whole) or self.say("expected the terms of the short list as whole numbers")
        if max(number for row in rows for number in (*row, terms["unrated"])) > MOST:
            n.shortlist = None  # a draw of so many numbers is not made
            self.wrong(f"expected at most {MOST} numbers for each")
        falls = rows[-1][0] == 0 and all(high[0] > low[0] for high, low in zip(rows, rows[1:]))
        falls and min(held for _, held in rows) > 0 < terms["unrated"] or self.say("expected a table that falls from score to score down to 0, with a number for everybody")
        terms["length"] > 0 and terms["drop_percent"] < 100 or self.say("expected a list that holds somebody, and a share below the whole")
        n.price_mode == "fixed" and (n.ceiling_fen or 0) > 0 or self.say("expected a stated price, found none")
    def listed_case(self, n, case):
        return {**case, "shortlist": {name: n.shortlist[name] for name in TERMS}, "pick": n.pick}
    def on_shortlist_drawn(self, e):
        n = self.moved(e, "closed")
        if n.method != "credit_shortlist":
            self.wrong(f"expected no short list in a need by {n.method}")
        set(n.bids) == set(n.opened) | n.void or self.say("drawn before every sign-up of the frozen list was opened or void")
        self.draw_opened(n)
        self.nobody_related(n, n.opened, n.struck)
        case = self.case_of(n, e.case)
        found = difference(e.case, case)
        not found or self.say(f"the case of the short list is not what notice, frozen list and opened sign-ups give: {found}")
        wanted = WAYS[n.method](case)
        for name, said in wanted.items():
            found = difference(e[name], said)
            not found or self.say(f"the short list does not follow from its case, in its {name}: {found}")
        valid = self.competing(n, case, wanted["ranking"])
        self.enough(n, valid) or self.say(f"{valid} valid sign-ups, expected at least {n.minimum}")
        self.whole_days(e, "choose_by")
        e.choose_by >= later(e.at, days=n.shortlist["days"]) or self.say(f"expected at least {n.shortlist['days']} days for the pick")
        n.state, n.choose_by, n.listed = "shortlisted", e.choose_by, [place["bidder"] for place in wanted["ranking"]]
    def on_shortlist_picked(self, e):
        n, who = self.moved(e, "shortlisted"), e.bidder
        n.pick is None or self.say("picked from the short list before")
        who in n.listed or self.say(f"{who} is not on the short list {n.listed}")
        if e.silent:
            e.at >= n.choose_by and who == n.listed[0] or self.say(f"picked by silence, expected {n.listed[0]} and not before {n.choose_by}")
        else:
            e.at < n.choose_by or self.say(f"picked at {e.at}, expected before {n.choose_by}")
            not is_blank(e.reason) or self.say("expected the reason of the pick")
            self.able(who, e.at) or self.say(f"{who} may not serve: not registered, suspended or removed")
        n.pick = {"bidder": who, "reason": e.reason, "silent": e.silent}
