"""Histories for the verifier: a small market written out as events."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bidding.methods.outcome import outcome
from bidding.methods.sealed_price import Case, Offer
from draws.draw import NO_BEACON
from draws.terms import OPERATOR, SEALED, commitment_of, terms_now, way_named
from ledger.canonical import canonical
from ledger.merkle import frozen_list_root
from ledger.record import stamp
from ratings.rules import formula
from sealing.envelope import commitment, envelope_hash, seal, trustees_digest
from sealing.opening import Opened, open_envelope
from sealing.suites import DEFAULT, Suite, encode
from sealing.trustee.trustee import contribution_statement, party_of, statement
from tests.makers.chronicle import Chronicle
from tests.makers.ledger import ORIGIN, PUBLIC, Event, public_of
from tests.makers.market import a_uscc
from tests.makers.sealing import reseal

ITEM = "B02"
OPERATES = {"kind": "operator", "org": "11410000MA9000011R"}
NOTARY, REGULATOR = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (11, 12))


def a_notary(number: str, deadline: str, lot: str = "", after: str = "", key: Ed25519PrivateKey = NOTARY) -> dict[str, Any]:
    """The second trustee of a notice, with a key of its own that it signed for this need, deadline and lot."""
    suite = History.suite
    pk = suite.public_of(suite.key_from(suite.derive(b"\x0a" * 32, f"{number} {lot}", 48)))
    facts = {"need": number, "deadline": deadline, "lot": lot, "after": after, "suite": suite.name, "pk": pk}
    return {"i": 2, "name": "notary", "pk": pk, "by": public_of(key), "sig": key.sign(statement(facts)).hex()}


class History(Chronicle):
    """A market written out; every need is sealed under `suite`."""

    suite: Suite = DEFAULT

    def __init__(self, *, fast: bool = False, trustees: int = 1, second: Callable[[str, str], dict[str, Any]] = a_notary) -> None:
        super().__init__()
        self.signers: dict[str, Ed25519PrivateKey] = {}  # who signs for a party to draws; else the notary
        self.trustees, self.second = trustees, second  # any one of them opens
        self.fast = fast  # commitments without envelopes: for benches of many awards
        self.add("log.genesis", origin=ORIGIN, key=PUBLIC)

    def an_agency(self) -> str:
        """A registered agency's code."""
        code = a_uscc("91")
        self.add("org.registered", org=code, by_silence=False, by=OPERATES, services=[{"item": ITEM, "name": "水土保持方案编制"}])
        return code

    def a_need(self, number: str, **notice: Any) -> Event:
        """A published need."""
        closes = stamp(self.now + timedelta(days=4))
        self.key = self.operators_key(number)
        pk = self.suite.public_of(self.key)
        holders = [{"i": 1, "name": "operator", "pk": pk}, *([self.second(number, closes)] if self.trustees == 2 else [])]
        trustees = {"t": 1, "n": len(holders), "suite": self.suite.name, "deadline": closes, "set": holders}
        body = {
            "need": number,
            "round": 1,
            "first": "",
            "buyer": self.buyer,
            "buyer_kind": "firm",
            "item": ITEM,
            "department": notice.get("buyer_kind") == "department",
            "region": "410300",
            "title": "水土保持方案",
            "method": "sealed_price",
            "price_mode": "amount",
            "ceiling_fen": 18_600_000,
            "floor_fen": 9_300_000,
            "ceiling_rate_bp": None,
            "floor_rate_bp": None,
            "minimum": 3,
            "version": 1,
            "notice_days": 3,
            "deadline": closes,
            "avoid": [],
            "certificates": [],
            "notice": "ab" * 32,
            "trustees": trustees,
            "draw": terms_now(others=[party_of(each) for each in holders if "by" in each]),
        }
        body = {name: value for name, value in {**body, **notice}.items() if (name, value) != ("draw", None)}
        return self.contribute(self.add("need.published", **body))

    def operators_key(self, number: str) -> str:
        """The private key of the operator as a trustee of a need."""
        return self.suite.key_from(self.suite.derive(b"\x09" * 32, number, 48))

    def contribute(self, need: Event) -> Event:
        """The operator's contribution, in the moment of a notice that names the terms of its draws."""
        if "draw" in need:
            self.now = datetime.fromisoformat(need["at"])
            named = {"need": need["need"], "party": OPERATOR}
            if need["trustees"]["n"] == 1:
                self.add("draw.contribution", **named, commit=commitment_of(need["need"], OPERATOR, self.contribution(need)))
            else:
                sealed = {"need": need["need"], "bidder": OPERATOR, "seq": 1, "trustees": need["trustees"]}
                envelope, _ = seal(dict(SEALED), **sealed, seed=self.contribution_seed(need))
                self.add("draw.contribution", **named, envelope=envelope)
            for party in need["draw"]["parties"][1:]:
                self.now = datetime.fromisoformat(need["at"])
                sealed = {"need": need["need"], "bidder": party, "seq": 1, "trustees": need["trustees"]}
                envelope, _ = seal(dict(SEALED), **sealed, seed=self.contribution_seed(need, party))
                sig = self.signers.get(party, NOTARY).sign(contribution_statement(envelope)).hex()
                self.add("draw.contribution", need=need["need"], party=party, envelope=envelope, sig=sig)
        return need

    def contribution_seed(self, need: Event, party: str = "") -> bytes:
        """The seed of a party's envelope; "" is the operator."""
        return hashlib.sha256(f"{need['need']} {need['version']}{party}".encode()).digest()

    def contribution(self, need: Event, party: str = "") -> bytes:
        """The 32 bytes that a party put in; "" is the operator."""
        seed = self.contribution_seed(need, party)
        return seed if need["trustees"]["n"] == 1 else self.suite.derive(seed, "bid-seal/1 plain", 32)

    def a_bid(self, need: Event, bidder: str, fen: int, *, crooked: bool = False, seq: int = 1) -> dict[str, Any]:
        """A sealed bid; `crooked` seals another amount than was committed to."""
        plain = {"v": "bid/1", "amount_fen": fen} if need["price_mode"] == "amount" else {"v": "bid/1", "rate_bp": fen}
        if self.fast:
            seed = hashlib.sha256(f"{need['need']}{bidder}".encode()).digest()
            r = self.suite.derive(seed, "bid-seal/1 plain", 32)
            pc = encode(commitment(canonical(plain), r, self.suite))
            envelope = {"plain": plain, "r": r.hex(), "seed": encode(seed)}
            name, tset = r.hex(), trustees_digest(need["trustees"], self.suite)
        else:
            envelope, seed = seal(plain, need=need["need"], bidder=bidder, seq=seq, trustees=need["trustees"])
            if crooked:
                envelope = reseal(envelope, seed, need["trustees"], b"\xff" * 1024)
            pc, name, tset = envelope["pc"], envelope_hash(envelope), envelope["tset"]
        named = {"need": need["need"], "bidder": bidder, "bid": name}
        self.add("bid.sealed", **named, version=need["version"], seq=seq, pc=pc, tset=tset)
        return {**named, "envelope": envelope}

    def closing(self, need: Event, bids: list[dict[str, Any]]) -> str:
        """Close at the deadline; returns the frozen list's root."""
        self.until(need["deadline"])
        root = frozen_list_root([(bid["bidder"], bid["bid"]) for bid in bids])
        named = {"need": need["need"], "version": need["version"], "deadline": need["deadline"]}
        self.add("need.closed", **named, root=root, bids=len(bids))
        return root

    def opening(self, need: Event, bids: list[dict[str, Any]]) -> list[tuple[dict[str, Any], Any]]:
        """Release the key and open every bid; returns those that opened."""
        moment = self.now
        self.add("trustee.released", need=need["need"], i=1, key=self.key)
        opened = []
        for bid in bids:
            self.now = moment  # all are opened in one transaction
            named = {name: bid[name] for name in ("need", "bidder", "bid")}
            if self.fast:
                said: Any = Opened(bid["envelope"]["plain"], bid["envelope"]["r"], bid["envelope"]["seed"])
            else:
                said = open_envelope(bid["envelope"], {1: self.key})
            if isinstance(said, Opened):
                self.add("bid.opened", **named, plain=said.plain, r=said.r, seed=said.seed)
                opened.append((bid, said))
            else:
                self.add("bid.void", **named, reason=said.reason, envelope=bid["envelope"])
        if "draw" in need:
            self.now = moment
            self.add("draw.shown", need=need["need"], party=OPERATOR, value=self.contribution(need).hex())
            for party in need["draw"]["parties"][1:]:
                self.now = moment
                self.add("draw.shown", need=need["need"], party=party, value=self.contribution(need, party).hex())
        return opened

    def a_decision(
        self, need: Event, opened: list, root: str, *, contribution: str = "", beacon: tuple[str, str, str] = NO_BEACON
    ) -> list[dict[str, Any]]:
        """Decide by the method itself; returns the ranking. Scores are the newest published ones."""
        scores = {} if self.fast else {e["org"]: e["score_centi"] for e in self.events if e["type"] == "score.published"}
        offers = tuple(
            Offer(
                bidder=bid["bidder"],
                bid=bid["bid"],
                amount_fen=said.plain.get("amount_fen"),
                rate_bp=said.plain.get("rate_bp"),
                score_centi=scores.get(bid["bidder"]),
                r=said.r,
            )
            for bid, said in opened
        )
        chance: dict[str, Any] = {}
        if "draw" in need:
            own = (OPERATOR, contribution or self.contribution(need).hex())
            others = ((party, self.contribution(need, party).hex()) for party in need["draw"]["parties"][1:])
            chance = {"contributions": (own, *others), "beacon": beacon}
            chance["way"] = way_named(need["draw"])
        bounds = {name: need[name] for name in ("ceiling_fen", "floor_fen", "floor_rate_bp", "ceiling_rate_bp")}
        case = Case(need=need["need"], mode=need["price_mode"], list_root=root, offers=offers, **bounds, **chance).to_json()
        case["v"] = f"{need['method']}/1"
        case |= {"low": dict(need["low"])} if "low" in need else {}
        decision = outcome(need["method"], case)
        ends = stamp(self.now + timedelta(days=3))
        self.add("decision.made", need=need["need"], case=case, **decision, publicity_ends=ends)
        self.until(ends)
        return decision["ranking"]

    def a_decision_again(self, need: Event, made: Event, fallen: dict[str, Any]) -> None:
        """The decision without a bid that was struck since, naming the one that it replaces."""
        case = {**made["case"], "fallen": [*made["case"].get("fallen", []), fallen]}
        decision, ends = outcome(need["method"], case), stamp(self.now + timedelta(days=3))
        again = {"edition": made.get("edition", 1) + 1, "replaces": hashlib.sha256(canonical(made)).hexdigest()}
        self.add("decision.made", need=need["need"], case=case, **decision, publicity_ends=ends, **again)

    def asked(self, place: dict[str, Any], need: Event, *, accepted: bool, because: str) -> dict[str, Any]:
        """Ask for the explanation of a low price, let it come, judge it."""
        named = {"need": need["need"], "bidder": place["bidder"], "bid": place["bid"]}
        self.add("explanation.asked", **named, explain_by=stamp(self.now + timedelta(days=2)))
        self.add("price.explained", **named, judge_by=stamp(self.now + timedelta(days=2)))
        self.add("explanation.judged", **named, accepted=accepted, silent=False, because=because)
        return named

    def an_award(self, place: dict[str, Any], need: Event) -> Event:
        """Offer the award to a place of the ranking."""
        named = {"need": need["need"], "bidder": place["bidder"], "bid": place["bid"]}
        confirm_by = stamp(self.now + timedelta(days=2))
        price = {"fen": place["amount_fen"], "rate_bp": place["rate_bp"]}
        return self.add("award.made", **named, place=place["place"], **price, confirm_by=confirm_by)

    def service(self, need: Event, award: Event, contract: str, *, payments: tuple[int, ...] = (), later_by: int = 0) -> None:
        """Confirm, sign, deliver (so many days later than first agreed), accept, pay (in full if nothing else is said) and finish."""
        named = {"need": need["need"], "bidder": award["bidder"]}
        self.add("award.confirmed", **named, bid=award["bid"], fen=award["fen"])
        parties = {"contract": contract, **named, "buyer": need["buyer"], "fen": award["fen"], "terms": "cd" * 32}
        self.add("contract.drawn_up", **parties, sign_by=stamp(self.now + timedelta(days=5)))
        for side in ("buyer", "agency"):
            self.add("contract.confirmed", contract=contract, need=need["need"], side=side, terms="cd" * 32)
        due_on = (self.now + timedelta(days=30)).date().isoformat()
        self.add("contract.signed", **parties, due_on=due_on)
        if later_by:
            named_so = {"contract": contract, "need": need["need"], "subcontract": False}
            due_on = (self.now + timedelta(days=30 + later_by)).date().isoformat()
            self.add("change.proposed", **named_so, side="agency", due_on=due_on, by={"kind": "agency", "org": award["bidder"]})
            self.add("change.answered", contract=contract, need=need["need"], side="buyer", agreed=True)
            self.add("contract.changed", **named_so, due_on=due_on)
        accept_by = stamp(self.now + timedelta(days=14))
        self.add("delivery.made", contract=contract, need=need["need"], round=1, days_late=0, accept_by=accept_by)
        accepted = {"round": 1, "days_late": 0, "accepted_by": "buyer", "accepted_at": stamp(self.now)}
        self.add("delivery.accepted", contract=contract, **named, **accepted)
        bill = {"contract": contract, **named, "invoice": f"{contract}-F1", "payer": need["buyer"]}
        self.add("invoice.issued", **bill, fen=award["fen"], due_on=due_on)
        for number, fen in enumerate(payments or (award["fen"],)):
            payment = f"{contract}-{number}"
            self.add("payment.prepared", contract=contract, need=need["need"], payment=payment, attempt=1)
            self.add("payment.settled", **bill, fen=fen, payment=payment)
        self.add("contract.completed", contract=contract, **named, fen=award["fen"])
        self.add("need.finished", need=need["need"])

    def a_score(self, org: str, contract: str, need: Event, *marks: int) -> None:
        """The buyer rates a finished contract; the score is published by the site's own formula."""
        scores = dict(zip(("quality", "timeliness", "attitude", "fee", "conduct"), marks, strict=True))
        vote = {"rating": f"R-{contract}", "contract": contract, "side": "buyer", "rater": need["buyer"], "scores": dict(scores)}
        at = self.add("rating.recorded", **vote, need=need["need"], org=org)["at"]
        on = (datetime.fromisoformat(at) + timedelta(hours=8)).date().isoformat()
        accepted = next(e for e in self.events if e["type"] == "delivery.accepted" and e["contract"] == contract)
        day = (datetime.fromisoformat(accepted["accepted_at"]) + timedelta(hours=8)).date().isoformat()
        deliveries = [{"contract": contract, "on": day, "days_late": accepted["days_late"]}]
        inputs = {
            "on": on,
            "edition": "2026-1",
            "votes": [{**vote, "on": on, "scores": scores}],
            "deliveries": deliveries,
            "decisions": [],
        }
        said = formula.score(inputs)
        facts = {name: said[name] for name in ("score_centi", "grade", "evaluations")}
        self.add("score.published", org=org, on=on, edition="2026-1", inputs=inputs, **facts)
