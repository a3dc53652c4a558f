"""The record gone through line by line: each decision, award and signature derived again, each difference told."""

from tests.independent.outsider.deciding import METHODS, low_among
from tests.independent.outsider.drawing import drawn
from tests.independent.outsider.record import binds, frozen_root, unb64


class Market:
    """`derived` counts what was derived again, by method and kind; `differences` tells where the record says something else."""

    def __init__(self, entries: list[dict]) -> None:
        self.needs: dict[str, dict] = {}
        self.scores: dict[str, int | None] = {}
        self.derived: dict[tuple[str, str], int] = {}
        self.differences: list[str] = []
        for number, entry in enumerate(entries, 1):
            self.number = number
            if entry["type"] == "score.published":
                self.scores[entry["org"]] = entry["score_centi"]
            elif "need" in entry:
                self.go_on(entry)

    def same(self, need: dict, what: str, found, made) -> None:
        """Count what was derived; tell it where the record says something else."""
        self.derived[need["method"], what] = self.derived.get((need["method"], what), 0) + 1
        if found != made:
            self.differences.append(f"line {self.number}: {what} of {need['need']} is {found}, derived: {made}")

    def go_on(self, e: dict) -> None:
        """One entry of a need."""
        if e["type"] == "need.published":
            self.needs[e["need"]] = {"seats": [], "live": None, "agreements": {}}
            self.noticed(self.needs[e["need"]], e)
        reader = getattr(self, "on_" + e["type"].replace(".", "_"), None)
        if reader:
            reader(self.needs[e["need"]], e)

    def noticed(self, n: dict, e: dict) -> None:
        """A notice, or one that takes its place: nothing is sealed to it yet."""
        n |= {name: value for name, value in e.items() if name not in ("type", "at", "v", "by")}
        n |= {
            "bids": {},
            "sealed": {},
            "offers": {},
            "struck": set(),
            "steps": [],
            "given": {},
            "shown": {},
            "fallen": set(),
            "out": set(),
            "sheets": (),
        }
        n |= {
            "beacon": ("none", "", ""),
            "contributions": [],
            "plans": {},
            "accepted": set(),
            "way": (n.get("draw") or {}).get("way"),
        }

    def on_need_amended(self, n, e):
        if e["material"]:
            self.noticed(n, e)
        else:
            n |= {name: value for name, value in e.items() if name in n}

    def on_deadline_moved(self, n, e):
        n["trustees"] = e["trustees"]
        n["bids"] = {}

    def on_draw_contribution(self, n, e):
        n["given"][e["party"]] = unb64(e["envelope"]["pc"]).hex() if "envelope" in e else e["commit"]

    def on_draw_shown(self, n, e):
        n["shown"][e["party"]] = e["value"]

    def on_beacon_fetched(self, n, e):
        n["beacon"] = (e["source"], e["period"], e["value"])

    def on_bid_sealed(self, n, e):
        n["bids"][e["bidder"]], n["sealed"][e["bid"]] = e["bid"], e

    def on_bid_withdrawn(self, n, e):
        if n["bids"].get(e["bidder"]) == e["bid"]:
            del n["bids"][e["bidder"]]

    on_bid_replaced = on_bid_withdrawn

    def on_need_closed(self, n, e):
        n["root"] = frozen_root(n["bids"])
        n["marks"] = {who: self.scores.get(who) for who in n["bids"]}
        self.same(n, "frozen list", (e["root"], e["bids"]), (n["root"], len(n["bids"])))

    def on_plan_opened(self, n, e):
        n["plans"][e["bidder"]] = e["r"]

    def on_experts_drawn(self, n, e):
        self.shown(n)
        given = [*n["plans"].items(), ("list", n["root"]), *n["contributions"]]
        made = drawn(f"{n['need']}/experts", e["entrants"], given, n["beacon"], n["way"], n["scoring"]["seats"])
        self.same(n, "draw of experts", {name: e[name] for name in made}, made)

    def on_scores_closed(self, n, e):
        n["sheets"] = e["sheets"]

    def on_bid_opened(self, n, e):
        sealed = n["sealed"].get(e["bid"])
        self.same(n, "opened bid", True, sealed is not None and binds(n["trustees"]["suite"], sealed, e))
        offer = {"bidder": e["bidder"], "plain": e["plain"], "r": e["r"], "score": n["marks"].get(e["bidder"])}
        n["offers"][e["bidder"]] = offer

    def on_bid_struck(self, n, e):
        n["fallen" if "row" in n else "struck"].add(e["bidder"])

    def on_auction_step(self, n, e):
        n["steps"].append(e)

    def on_agency_chosen(self, n, e):
        n["chosen"] = e["bidder"]

    def on_shortlist_picked(self, n, e):
        n["pick"] = e["bidder"]

    def shown(self, n) -> None:
        """What goes into the draws besides the offers: what was shown, else what stands in."""
        n["contributions"] = sorted((party, n["shown"].get(party, fixed)) for party, fixed in n["given"].items())

    def decided(self, n, e) -> list:
        self.shown(n)
        offers = [{**offer, "struck": who in n["struck"]} for who, offer in n["offers"].items()]
        row, draws = METHODS[n["method"]](n, offers)
        left = [(who, fen) for who, fen in row if who not in n["fallen"]]
        self.same(n, "order", [(place["bidder"], place["amount_fen"]) for place in e["ranking"]], left)
        self.same(n, "draws", e["draws"], draws)
        self.same(n, "low prices", e["low"], [who for who in low_among(n, row) if who not in n["fallen"]])
        return left

    def on_shortlist_drawn(self, n, e):
        self.decided(n, e)

    def on_decision_made(self, n, e):
        n["row"] = self.decided(n, e)

    def on_explanation_judged(self, n, e):
        if e["accepted"]:
            n["accepted"].add(e["bidder"])

    def on_award_made(self, n, e):
        first = next((place for place in n["row"] if place[0] not in n["out"]), None)
        self.same(n, "award", (e["bidder"], e["fen"]), first)

    def on_award_declined(self, n, e):
        n["out"].add(e["bidder"])

    on_award_revoked = on_award_declined

    def on_venture_agreed(self, n, e):
        n["agreements"][e["venture"]] = [party["org"] for party in e["parties"]]

    def on_contract_drawn_up(self, n, e):
        bid = n["sealed"].get(n["bids"].get(e["bidder"]), {})
        agency = n["agreements"].get(bid.get("venture"), [e["bidder"]])
        n["contract"] = {"terms": e["terms"], "sign_by": e["sign_by"], "parties": {e["buyer"], *agency}, "signed": []}
        n["sides"] = {"buyer": e["buyer"], "agency": e["bidder"]}

    def on_contract_confirmed(self, n, e):
        who = e.get("org") or n["sides"][e["side"]]
        if (e["terms"], e["by"]["org"]) == (n["contract"]["terms"], who):
            n["contract"]["signed"].append(who)

    def on_contract_signed(self, n, e):
        self.same(n, "signatures", sorted(n["contract"]["signed"]), sorted(n["contract"]["parties"]))

    def on_contract_lapsed(self, n, e):
        lacks = n["contract"]["parties"] - set(n["contract"]["signed"])
        self.same(n, "lapse", True, bool(lacks) and e["at"] >= n["contract"]["sign_by"])
