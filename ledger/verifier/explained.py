"""Abnormally low prices: asked of the first in order, explained, judged with a reason or by silence, before any award."""

# fmt: off
from proofs import Fields

class Explained:
    def on_explanation_asked(self, e):
        n = self.moved(e, "decided")
        first = self.first_left(n)
        self.expect((e.bidder, e.bid) == (first["bidder"], first["bid"]), f"expected {first['bidder']} to be asked, the first in order")
        self.expect(e.bidder in n.low_prices and e.bidder not in n.asked, "expected an abnormally low price, asked about once")
        self.expect(n.live is None, "asked under an award that stands")
        self.whole_days(e, "explain_by")
        n.asked[e.bidder] = Fields(explain_by=e.explain_by, judge_by="", accepted=None)
    def asked(self, e):
        n = self.moved(e, "decided")
        asked = n.asked.get(e.bidder) or self.wrong(f"expected {e.bidder} to be asked before")
        self.expect(asked.accepted is None, "this explanation is judged already")
        return asked
    def on_price_explained(self, e):
        asked = self.asked(e)
        self.expect(not asked.judge_by and e.at < asked.explain_by, f"expected one explanation, before {asked.explain_by}")
        self.whole_days(e, "judge_by")
        asked.judge_by = e.judge_by
    def on_explanation_judged(self, e):
        asked = self.asked(e)
        self.expect(e.accepted or e.because, "rejected without a reason")
        if e.silent:
            end = asked.judge_by or asked.explain_by
            self.expect(e.at >= end and e.accepted == bool(asked.judge_by), f"judged by silence, expected not before {end}: rejected if nothing came, accepted if nobody judged")
        else:
            self.expect(asked.judge_by, "judged before an explanation came")
        asked.accepted = e.accepted
