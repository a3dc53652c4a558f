"""The market, replayed from its record: every award, contract, payment and score follows from what stands before it.

Standard library and decision.py, proofs.py, score.py, void.py beside it. `docs/events.md` says what the events hold.
"""

# fmt: off
import json
from collections import Counter

from decision import case_of, decide, told
from proofs import MOMENT, Fields, Wrong, b64, canonical, later, merkle_root, sha, unb64
from score import score, window
from void import void_reason

class Replay:
    def __init__(self):
        self.findings, self.counts, self.latest, self.outside = [], Counter(), "", 0
        self.until, self.needs, self.contracts, self.names, self.scores = {}, {}, {}, set(), {}
        self.votes, self.deliveries, self.measures, self.carried_out = {}, [], [], set()
    def expect(self, fine, sentence):
        if not fine:
            self.findings.append(f"entries.jsonl line {self.line} ({self.event}): {sentence}")
    def wrong(self, sentence):
        raise Wrong(sentence)
    def once(self, kind, name):
        self.expect((kind, name) not in self.names, f"expected {kind} {name} once, it stands here again")
        self.names.add((kind, name))
    def replay(self, lines, trust):
        for number, line in enumerate(lines, 1):
            self.line, self.event = number, "entry"
            try:
                e = Fields(json.loads(line))
                self.expect(canonical(e).encode() == line, "expected canonical JSON")
                self.read(number, e)
                self.expect(number > 1 or (e.origin, e.key) == (trust["origin"], trust["key"]), "expected the log and key of trust.json")
            except Wrong as wrong:
                self.expect(False, str(wrong))
            except (KeyError, AttributeError, TypeError, ValueError, RecursionError, IndexError) as fault:
                self.expect(False, f"a field is missing or malformed: {type(fault).__name__} {fault}")
    def read(self, line, e):
        self.line, self.event = line, e.type
        self.counts[e.type] += 1
        self.expect(MOMENT.match(e.at) and e.v == 1, "expected v 1 and a time in UTC to the microsecond")
        if e.at < self.latest:
            self.expect(later(e.at, minutes=10) >= self.latest, f"expected a time not long before {self.latest}, found {e.at}")
        self.latest = max(self.latest, e.at)
        self.expect((line == 1) == (e.type == "log.genesis"), "expected log.genesis as line 1 and nowhere else")
        if e.type in ("org.warned", "org.suspended", "org.removed"):
            self.carried_out.add((e.org, e.type.split(".")[1][:4], e.get("case")))
        getattr(self, "on_" + e.type.replace(".", "_"), lambda _: None)(e)
    # Agencies: `until` holds "" for one that may serve, the end of its suspension, or "never"
    def able(self, org, at):
        return at >= self.until.get(org, "never")
    def on_org_registered(self, e):
        self.expect(self.until.get(e.org, "never") == "never", f"{e.org} is registered already")
        self.until[e.org] = ""
    def on_org_suspended(self, e):
        self.expect(e.org in self.until and e.until > e.at, "expected a registered agency, and an end after the start")
        self.until[e.org] = e.until
    def on_org_restored(self, e):
        self.expect(self.able(e.org, e.at) or e.get("repaired"), "restored before the end of the measure")
        self.until[e.org] = ""
    def on_org_removed(self, e):
        self.until[e.org] = "never"
    # Needs
    def need(self, e, *states):
        n = self.needs.get(e.need) or self.wrong(f"expected need {e.need} to be published before")
        return n if n.state in states else self.wrong(f"need {e.need} is {n.state}, expected {' or '.join(states)}")
    def notice(self, n):
        n.tset = b64(sha(canonical(n.trustees).encode()))
        self.expect(n.trustees["deadline"] == n.deadline, "the trustees' deadline is not that of the notice")
        for low, high in (("floor_fen", "ceiling_fen"), ("floor_rate_bp", "ceiling_rate_bp")):
            self.expect(None in (n[low], n[high]) or n[low] <= n[high], f"expected {low} at or below {high}")
    def runs(self, e):
        self.expect(e.deadline >= later(e.at, days=e.notice_days), f"expected a deadline at least {e.notice_days} days from {e.at}")
    def on_need_published(self, e):
        self.once("need", e.need)
        why = self.needs[e.first].why if e.round == 2 and e.first in self.needs else ""
        self.expect(e.round == 1 or why == "too_few", "expected a second notice only after a first that failed as too few")
        self.needs[e.need] = n = Fields(e, state="open", why="", bids={}, seqs={}, opened={}, void=set(), struck={}, released={},
                                        objections=set(), upheld=False, out=set(), live=None, contract=None)
        self.notice(n)
        self.runs(e)
    def on_need_amended(self, e):
        n = self.need(e, "open")
        self.expect(e.at < n.deadline, f"amended at {e.at}, at or after the deadline {n.deadline}")
        self.expect(e.version == n.version + 1, f"expected version {n.version + 1}, found {e.version}")
        if e.material:
            n.bids.clear()
            self.runs(e)
        self.expect(e.material or (e.deadline, e.trustees, e.ceiling_fen) == (n.deadline, n.trustees, n.ceiling_fen), "an amendment that is not material leaves deadline, trustees and bounds as they are")
        n.update(e, minimum=n.minimum)
        self.notice(n)
    def on_need_cancelled(self, e):
        self.need(e, "open", "closed", "decided").state = "cancelled"
    def on_need_failed(self, e):
        n = self.need(e, "closed", "decided", "confirmed")
        if e.because == "too_few":
            valid = len(decide(n)[0]) if n.released else len(n.bids)
            self.expect(e.valid == valid and not self.enough(n, valid), f"{valid} valid bids, of which {n.minimum} are enough")
        left = [place.bidder for place in n.get("order", []) if place.bidder not in n.out]
        self.expect(e.because != "nobody_left" or not left, f"expected the award to be offered to {left[:1]}")
        self.expect(e.because != "objection_upheld" or n.upheld, "expected an objection that was upheld")
        ended = n.contract and n.contract.state in ("lapsed", "terminated")
        self.expect(e.because != "no_contract" or ended, "expected a contract that lapsed or was terminated")
        n.state, n.why = "failed", e.because
    def enough(self, n, valid):
        return valid >= n.minimum or (n.round == 2 and valid == 1 and n.ceiling_fen is not None)
    # Bids, from the sealing to the opening
    def on_bid_sealed(self, e):
        n, who = self.need(e, "open"), e.bidder
        self.once("bid", e.bid)
        self.expect(e.at < n.deadline, f"the bid came at {e.at}, expected before the deadline {n.deadline}")
        self.expect((e.version, e.tset) == (n.version, n.tset), f"expected a bid sealed for version {n.version} and its trustees")
        self.expect(self.able(who, e.at), f"{who} may not bid: not registered, suspended or removed")
        self.expect(who != n.buyer and who not in n.avoid, f"{who} stands aside: the buyer, or on the avoidance list")
        self.expect(e.seq > n.seqs.get(who, 0), "expected a sequence number above the bidder's last")
        n.seqs[who], n.bids[who] = e.seq, e
    def on_bid_withdrawn(self, e):
        n = self.need(e, "open")
        self.expect(e.at < n.deadline and ("bid", e.bid) in self.names, "expected a bid that was sealed, and the deadline ahead")
        if e.bidder in n.bids and n.bids[e.bidder].bid == e.bid:
            del n.bids[e.bidder]
    on_bid_replaced = on_bid_withdrawn
    def on_need_closed(self, e):
        n = self.need(e, "open")
        n.root = merkle_root(sha(b"\0", f"{who}\n{bid.bid}".encode()) for who, bid in sorted(n.bids.items())).hex()
        self.expect(e.at >= n.deadline == e.deadline, f"expected the closing at or after the deadline {n.deadline}")
        self.expect((e.root, e.bids) == (n.root, len(n.bids)), f"expected the frozen list {n.root} of {len(n.bids)} bids")
        n.state, n.marks = "closed", {who: self.scores.get(who) for who in n.bids}
    def on_trustee_released(self, e):
        self.need(e, "closed").released[e.i] = e.key
    def sealed(self, e):
        n = self.need(e, "closed")
        self.expect(len(n.released) >= n.trustees["t"], "opened before enough trustees released their keys")
        self.expect(e.bidder not in n.opened and e.bidder not in n.void, "this bid was opened or void before")
        bid = n.bids.get(e.bidder)
        return (n, bid) if bid and bid.bid == e.bid else self.wrong("this bid is not in the frozen list")
    def on_bid_opened(self, e):
        n, bid = self.sealed(e)
        binds = sha(b"bid-seal/1 plain", bytes.fromhex(e.r), canonical(e.plain).encode()) == unb64(bid.pc)
        self.expect(binds, "what was opened is not what was sealed")
        n.opened[e.bidder] = e
    def on_bid_void(self, e):
        n, bid = self.sealed(e)
        self.expect(sha(canonical(e.envelope).encode()).hex() == bid.bid, "the envelope shown is not the one that was sealed")
        reason = void_reason(e.envelope, n.released, n.trustees["set"])
        self.expect(reason == e.reason, f"said to be void for {e.reason}, recomputed: {reason or 'it opens'}")
        n.void.add(e.bidder)
    def on_bid_struck(self, e):
        n, who = self.need(e, "closed", "decided"), e.bidder
        kept = {"agency_is_able_to_serve": self.able(who, e.at), "bidder_is_not_the_buyer": who != n.buyer,
                "agency_need_not_stand_aside": who not in n.avoid}
        rules = [reason["rule"].split(".")[-1] for reason in e.reasons]
        self.expect(rules and who in n.opened, "expected an opened bid and at least one reason")
        self.expect(not any(kept.get(rule) for rule in rules), f"struck for {rules}, where the record shows the rule kept")
        self.outside += any(rule not in kept for rule in rules)
        n.struck[who] = [reason["because"] for reason in e.reasons]
        n.out.add(who)
    # Decision and award
    def on_decision_made(self, e):
        n = self.need(e, "closed")
        self.expect(set(n.bids) == set(n.opened) | n.void, "decided before every bid of the frozen list was opened or void")
        n.order, draws = decide(n)
        said = [{name: place[name] for name in place if name != "reason"} for place in e.ranking]
        short = [(place.bidder, place.amount_fen) for place in n.order]
        self.expect(said == n.order, f"the ranking does not follow from the bids, expected {short}")
        case, named, offers = case_of(n)
        self.expect(all(e.case[name] == case[name] for name in case), "the case names other bounds than the notice and the frozen list")
        shown = {o["bidder"]: (o["bid"], o[named], o["score_centi"], o["r"]) for o in e.case["offers"]}
        self.expect(shown == offers, "the case names other bids than were opened")
        for place, word in zip(e.ranking, [told(n, place) for place in n.order]):
            self.expect(place["reason"].split("；")[0] == word, f"place {place['place']} is told {place['reason']!r}, expected {word!r}")
        self.expect({each["bidder"] for each in e.struck} == set(n.opened) - {who for who, _ in short}, "other bids are left out")
        self.expect(e.draws == draws, "a draw among equals does not follow from its seed")
        self.expect(self.enough(n, len(short)), f"{len(short)} valid bids, expected at least {n.minimum}")
        self.expect(e.publicity_ends > e.at, "expected a time of publicity")
        n.state, n.publicity_ends = "decided", e.publicity_ends
    def on_objection_filed(self, e):
        self.need(e, "decided").objections.add(e.org)
    def on_objection_answered(self, e):
        n = self.need(e, "decided")
        n.objections.discard(e.org)
        n.upheld = n.upheld or e.upheld
    def on_award_made(self, e):
        n = self.need(e, "decided")
        first = next((p for p in n.order if p.bidder not in n.out), Fields.fromkeys(("bidder", "bid", "place", "amount_fen", "rate_bp")))
        said = (e.bidder, e.bid, e.place, e.fen, e.rate_bp)
        wanted = (first.bidder, first.bid, first.place, first.amount_fen, first.rate_bp)
        self.expect(said == wanted, f"expected the award to go to {wanted}, found {said}")
        self.expect(n.live is None, f"{n.live and n.live.bidder} holds the award already")
        self.expect(e.at >= n.publicity_ends, f"awarded before the publicity ends at {n.publicity_ends}")
        self.expect(not n.objections and not n.upheld, "awarded against an objection that is open or was upheld")
        self.expect(self.able(e.bidder, e.at), f"{e.bidder} may not serve: not registered, suspended or removed")
        n.live = e
    def award(self, e):
        n = self.need(e, "decided", "confirmed")
        return n if n.live and n.live.bid == e.bid else self.wrong("expected the award that was made last in this need")
    def on_award_confirmed(self, e):
        n = self.award(e)
        self.expect(e.fen == n.live.fen and e.at < n.live.confirm_by, f"expected {n.live.fen} fen, before {n.live.confirm_by}")
        n.state = "confirmed"
    def on_award_declined(self, e):
        n = self.award(e)
        self.expect(not e.silent or e.at >= n.live.confirm_by, f"declined for silence before {n.live.confirm_by}")
        self.on_award_revoked(e)
    def on_award_revoked(self, e):
        n = self.award(e)
        n.out.add(e.bidder)
        n.live = None
    # Contracts and payments
    def contract(self, e, *states):
        c = self.contracts.get(e.contract) or self.wrong(f"expected contract {e.contract} to be drawn up before")
        self.expect(c.need == e.need and e.get("bidder", c.bidder) == c.bidder, "need or bidder is not that of the contract")
        return c if c.state in states else self.wrong(f"contract {e.contract} is {c.state}, expected {' or '.join(states)}")
    def on_contract_drawn_up(self, e):
        n = self.need(e, "confirmed")
        self.once("contract", e.contract)
        self.expect((e.buyer, e.bidder, e.fen) == (n.buyer, n.live.bidder, n.live.fen), f"expected the award's parties and {n.live.fen} fen")
        self.expect(n.contract is None, "this award has a contract already")
        n.contract = self.contracts[e.contract] = Fields(e, state="drawn up", sides=set(), paid=0, accept_by="", made=False)
    def on_contract_confirmed(self, e):
        c = self.contract(e, "drawn up")
        self.expect(e.terms == c.terms, "another text was confirmed than was drawn up")
        c.sides.add(e.side)
    def on_contract_signed(self, e):
        c = self.contract(e, "drawn up")
        self.expect((e.buyer, e.fen, e.terms) == (c.buyer, c.fen, c.terms) and len(c.sides) == 2, "expected both sides on one text")
        self.expect(e.at <= c.sign_by, f"signed after {c.sign_by}")
        c.state = "signed"
    def on_contract_lapsed(self, e):
        self.contract(e, "drawn up").state = "lapsed"
    def on_contract_terminated(self, e):
        self.contract(e, "signed").state = "terminated"
    def on_delivery_made(self, e):
        c = self.contract(e, "signed")
        c.made, c.accept_by = True, e.get("accept_by") or ""
    def on_delivery_returned(self, e):
        self.contract(e, "signed").made = False
    def on_delivery_accepted(self, e):
        c = self.contract(e, "signed")
        silent = e.accepted_by == "silence"
        self.expect(c.made, "accepted without a delivery")
        self.expect(not silent or (c.accept_by and e.accepted_at >= c.accept_by), f"accepted by silence before {c.accept_by}")
        self.expect(not silent or self.needs[c.need].buyer_kind != "department", "a department never accepts by silence")
        c.state = "accepted"
        self.deliveries.append({"org": c.bidder, "contract": e.contract, "on": later(e.accepted_at, hours=8)[:10], "days_late": e.days_late})
    def on_payment_settled(self, e):
        c = self.contract(e, "accepted")
        self.once("payment", e.payment)
        c.paid += e.fen
        self.expect(0 < e.fen and c.paid <= c.fen, f"{c.paid} fen paid on a contract of {c.fen}")
    def on_payment_refunded(self, e):
        c = self.contract(e, "accepted", "completed")
        self.once("refund", e.refund)
        c.paid -= e.fen
        self.expect(0 < e.fen and c.paid >= 0, "more was given back than was paid")
    def on_contract_completed(self, e):
        c = self.contract(e, "accepted")
        self.expect(e.fen == c.paid == c.fen, f"completed at {e.fen} fen, {c.paid} of {c.fen} were paid")
        c.state = "completed"
    # Ratings and scores
    def on_rating_recorded(self, e):
        c = self.contract(e, "accepted", "completed")
        self.once("rating", f"of {e.contract} by the {e.side}")
        self.expect(e.org == c.bidder and (e.side != "buyer" or e.rater == c.buyer), "expected the buyer to rate the contract's agency")
        self.expect(len(e.scores) == 5 and all(mark in range(1, 6) for mark in e.scores.values()), "expected five marks from 1 to 5")
        self.votes[e.rating] = {name: e[name] for name in ("org", "rating", "contract", "side", "rater", "scores")}
        self.votes[e.rating]["on"] = later(e.at, hours=8)[:10]
    def on_rating_corrected(self, e):
        vote = self.votes.pop(e.rating)
        if not e.get("withdrawn"):
            self.votes[e.rating] = dict(vote, scores=e.scores)
    def on_case_decided(self, e):
        measure = e.get("measure") or ""
        done = not measure or (e.org, measure[:4], e.case) in self.carried_out
        self.expect(done, f"expected the measure {measure} of case {e.case} to be carried out just before")
        self.measures.append({"org": e.org, "case": e.case, "on": later(e.at, hours=8)[:10], "measure": e.get("measure") or ""})
    def on_score_published(self, e):
        facts = []
        for name, rows in (("votes", self.votes.values()), ("deliveries", self.deliveries), ("decisions", self.measures)):
            mine = [row for row in rows if row["org"] == e.org and row.get("measure", 1) and window(e.on) <= row["on"] <= e.on]
            facts.append(sorted(({k: row[k] for k in row if k != "org"} for row in mine), key=canonical))
            self.expect(sorted(e.inputs[name], key=canonical) == facts[-1], f"the score's {name} are not those on the record")
        wanted = score(*facts)
        self.expect(e.edition == "2026-1" and (e.score_centi, e.grade, e.evaluations) == wanted, f"expected the score {wanted}")
        self.scores[e.org] = e.score_centi
