"""Live rounds: each round in its turn, each price judged by what stood on the record when it was named."""

# fmt: off
from proofs import Fields, difference, later

TERMS = ("rounds", "seconds", "step_fen", "last_seconds", "extra_seconds", "extensions")

class Rounds:
    def round_terms(self, n):
        """The terms that a notice names beforehand; records from before that named them with the first round."""
        said = n.round_terms or {}
        fine = isinstance(said, dict) and sorted(said) == sorted((*TERMS, "wait_seconds")) and all(type(each) is int and each >= 0 for each in said.values())
        fine = not said or (fine and n.method == "live_rounds")
        fine or self.say("expected the terms of the rounds as seven whole numbers, in live rounds alone")
        if not fine:
            n.round_terms = None
    def in_rounds(self, e):
        n = self.moved(e, "closed")
        return n if n.method == "live_rounds" else self.wrong(f"expected no rounds in a need by {n.method}")
    def running(self, e):
        """The need and its round that runs; what belongs to another round can't stand here."""
        n = self.in_rounds(e)
        running = n.rounds[-1] if n.rounds and not n.rounds[-1].closed else self.wrong("expected a round that runs")
        e.round == running.round or self.say(f"expected round {running.round}, found {e.round}")
        return n, running
    def on_round_opened(self, e):
        n, number = self.in_rounds(e), 1
        if n.rounds:
            number = n.rounds[-1].round + 1
            n.rounds[-1].closed and e.opened_at >= n.rounds[-1].ends_at or self.say(f"expected round {number - 1} to end first, at {n.rounds[-1].ends_at}")
            found = difference(e.terms, n.terms)
            not found or self.say(f"the terms of the rounds changed: {found}")
        else:
            "opened_at" in n and set(n.bids) == set(n.opened) | n.void or self.say("the rounds began before every sign-up was opened or void")
            self.enough(n, len(n.opened)) or self.say(f"{len(n.opened)} sign-ups, expected at least {n.minimum}")
            fine = sorted(e.terms) == sorted(TERMS) and all(type(each) is int and each >= 0 for each in e.terms.values())
            fine and e.terms["step_fen"] > 0 < e.terms["seconds"] or self.say("expected the six terms of live rounds as whole numbers")
            n.terms = e.terms
            if n.round_terms:
                first = later(n.get("opened_at", e.at), seconds=n.round_terms["wait_seconds"])
                e.at >= first or self.say(f"expected the first round at {first} or later, found {e.at}")
                n.terms = {name: n.round_terms[name] for name in TERMS}
                found = difference(e.terms, n.terms)
                not found or self.say(f"the terms of the rounds are not those of the notice: {found}")
        level = self.level(n) if number > n.terms["rounds"] else []
        last = n.terms["rounds"] + bool(level)
        e.round == number <= last or self.say(f"expected round {number} of {last}, found {e.round}")
        e.get("level", []) == level or self.say(f"expected the extra round to be that of {level}, found {e.get('level', [])}")
        e.opened_at == e.at or self.say(f"expected a round that begins at {e.at}, found {e.opened_at}")
        end = later(e.opened_at, seconds=n.terms["seconds"])
        e.ends_at == end or self.say(f"expected the round to end at {end}, found {e.ends_at}")
        n.rounds.append(Fields(round=number, opened_at=e.opened_at, ends_at=end, extensions=0, closed=False))
    def on_auction_step(self, e):
        n, running = self.running(e)
        if e.fen is None:
            self.wrong("expected a price, found none")
        e.seq == len(n.steps) + 1 or self.say(f"expected step {len(n.steps) + 1}, found {e.seq}")
        e.bidder in n.opened and e.bidder not in n.struck or self.say(f"{e.bidder} has no sign-up that was opened and stands")
        running.opened_at <= e.at < running.ends_at or self.say(f"a price at {e.at}, expected before the end of the round at {running.ends_at}")
        low, high = self.allowed(n, running, e.bidder)
        type(e.fen) is int and low <= e.fen <= high or self.say(f"a price of {e.fen} fen, expected from {low} to {high}")
        best = min([e.fen] + [step["fen"] for step in n.steps])
        e.best_fen == best or self.say(f"expected the lowest after the step to be {best}, found {e.best_fen}")
        if later(e.at, seconds=n.terms["last_seconds"]) >= running.ends_at and running.extensions < n.terms["extensions"]:
            running.ends_at, running.extensions = later(running.ends_at, seconds=n.terms["extra_seconds"]), running.extensions + 1
        e.ends_at == running.ends_at or self.say(f"expected the round to end at {running.ends_at} after this step, found {e.ends_at}")
        n.steps.append({name: e[name] for name in ("seq", "round", "bidder", "fen", "at")})
    def level(self, n):
        """Who goes on into the extra round: those level at the lowest after the usual rounds, if it lies above the floor."""
        last = {step["bidder"]: step["fen"] for step in n.steps if step["round"] <= n.terms["rounds"]}
        lowest = min(last.values(), default=0)
        level = sorted(who for who, fen in last.items() if fen == lowest)
        return level if len(level) > 1 and lowest > max(n.floor_fen or 1, 1) else []
    def allowed(self, n, running, bidder):
        """From what to what a bidder may name a price: a step below the lowest, or level with it where less than a step is left."""
        low, own = max(n.floor_fen or 1, 1), next((step["fen"] for step in reversed(n.steps) if step["bidder"] == bidder), None)
        if running.round > n.terms["rounds"]:
            bidder in self.level(n) or self.say(f"{bidder} is not among the equals, whose extra round it is")
            return low, (own or 0) - 1
        lowest, step = min((step["fen"] for step in n.steps), default=None), n.terms["step_fen"]
        if lowest is None:
            return low, 2**53 if n.ceiling_fen is None else n.ceiling_fen
        return (lowest, lowest - (own == lowest)) if lowest - step < low else (low, lowest - step)
    def on_round_closed(self, e):
        n, running = self.running(e)
        said, found = (e.ends_at, e.extensions), (running.ends_at, running.extensions)
        said == found or self.say(f"expected the round to have ended at {found[0]} after {found[1]} extensions, found {said}")
        e.at >= running.ends_at or self.say(f"the round was closed at {e.at}, expected its end at {running.ends_at} or later")
        running.closed = True
    def rounds_over(self, n):
        over = n.rounds and n.rounds[-1].closed and len(n.rounds) == n.terms["rounds"] + bool(self.level(n))
        over or self.say("decided or failed before the last round was closed")
    def live_case(self, n, case, offers):
        """The case of live rounds: terms, rounds and steps as the events gave them, sign-ups without a price."""
        ran = [{name: each[name] for name in ("round", "opened_at", "ends_at", "extensions")} for each in n.rounds]
        entries = [{name: offer[name] for name in ("bidder", "bid", "score_centi", "r", "struck")} for offer in offers]
        named = {name: case[name] for name in ("v", "need", "ceiling_fen", "floor_fen", "list_root")}
        return {**named, "terms": n.terms, "rounds": ran, "steps": n.steps, "offers": entries, **self.chance_of(n)}
