"""The draws behind a result: what went into each, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from bidding.methods.decision import level_at
from bidding.models import Decision, Need, Notice
from bidding.reads.chance import Beacon, Chance, Claim, Other, chance_in, claims_of, others_of
from bidding.reads.needs import notice_of
from bidding.reads.results import Place, decision_of, ranking_of
from bidding.states import NeedState
from draws.draw import NO_BEACON, entrants_root
from draws.ways import Way
from ledger.models import Entry


@dataclass(frozen=True)
class Entrant:
    """One who takes part: its code and name, when it had sealed its contribution, and how many numbers it holds."""

    uscc: str
    name: str
    sealed_at: datetime
    value: str
    held: int = 1


@dataclass(frozen=True)
class Drawn:
    """One place in a draw. `place` is what the whole result says of the bidder; `score` "" where the way gives none."""

    at: int
    score: str
    place: Place


@dataclass(frozen=True)
class DrawSheet:
    """One draw as its page shows it; `plain` is all that deriving it again needs, and the outcome."""

    plain: dict[str, Any]
    entrants: list[Entrant]
    others: list[Other]
    drawn: list[Drawn]
    way: Way

    @property
    def is_by_numbers(self) -> bool:
        """Whether numbers were drawn, of which some hold more than others."""
        return "numbers" in self.plain

    @property
    def is_of_the_worst(self) -> bool:
        """Whether it gave who stays out among those level at the line of the worst scores."""
        return str(self.plain["draw"]).endswith("/drop")

    @property
    def level_at(self) -> int:
        """The place that equals shared; asked only of a draw among equals."""
        return level_at(self.plain["draw"])

    @property
    def is_whole(self) -> bool:
        """Whether it gave every place of the result, not only the order of some equals."""
        return str(self.plain["draw"]).endswith("/order")


@dataclass(frozen=True)
class DrawPage:
    """A need's draws. The entries are those of the record that froze the list and that made the result."""

    need: Need
    notice: Notice
    sheets: list[DrawSheet]
    winner: Place | None
    closed_entry: int | None
    decided_entry: int | None
    beacon: Beacon | None
    claims: list[Claim]

    @property
    def listed(self) -> int:
        """How many stand on the short list; 0 where there is none."""
        decision = decision_of(self.need)
        return len(decision.numbers.get("shortlist", [])) if decision else 0

    def plain(self) -> dict[str, Any]:
        """The data of the draws."""
        record = {"closed": self.closed_entry, "decided": self.decided_entry}
        return {"v": "draws/1", "need": self.need.number, "record": record, "draws": [sheet.plain for sheet in self.sheets]}


def draws_of(need: Need) -> DrawPage | None:
    """Every draw that a result came of; None where chance had no say."""
    decision = decision_of(need)
    if decision is None or not decision.draws or need.state == NeedState.CHOOSING:
        return None
    entries = dict(
        Entry.objects.filter(need=need.number, event__in=["need.closed", "shortlist.drawn", "decision.made"])
        .order_by("idx")
        .values_list("event", "idx")
    )
    places, chance = ranking_of(need), chance_in(need)
    sealed = dict(need.bids.values_list("envelope_hash", "at"))
    return DrawPage(
        need=need,
        notice=notice_of(need),
        sheets=[_sheet(chance, decision, draw, {place.bidder: place for place in places}, sealed) for draw in decision.draws],
        winner=next((place for place in places if place.is_winner), None),
        closed_entry=entries.get("need.closed"),
        decided_entry=entries.get("decision.made", entries.get("shortlist.drawn")),
        beacon=chance.beacon,
        claims=claims_of(chance),
    )


@dataclass(frozen=True)
class Listed:
    """One row of the list of draws."""

    need: Need
    notice: Notice
    at: datetime
    entrants: int
    ties: int


def drawn_decisions() -> QuerySet[Decision]:
    """The decisions in which chance had a say, the newest first."""
    public = Q(need__decided_at__isnull=False) | Q(need__state=NeedState.SHORTLISTED)
    return (
        Decision.objects.filter(public)
        .exclude(draws=[])
        .exclude(need__state=NeedState.CHOOSING)
        .select_related("need__buyer")
        .order_by("-at", "-pk")
    )


def listed_draws(decisions: list[Decision]) -> list[Listed]:
    """Rows of the list: how many took part in the draw that gave every place, or how many groups of equals were drawn."""
    notices = {
        notice.need_id: notice
        for notice in Notice.objects.filter(need__in=[d.need_id for d in decisions], published_at__isnull=False).order_by(
            "version"
        )
    }
    rows = []
    for each in decisions:
        whole = next((draw for draw in each.draws if draw["draw"].endswith("/order")), None)
        rows.append(
            Listed(
                each.need, notices[each.need_id], each.at, len(whole["entrants"]) if whole else 0, 0 if whole else len(each.draws)
            )
        )
    return rows


def _best(seed: str, uscc: str, held: dict[str, int], way: Way) -> str:
    """The keyed hash that gave it its place: the lowest of its numbers, where it holds numbers; "" where no score gave it."""
    ids = [f"{uscc}#{n}" for n in range(1, held[uscc] + 1)] if held else [uscc]
    return min(way.score(seed, each) for each in ids)


def _sheet(
    chance: Chance, decision: Decision, draw: dict[str, Any], places: dict[str, Place], sealed: dict[str, datetime]
) -> DrawSheet:
    case, way = decision.case, Way.from_json(decision.case.get("way"))
    offers = {offer["bidder"]: offer for offer in case["offers"]}
    others = others_of(chance, case["list_root"], case.get("contributions", []))
    held = decision.numbers.get("held", {}) if draw["draw"].endswith("/order") else {}
    ids = [f"{uscc}#{n}" for uscc, many in held.items() for n in range(1, many + 1)] or draw["entrants"]
    plain = {
        "draw": draw["draw"],
        "entrants": draw["entrants"],
        "places": len(ids),
        "root": entrants_root(ids, digest=way.digest).hex(),
        "contributions": [
            *([uscc, offers[uscc]["r"]] for uscc in draw["entrants"]),
            *([other.party, other.value] for other in others),
        ],
        "beacon": list(case.get("beacon", NO_BEACON)),
        "seed": draw["seed"],
        "order": draw["order"],
        **way.to_json(),
        **({"numbers": held} if held else {}),
    }
    return DrawSheet(
        plain=plain,
        entrants=[
            Entrant(uscc, places[uscc].name, sealed[offers[uscc]["bid"]], offers[uscc]["r"], held.get(uscc, 1))
            for uscc in draw["entrants"]
        ],
        others=others,
        drawn=[Drawn(at, _best(draw["seed"], uscc, held, way), places[uscc]) for at, uscc in enumerate(draw["order"], start=1)],
        way=way,
    )
