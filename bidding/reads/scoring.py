"""Plans and who scores them: the pool, who stands aside, the panel, the sheets, and the case that they become."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from bidding.methods.equals import FROZEN_LIST
from bidding.methods.quality_and_price import Case, Criterion, Score, draw_experts
from bidding.methods.quality_and_price.experts import ExpertDraw
from bidding.methods.quality_and_price.words import shown
from bidding.models import Bid, Expert, Mark, Need, Notice, Panel, Plan, Seat
from bidding.reads.notices import scoring_of
from bidding.reads.results import case_of, chance_of, list_root
from bidding.reads.ventures import parties_of, ventures_behind
from bidding.states import NeedState
from draws.draw import NO_BEACON
from kernel.access import NotFound
from ledger.canonical import canonical
from market.models import Membership, Person


def next_expert_code() -> str:
    """The next code of the pool: ZJ-0001. Codes are never given twice."""
    last = Expert.objects.order_by("-code").values_list("code", flat=True).first()
    return f"ZJ-{int(last[3:]) + 1 if last else 1:04d}"


def specialties() -> list[str]:
    """The specialties that the pool has today."""
    return sorted(set(Expert.objects.filter(unlisted_at=None).values_list("specialty", flat=True)))


def plans_of(need: Need) -> list[Plan]:
    """The plans of the frozen list, in the order of their hashes: an order that names nobody."""
    standing = Plan.objects.filter(bid__need=need, bid__state__in=["sealed", "opened", "void"])
    return list(standing.select_related("bid__agency__organisation").order_by("envelope_hash"))


def opened_plans(need: Need) -> list[Plan]:
    """The plans that were opened and say something."""
    return [plan for plan in plans_of(need) if plan.plain is not None]


def panel_of(need: Need) -> Panel:
    """The panel of a need.

    Raises:
        NotFound: before the experts are drawn.
    """
    panel = Panel.objects.filter(need=need).first()
    if panel is None:
        raise NotFound(need.number)
    return panel


def scores_are_closed(need: Need) -> bool:
    """Whether every sheet that counts is locked and on the record."""
    return Panel.objects.filter(need=need, closed_at__isnull=False).exists()


def who_stands_aside(need: Need, notice: Notice, pool: list[Expert]) -> list[dict[str, str]]:
    """Whom avoidance keeps out of a need's panel, and why: employer, declared tie, or membership of a party, a member of a joint venture as its lead."""
    bids = [plan.bid for plan in plans_of(need)]
    ventures = ventures_behind(bids) if notice.admits_ventures else {}
    bidding = [agency.organisation for bid in bids for agency in parties_of(bid, ventures.get(bid.pk))]
    parties = [*bidding, need.buyer]
    codes = {party.uscc for party in parties} | {str(row["uscc"]) for row in notice.avoidance}
    members = set(Membership.objects.filter(organisation__in=parties).values_list("person_id", flat=True))
    aside = []
    for expert in pool:
        if expert.employer_uscc in codes:
            aside.append({"expert": expert.code, "because": "employer"})
        elif codes & set(expert.ties):
            aside.append({"expert": expert.code, "because": "tie"})
        elif expert.person_id in members:
            aside.append({"expert": expert.code, "because": "member"})
    return aside


def draw_of_experts(need: Need, notice: Notice, pool: list[Expert], aside: list[dict[str, str]]) -> ExpertDraw | None:
    """The draw of a need's experts from what lay sealed in its plans and what goes into its other draws; None where too few are left."""
    out = {row["expert"] for row in aside}
    eligible = [expert.code for expert in pool if expert.code not in out]
    seats = notice.expert_count or 0
    if len(eligible) < seats:
        return None
    given = [(plan.bid.agency.organisation.uscc, (plan.opening or {})["r"]) for plan in opened_plans(need)]
    chance = chance_of(need.number)
    given += [(FROZEN_LIST, list_root(need)), *chance.pop("contributions", ())]
    return draw_experts(need.number, eligible, seats=seats, contributions=given, **chance)


def pool_for(notice: Notice) -> list[Expert]:
    """The experts of the notice's specialty who were listed at the closing: whoever knows the draw's numbers can't change them any more."""
    closed_at = notice.need.closed_at
    stayed = Q(unlisted_at=None) | Q(unlisted_at__gte=closed_at)
    return list(Expert.objects.filter(stayed, specialty=notice.specialty, listed_at__lt=closed_at).order_by("code"))


def following(panel: Panel) -> str | None:
    """The next in the drawn order who has not had a seat; None if nobody is left."""
    had = set(panel.seats.values_list("expert__code", flat=True))
    return next((code for code in panel.draw["order"] if code not in had), None)


