"""Experts of the pool, bids with plans, and needs at each station of the scoring, through the verbs."""

from __future__ import annotations

import json
from typing import Any

from bidding import due
from bidding.actions.bids.submit_bid import submit_bid
from bidding.actions.scoring.list_expert import list_expert
from bidding.actions.scoring.lock_scores import lock_scores
from bidding.actions.scoring.score_plan import score_plan
from bidding.models import Bid, Expert, Need, Seat
from bidding.reads import scoring
from bidding.states import Method
from kernel.actors import Actor, ActorKind
from ledger.reads import entries_of_need
from ledger.sequencer import sequence_all
from sealing.envelope import seal
from tests.makers import bidding as needs
from tests.makers import market as make
from tests.makers.bids import a_bidder, reach_the_deadline

SPECIALTY = "水土保持"


def an_expert(*, specialty: str = SPECIALTY, employer_uscc: str = "", ties: tuple[str, ...] = ()) -> Expert:
    """An expert of the pool, employed by an organisation of its own unless one is named."""
    person = make.a_person("周评审")
    employer = employer_uscc or make.an_organisation().uscc
    return list_expert(actor=make.an_operator(), person=person, specialty=specialty, employer_uscc=employer, ties=ties)


def acting(expert: Expert) -> Actor:
    """The expert in person, for no organisation."""
    return Actor(ActorKind.VISITOR, person_id=expert.person_id)


def two_envelopes(
    need: Need, agency: Actor, yuan: int, *, text: str = "踏勘两次，四十天出成果。", seq: int = 1
) -> tuple[dict, dict]:
    """The price and the plan of an agency, each sealed for its own keys."""
    trustees = Need.objects.values_list("trustees", flat=True).get(pk=need.pk)
    named = {"need": need.number, "bidder": agency.uscc, "seq": seq}
    price = seal({"v": "bid/1", "amount_fen": yuan * 100}, **named, trustees=trustees)[0]
    plain = {"v": "plan/1", "text": text, "files": []}
    return price, seal(plain, **named, trustees=trustees["lots"]["technical"], lot="technical")[0]


def a_bid_with_its_plan(need: Need, agency: Actor, yuan: int = 80_000, *, text: str = "踏勘两次，四十天出成果。") -> Bid:
    """A bid in two envelopes."""
    price, plan = two_envelopes(need, agency, yuan, text=text)
    return submit_bid(actor=agency, number=need.number, envelope=price, plan=plan)


def a_need_with_plans(*yuan: int, pool: int = 5, buyer: Actor | None = None) -> tuple[Need, list[Actor]]:
    """An open need by quality and price, a pool of experts, and a bid with its plan for each amount."""
    for _ in range(pool):
        an_expert()
    need = needs.an_open_need(buyer, method=Method.QUALITY_AND_PRICE)
    bidders = [a_bidder() for _ in yuan]
    for bidder, amount in zip(bidders, yuan, strict=True):
        a_bid_with_its_plan(need, bidder, amount)
    return need, bidders


def a_need_in_scoring(*yuan: int, pool: int = 5) -> tuple[Need, list[Actor]]:
    """A need whose plans are open and whose experts are drawn. The clock must be the test's own; it stands at the deadline."""
    need, bidders = a_need_with_plans(*(yuan or (80_000, 70_000, 90_000)), pool=pool)
    return closed_and_drawn(need), bidders


def closed_and_drawn(need: Need) -> Need:
    """The same need after its deadline."""
    reach_the_deadline(need)
    due.close_due()
    due.open_plans_due()
    due.call_second_due()
    return Need.objects.get(pk=need.pk)


def score_all(seat: Seat, points: dict[str, tuple[int, int]], *, lock: bool = True) -> None:
    """An expert gives each bidder (by code) its points on the two criteria, in whole points, and locks."""
    need, actor = seat.panel.need, acting(seat.expert)
    for place, plan in enumerate(scoring.opened_plans(need), 1):
        route, schedule = points[plan.bid.agency.organisation.uscc]
        given = {"c1": (route * 100, "路线清楚"), "c2": (schedule * 100, "安排可行")}
        score_plan(actor=actor, number=need.number, plan=place, given=given)
    if lock:
        lock_scores(actor=actor, number=need.number)


def scored(need: Need, points: dict[str, tuple[int, int]]) -> Need:
    """Whoever sits and has not locked scores now and locks; then the clock does what is due, to the decision."""
    for seat in Seat.objects.filter(panel__need=need, left_at=None, locked_at=None).select_related("panel__need", "expert"):
        score_all(seat, points)
    due.close_scores_due()
    due.open_due()
    due.decide_due()
    return Need.objects.get(pk=need.pk)


def seats_of(need: Need) -> list[Seat]:
    """Every seat of the need's panel, in the order in which they were taken."""
    return list(Seat.objects.filter(panel__need=need).select_related("panel__need", "expert").order_by("pk"))


def points(bidders: list[Actor], *given: tuple[int, int]) -> dict[str, tuple[int, int]]:
    """Points on the two criteria for each bidder, by code."""
    return {bidder.uscc: each for bidder, each in zip(bidders, given, strict=True)}


def facts_of(need: Need) -> list[dict[str, Any]]:
    """What the record says of a need, in order."""
    sequence_all()
    return [json.loads(entry.body) for entry in entries_of_need(need.number)]
