"""Abnormally low prices: asked of the first in order, explained, judged with a reason or by silence, before any award."""

# fmt: off
from proofs import Fields

class Explained:
    def on_explanation_asked(self, e):
        n = self.moved(e, "decided")
        first = self.first_left(n)
        (e.bidder, e.bid) == (first["bidder"], first["bid"]) or self.say(f"expected {first['bidder']} to be asked, the first in order")
        e.bidder in n.low_prices and e.bidder not in n.asked or self.say("expected an abnormally low price, asked about once")
        n.live is None or self.say("asked under an award that stands")
        self.whole_days(e, "explain_by")
        self.lasts(n.region, e, "explain_by", "explain_days")
        n.asked[e.bidder] = Fields(explain_by=e.explain_by, judge_by="", accepted=None)
    def asked(self, e):
        n = self.moved(e, "decided")
        asked = n.asked.get(e.bidder) or self.wrong(f"expected {e.bidder} to be asked before")
        asked.accepted is None or self.say("this explanation is judged already")
        return asked
    def on_price_explained(self, e):
        asked = self.asked(e)
        not asked.judge_by and e.at < asked.explain_by or self.say(f"expected one explanation, before {asked.explain_by}")
        self.whole_days(e, "judge_by")
        self.lasts(self.needs[e.need].region, e, "judge_by", "judge_days")
        asked.judge_by = e.judge_by
    def on_explanation_judged(self, e):
        asked = self.asked(e)
        e.accepted or e.because or self.say("rejected without a reason")
        if e.silent:
            end = asked.judge_by or asked.explain_by
            e.at >= end and e.accepted == bool(asked.judge_by) or self.say(f"judged by silence, expected not before {end}: rejected if nothing came, accepted if nobody judged")
        else:
            asked.judge_by or self.say("judged before an explanation came")
        asked.accepted = e.accepted