def sheet_of(seat: Seat) -> list[Any]:
    """What an expert gave, in the order of bidders and criteria: what a lock commits to."""
    marks = Mark.objects.filter(seat=seat).select_related("plan__bid__agency__organisation")
    rows = [
        {
            "bidder": mark.plan.bid.agency.organisation.uscc,
            "criterion": mark.criterion,
            "centi": mark.centi,
            "reason": mark.reason,
        }
        for mark in marks
    ]
    return sorted(rows, key=lambda row: (str(row["bidder"]), str(row["criterion"])))


def commitment_of(salt: str, sheet: list[Any]) -> str:
    """What the record keeps of a locked sheet until the scores are closed: SHA-256 of salt and sheet."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(sheet)).hexdigest()


def unscored(seat: Seat, notice: Notice) -> int:
    """How many of the sheet's fields are still empty."""
    wanted = len(notice.criteria) * len(opened_plans(seat.panel.need))
    return wanted - Mark.objects.filter(seat=seat).count()


def quality_case_of(need: Need, notice: Notice, bids: list[Bid]) -> Case:
    """The case that the scores and the opened prices have made."""
    prices, said = case_of(need, notice, bids), scoring_of(need, notice)
    locked = list(need.panel.seats.exclude(locked_at=None).select_related("expert").order_by("pk"))
    bidders = {offer.bidder for offer in prices.offers}
    scores = [
        Score(seat.expert.code, row["bidder"], row["criterion"], row["centi"], row["reason"])
        for seat in locked
        for row in sheet_of(seat)
        if row["bidder"] in bidders
    ]
    bounds = {name: getattr(prices, name) for name in ("ceiling_fen", "floor_fen", "floor_rate_bp", "ceiling_rate_bp")}
    return Case(
        need=need.number,
        mode="discount" if prices.mode == "discount" else "amount",
        **bounds,
        list_root=prices.list_root,
        criteria=tuple(Criterion(row["key"], row["name"], row["points"]) for row in said["criteria"]),
        price_points=said["price_points"],
        experts=tuple(seat.expert.code for seat in locked),
        quorum=need.panel.quorum,
        scores=tuple(scores),
        offers=prices.offers,
        contributions=prices.contributions or (),
        beacon=prices.beacon or NO_BEACON,
        way=prices.way,
    )


def plan_fault(bid: Bid) -> str:
    """Why the plan of a bid can't be scored; "" where it can, or where there is none to score."""
    plan = Plan.objects.filter(bid=bid).first()
    return plan.void_reason if plan else ""


def given_to(seat: Seat, plan: Plan) -> dict[str, Any]:
    """What an expert has given a plan so far, as the fields of its form show it."""
    fields: dict[str, Any] = {}
    for mark in Mark.objects.filter(seat=seat, plan=plan):
        fields |= {f"points_{mark.criterion}": Decimal(mark.centi) / 100, f"reason_{mark.criterion}": mark.reason}
    return fields


def progress_of(seat: Seat, criteria: list[Criterion]) -> list[dict[str, Any]]:
    """The plans by their numbers, with the points given to those that are scored whole."""
    given: dict[int, list[int]] = {}
    for pk, centi in Mark.objects.filter(seat=seat).values_list("plan_id", "centi"):
        given.setdefault(pk, []).append(centi)
    rows = []
    for place, plan in enumerate(opened_plans(seat.panel.need), 1):
        centis = given.get(plan.pk, [])
        total = shown(Fraction(sum(centis))) if len(centis) == len(criteria) else ""
        rows.append({"place": place, "total": total})
    return rows


def whole_pool() -> QuerySet[Expert]:
    """Everybody who is or was in the pool."""
    return Expert.objects.select_related("person").order_by("code")


def in_the_pool(person: Person) -> bool:
    """Whether somebody has a code already."""
    return Expert.objects.filter(person=person).exists()


def waiting_seats(person_id: int) -> list[Seat]:
    """The reviews that wait for a person now, the nearest limit first."""
    waiting = Seat.objects.filter(expert__person=person_id, locked_at=None, left_at=None, panel__closed_at=None)
    waiting = waiting.filter(panel__need__state=NeedState.SCORING).select_related("panel__need")
    return list(waiting.order_by("score_by"))


def seats_of(person_id: int) -> list[Seat]:
    """The reviews of a person, the newest first."""
    seats = Seat.objects.filter(expert__person=person_id).select_related("panel__need__buyer", "expert")
    return list(seats.order_by("-seated_at"))


def reviewed_criteria(notice: Notice) -> list[Criterion]:
    """The criteria of a notice."""
    return [Criterion(row["key"], row["name"], row["points"]) for row in notice.criteria]


def is_scoring(need: Need) -> bool:
    """Whether experts may score now."""
    return need.state == NeedState.SCORING and not scores_are_closed(need)
