"""What the list of results and the notice of one show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from bidding.methods.average_price.words import mean_said
from bidding.models import Award, Decision, Explanation, Need, Notice, Objection
from bidding.reads.falling import explanations_of
from bidding.reads.needs import notice_of
from bidding.reads.results import Place, decision_of, objections_of, ranking_of
from bidding.reads.ventures import members_behind
from bidding.states import AwardState, Method
from ledger.models import Entry
from market.models import Organisation


@dataclass(frozen=True)
class Winner:
    """Who leads, at which price."""

    name: str
    uscc: str
    amount_fen: int | None
    rate_bp: int | None
    members: tuple[str, ...] = ()  # the other parties of its joint venture


@dataclass(frozen=True)
class ResultPage:
    """A decided need with every bidder's place and reason. `entry` is the record's entry of the decision."""

    need: Need
    notice: Notice
    places: list[Place]
    decision: Decision | None
    entry: int | None
    leaf: str
    objections: list[Objection]
    explanations: list[Explanation]
    replaced: list[int]  # the record's entries of the decisions that this one has replaced

    @property
    def winner(self) -> Place | None:
        """The one who holds the award, or would get it; None when nobody does."""
        return next((place for place in self.places if place.is_winner), None)

    @property
    def is_picked_by_silence(self) -> bool:
        """Whether the rule took the first of the short list, because the buyer let the time pass."""
        pick = self.decision.case.get("pick") if self.decision else None
        return bool(pick and pick["silent"])

    @property
    def mean(self) -> str:
        """The mean that the average price is measured from, in words; "" for the other methods."""
        made = self.decision
        if made is None or "mean" not in made.numbers:
            return ""
        valid = len(made.ranking) + len(made.case.get("fallen", ()))
        return mean_said(made.case["mode"], Fraction(*made.numbers["mean"]), counted=made.numbers["counted"], valid=valid)


def result_of(need: Need) -> ResultPage:
    """Everything that the notice of a result shows."""
    entries = list(Entry.objects.filter(need=need.number, event="decision.made").order_by("idx"))
    entry = entries[-1] if entries else None
    return ResultPage(
        need=need,
        notice=notice_of(need),
        places=ranking_of(need),
        decision=decision_of(need),
        entry=entry.idx if entry else None,
        leaf=bytes(entry.leaf).hex() if entry else "",
        objections=objections_of(need),
        explanations=explanations_of(need),
        replaced=[each.idx for each in entries[:-1]],
    )


def how_chosen(award: Award) -> str:
    """How an award came to its agency, in words: by its place, by the buyer, or by the rule for a buyer who let the time pass."""
    need = award.need
    if need.method != Method.CREDIT_SHORTLIST:
        return f"第 {award.place} 名" if award.bid_id else "委托方直接选定"
    decision = decision_of(need)
    pick = (decision.case.get("pick") if decision else None) or {}
    if pick.get("bidder") != award.agency.organisation.uscc:
        return "入围名单递补"
    return "委托方逾期未择定，按抽签次序取首位" if pick["silent"] else "委托方从入围名单择定"


def winners_of(needs: Iterable[Need]) -> dict[int, Winner]:
    """Who leads in each decided need, by the need's primary key: the live award, else the first of the ranking."""
    keys = [need.pk for need in needs]
    members = members_behind(keys)

    def winner(need: int, code: str, name: str, amount_fen: int | None, rate_bp: int | None) -> Winner:
        return Winner(name, code, amount_fen, rate_bp, members.get((need, code), ()))

    live = Award.objects.filter(need__in=keys, state__in=[AwardState.OFFERED, AwardState.CONFIRMED])
    told = live.values_list("need", "agency__organisation__uscc", "agency__organisation__name", "amount_fen", "rate_bp")
    found = {row[0]: winner(*row) for row in told}
    rest = Decision.objects.filter(need__in=[key for key in keys if key not in found])
    first = {decision.need_id: decision.ranking[0] for decision in rest if decision.ranking}
    codes = [row["bidder"] for row in first.values()]
    names = dict(Organisation.objects.filter(uscc__in=codes).values_list("uscc", "name")) if codes else {}
    for key, row in first.items():
        found[key] = winner(key, row["bidder"], names.get(row["bidder"], row["bidder"]), row["amount_fen"], row["rate_bp"])
    return found
