"""What goes into a need's draws besides the bids: 32 bytes of each party, fixed with the notice and shown with the opening."""

# fmt: off
from draw import lp
from proofs import canonical, sha, unb64
from void import void_reason

SEALED = canonical({"entry": True, "v": "bid/1"}).encode()

def stand_in(given):
    """What was fixed when a contribution was given: it counts if the contribution is never shown."""
    return unb64(given.envelope["pc"]).hex() if "envelope" in given else given.commit

class Chance:
    def draw_named(self, n, e):
        """A notice names the terms of its draws, and once one has, every later one does; new keys ask for new contributions."""
        n.draw, n.given, n.shown, n.noticed_at = e.get("draw"), {}, {}, e.at
        self.expect(n.draw or not self.draws_named, "expected the terms of its draws, as in the notices before it")
        fine = n.draw is None or (n.draw["v"], n.draw["withheld"]) == ("draw/1", "commit")
        self.expect(fine, "expected the terms of draw/1: what was fixed stands in for what is withheld")
        self.draws_named = self.draws_named or bool(n.draw)
    def on_draw_contribution(self, e):
        n = self.need(e, "open")
        self.expect(n.draw and e.party in n.draw["parties"] and e.party not in n.given, f"expected {e.party} to be named in the notice, and to contribute once")
        self.expect(e.at == n.noticed_at, f"expected a contribution with the notice, at {n.noticed_at}, before anybody could enter")
        if "envelope" in e:
            to = [e.envelope[name] for name in ("need", "bidder", "tset")]
            self.expect(to == [e.need, e.party, n.tset], "expected a contribution sealed by its party to the trustees of the notice")
        else:
            self.expect(n.trustees["n"] == 1 and len(bytes.fromhex(e.commit)) == 32, "expected a sealed contribution: there is more than one trustee")
        n.given[e.party] = e
    def draw_closed(self, n):
        missing = sorted(set(n.draw["parties"]) - set(n.given)) if n.draw else []
        self.expect(not missing, f"closed without the contributions of {missing}")
    def opened_with(self, e):
        """The need whose envelopes are opened in this moment, and what the party gave."""
        n = self.moved(e, "closed")
        self.expect(e.at == n.get("opened_at"), "expected contributions to be shown in the moment of the opening, after the bids")
        given = n.given.get(e.party) or self.wrong(f"{e.party} has not contributed")
        self.expect(e.party not in n.shown, "this contribution was shown or withheld before")
        return n, given
    def on_draw_shown(self, e):
        n, given = self.opened_with(e)
        value = bytes.fromhex(e.value)
        if "envelope" in given:
            binds = sha(b"bid-seal/1 plain", value, SEALED) == unb64(given.envelope["pc"])
        else:
            binds = sha(b"draw/1 commit\n", *map(lp, (e.need.encode(), e.party.encode(), value))).hex() == given.commit
        self.expect(binds and len(value) == 32, "the contribution shown is not the one that was fixed with the notice")
        n.shown[e.party] = e.value
    def on_draw_withheld(self, e):
        n, given = self.opened_with(e)
        by_keys = "envelope" in given and len(n.released) >= n.trustees["t"]
        why = (void_reason(given.envelope, n.released, n.trustees["set"]) or "it opens") if by_keys else "not-shown"
        self.expect(e.reason == why, f"said to be withheld for {e.reason}, recomputed: {why}")
        n.shown[e.party] = stand_in(given)
    def draw_opened(self, n):
        missing = sorted(set(n.given) - set(n.shown))
        self.expect(not missing, f"decided before the contributions of {missing} were shown or withheld")
    def chance_of(self, n):
        """What the case says of chance; nothing where the notice named no terms."""
        if n.draw is None:
            return {}
        return {"contributions": [[party, n.shown.get(party, stand_in(given))] for party, given in sorted(n.given.items())], "beacon": ["none", "", ""]}
