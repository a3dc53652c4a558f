"""The outage rule: the site's heartbeats, the silence before a deadline, and the deadline that moves because of it."""

# fmt: off
from bisect import bisect_left, bisect_right, insort

from proofs import day_of, later

LONGEST = 15  # days between the old deadline, or the moving, and the new deadline

class Outages:
    def on_heartbeat(self, e):
        later(e.at, minutes=1) >= self.latest or self.say(f"expected a heartbeat written when it beat, found {e.at} after {self.latest}")
        insort(self.beats, e.at)
    def silence(self, n, until):
        """The first stretch without a heartbeat that is too long, in the time before a deadline and up to a moment; () if there is none."""
        if not n.outage:
            return ()
        start, end = later(n.deadline, minutes=-n.outage["window_minutes"]), min(until, n.deadline)
        before = start
        for beat in (*self.beats[bisect_right(self.beats, start):bisect_left(self.beats, end)], end):
            if beat > later(before, seconds=n.outage["silence_seconds"]):
                return before, beat
            before = beat
        return ()
    def on_deadline_moved(self, e):
        n = self.moved(e, "open")
        silence = list(self.silence(n, e.at))
        silence or self.say(f"the deadline moved without an outage: expected the heartbeats before {n.deadline} to be missing")
        e.silence == silence or self.say(f"expected the silence {silence}, found {e.silence}")
        e.was == n.deadline or self.say(f"expected the deadline to move from {n.deadline}, found {e.was}")
        last = max(n.deadline, e.at)
        fine = e.deadline[10:] == n.deadline[10:] and day_of(last) < day_of(e.deadline) <= day_of(later(last, days=LONGEST))
        fine or self.say(f"expected the same hour of a day soon after {last}, found {e.deadline}")
        sorted(e.unopened) == sorted(bid.bid for bid in n.bids.values()) or self.say("expected every sealed bid, and no other, to stay unopened")
        fresh = {key["pk"] for key in e.trustees["set"]}.isdisjoint(key["pk"] for key in n.trustees["set"])
        fresh or self.say("expected new keys for the new deadline")
        n.deadline, n.trustees = e.deadline, e.trustees
        n.bids.clear()
        self.lasting(e.get("draw")) == self.lasting(n.draw) or self.say("a deadline that moves leaves the terms of the draws as they are")
        self.draw_named(n, e)
        self.notice(n, e)
