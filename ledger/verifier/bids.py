"""Bids, from the sealing to the opening: in time, by who may bid, frozen as one list, opened as sealed or void for a reason."""

# fmt: off
from proofs import canonical, later, merkle_root, sha, unb64, unhex
from serving import ELIGIBLE
from suites import SUITES
from trustees import numbers
from void import commitment, read_with_seed, says_a_bid, secret_of, void_reason

# Struck for one of these after the decision, a bid should never have counted as a competitor.
NEVER_COUNTED = {"abnormally_low_price_is_explained", "no_upheld_objection_is_against_the_bid", "bidders_are_under_different_heads", "bidders_do_not_control_one_another", "bidders_have_no_controller_in_common", "every_unit_joins_one_bid"}

# Every rule for which a bid is struck: those of who may serve, and those of bids beside each other.
GROUNDS = ELIGIBLE | NEVER_COUNTED | {"plan_opens_as_sealed"}

class Bids:
    def on_bid_sealed(self, e):
        n, who = self.need(e, "open"), e.bidder
        self.once("bid", e.bid)
        n.last <= e.at < n.deadline or self.say(f"the bid came at {e.at}, expected from {n.last} on and before the deadline {n.deadline}")
        (e.version, e.tset) == (n.version, n.tset) or self.say(f"expected a bid sealed for version {n.version} and its trustees")
        self.for_its_venture(n, e)
        e.seq > n.seqs.get(who, 0) or self.say("expected a sequence number above the bidder's last")
        self.fit(n, who, e.at)
        self.with_plan(n, e)
        n.seqs[who], n.bids[who], n.sealed[e.bid], n.entered = e.seq, e, who, True
    def on_bid_withdrawn(self, e):
        n = self.need(e, "open")
        e.at < n.deadline and ("bid", e.bid) in self.names or self.say("expected a bid that was sealed, and the deadline ahead")
        self.once("end of bid", e.bid)
        n.sealed.get(e.bid) == e.bidder or self.say(f"expected a bid that {e.bidder} sealed in this need")
        if e.bidder in n.bids and n.bids[e.bidder].bid == e.bid:
            del n.bids[e.bidder]
    on_bid_replaced = on_bid_withdrawn
    def on_need_closed(self, e):
        n = self.moved(e, "open")
        n.root = merkle_root(sha(b"\0", f"{who}\n{bid.bid}".encode()) for who, bid in sorted(n.bids.items())).hex()
        e.at >= n.deadline == e.deadline or self.say(f"expected the closing at or after the deadline {n.deadline}")
        silence = self.silence(n, n.deadline)
        not silence or self.say(f"no heartbeat {' to '.join(silence)}: expected the deadline to move before the closing")
        (e.root, e.bids) == (n.root, len(n.bids)) or self.say(f"expected the frozen list {n.root} of {len(n.bids)} bids")
        e.version == n.version or self.say(f"expected version {n.version} of the notice")
        waiting = n.questions - len(n.answered)
        e.get("unanswered", waiting) == waiting or self.say(f"expected {waiting} questions without an answer, found {e.get('unanswered')}")
        self.draw_closed(n)
        n.closed_at, n.state, n.marks = e.at, "closed", {who: self.scores.get(who) for who in n.bids}
    def on_trustee_released(self, e):
        n, lot = self.moved(e, "closed"), e.get("lot", "")
        named, released = self.keys_of(n, lot)
        e.i in numbers(named) and e.i not in released or self.say("expected a trustee of the notice, once")
        released[e.i] = e.key
        for each in named["set"]:
            if type(each) is dict and "i" in each and each["i"] == e.i:
                self.aside("key_released", e, n.suite.name, each["pk"])
    def on_opening_delayed(self, e):
        n = self.moved(e, "closed")
        not n.until and e.at >= later(n.closed_at, minutes=30) or self.say(f"expected one delay, half an hour after {n.closed_at} or later")
        e.get("lot", "") == ("technical" if self.plans_wait(n) else "") or self.say("expected a delay of the envelopes that are opened next")
        self.sealed_yet(n) or self.say("expected a delay of the opening before any key was released")
        e.held < e.threshold == n.trustees["t"] or self.say(f"expected fewer than {n.trustees['t']} keys")
        self.whole_days(e, "until")
        n.until = e.until
    def on_bid_revealed(self, e):
        n, bid = self.moved(e, "closed"), self.frozen(e)
        self.prices_may_open(n)
        e.bidder not in n.seeds and bid or self.say("expected a bid of the frozen list, revealed once")
        e.at < n.until or self.say(f"expected a seed after the delay was recorded and before the second deadline {n.until or 'that a delay names'}")
        n.seeds[e.bidder] = e.seed_sha256
    def frozen(self, e):
        bid = self.need(e, "closed").bids.get(e.bidder)
        return bid if bid and bid.bid == e.bid else self.wrong("this bid is not in the frozen list")
    def revealed(self, n, e):
        """Whether all bids of a delayed need are opened with the seeds; then each shows its seed and its envelope."""
        if len(n.released) >= n.trustees["t"]:
            return False
        n.until and set(n.seeds) == set(n.bids) or self.say("opened before enough trustees released their keys or every bidder its seed")
        sha(e.seed.encode()).hex() == n.seeds.get(e.bidder) or self.say("the seed is not the one that the bidder revealed")
        sha(canonical(e.envelope).encode()).hex() == e.bid or self.say("the envelope shown is not the one that was sealed")
        return True
    def sealed(self, e):
        n = self.moved(e, "closed")
        self.prices_may_open(n)
        e.bidder not in n.opened and e.bidder not in n.void or self.say("this bid was opened or void before")
        e.at == n.setdefault("opened_at", e.at) or self.say(f"expected all bids to be opened in one moment, {n.opened_at}")
        return n, self.frozen(e)
    def on_bid_opened(self, e):
        n, bid = self.sealed(e)
        self.aside("as_sealed", e, n.suite.name, bid.pc)
        if not says_a_bid(e.plain):
            self.wrong("what was opened is no bid/1, expected it to be void for schema")
        if self.revealed(n, e):
            reason, content = read_with_seed(e.envelope, unb64(e.seed), n.suite)
            content == canonical(e.plain).encode() or self.say(f"what was opened is not what the seed gives{': ' + reason if reason else ''}")
        n.opened[e.bidder] = e
        n.pcs.setdefault(bid.pc, e.bidder) == e.bidder or self.say(f"expected a commitment of its own, found that of {n.pcs[bid.pc]}")
    def as_sealed(self, e, suite, pc):
        commitment(SUITES[suite], unhex(e.r), canonical(e.plain).encode()) == pc or self.say("what was opened is not what was sealed")
        secret_of(SUITES[suite], unb64(e.seed)).hex() == e.r or self.say("r is not what the seed gives")
    def on_bid_void(self, e):
        n, bid = self.sealed(e)
        sha(canonical(e.envelope).encode()).hex() == bid.bid or self.say("the envelope shown is not the one that was sealed")
        by_seed = self.revealed(n, e)
        reason = read_with_seed(e.envelope, unb64(e.seed), n.suite)[0] if by_seed else void_reason(e.envelope, n.released, n.trustees["set"], n.suite)
        first = n.bids[n.pcs[bid.pc]] if bid.pc in n.pcs else bid
        reason = reason or ("copied" if (first.at, first.bidder) < (bid.at, bid.bidder) else "")
        reason == e.reason or self.say(f"said to be void for {e.reason}, recomputed: {reason or 'it opens'}")
        by_seed and self.seed_was_fit(reason)
        n.void.add(e.bidder)
    def seed_was_fit(self, reason):
        reason != "inconsistent-shares" or self.say("expected the seed of this envelope: no other is taken in")
    def rules_of(self, e):
        """The names of the rules that are given as reasons."""
        if not isinstance(e.reasons, list):
            self.wrong("expected reasons, each with its rule")
        return [reason["rule"].split(".")[-1] for reason in e.reasons]
    def on_bid_struck(self, e):
        n, who = self.moved(e, "closed", "decided"), e.bidder
        others = [place["bidder"] for place in n.order] if n.state == "decided" else n.opened
        parties, (control, common, twice) = self.parties(n, who), self.related(n, others)
        kept = {"bidders_do_not_control_one_another": who not in control, "bidders_have_no_controller_in_common": who not in common, "every_unit_joins_one_bid": who not in twice,
                "agency_is_able_to_serve": all(self.able(each, e.at) for each in parties), "bidder_is_not_the_buyer": n.buyer not in parties,
                "agency_need_not_stand_aside": not set(parties) & set(n.avoid), "plan_opens_as_sealed": who not in n.void_plans,
                "abnormally_low_price_is_explained": not self.rejected(n, who),
                "no_upheld_objection_is_against_the_bid": e.bid not in n.owed, **self.served(n, who, e.at)}
        rules = self.rules_of(e)
        rules and who in n.opened or self.say("expected an opened bid and at least one reason")
        GROUNDS.issuperset(rules) or self.say(f"struck for {rules}, expected rules for which a bid is struck")
        not any(kept.get(rule) for rule in rules) or self.say(f"struck for {rules}, where the record shows the rule kept")
        self.outside += any(rule not in kept for rule in rules)
        n.live is None or self.say(f"struck while {n.live and n.live.bidder} holds the award")
        because = [reason["because"] for reason in e.reasons]
        n.owed = n.owed - {e.bid}
        if n.state == "decided":
            ranked = next((place for place in n.order if place["bidder"] == who), {})
            ranked.get("bid") == e.bid and who not in n.out or self.say("expected a bid that still has its place")
            n.fallen.append({"bidder": who, "bid": e.bid, "because": because, "was_valid": not NEVER_COUNTED & set(rules)})
        else:
            n.struck[who] = because
        n.out.add(who)
    def rejected(self, n, who):
        return n.asked.get(who, {}).get("accepted") is False
