"""Experts: only who was drawn reads the plans and scores them; only the operator keeps the pool."""

from bidding.models import Seat
from tests.access.matrix import DONE, HIDDEN, REFUSED, SIGN_IN, Row, World
from tests.makers import bids, experts, plan_files


def a_review(world: World) -> list[object]:
    """A need in scoring. `bidder` is one of its experts here, `firm` an expert who was not drawn."""
    need, _ = experts.a_need_in_scoring()
    seat = Seat.objects.filter(panel__need=need).select_related("expert")[0]
    world.actors["bidder"] = experts.acting(seat.expert)
    world.actors["firm"] = experts.acting(experts.an_expert())
    return [need.number]


def a_file(world: World) -> list[object]:
    """The first plan's file, of three plans that each have one."""
    need, _ = experts.a_need_with_plans()
    for agency in (bids.a_bidder(), bids.a_bidder(), bids.a_bidder()):
        plan_files.a_bid_with_files(need, agency, plan_files.a_file())
    need = experts.closed_and_drawn(need)
    world.actors["bidder"] = experts.acting(experts.seats_of(need)[0].expert)
    world.actors["firm"] = experts.acting(experts.an_expert())
    return [need.number, 1, 1]


def a_plan(world: World) -> list[object]:
    return [*a_review(world), 1]


def the_experts(world: World) -> list[object]:
    a_review(world)
    return []


EXPERTS = {DONE: "bidder", HIDDEN: "firm", SIGN_IN: "visitor", REFUSED: "*"}
ROWS = [
    Row("my_reviews", at=the_experts, get={DONE: "bidder firm", SIGN_IN: "visitor", REFUSED: "*"}),
    Row("review", at=a_review, get=EXPERTS),
    Row("score_plan", at=a_plan, get=EXPERTS, post=EXPERTS, data=lambda world: {"points_c1": "30", "points_c2": "20"}),
    Row("plan_file", at=a_file, get=EXPERTS),
    Row("lock_scores", at=a_review, post=EXPERTS),
    Row("stand_aside", at=a_review, get=EXPERTS, post=EXPERTS, data=lambda world: {"reason": "同学"}),
    Row(
        "experts",
        get={DONE: "operator", SIGN_IN: "visitor", REFUSED: "*"},
        post={DONE: "operator", SIGN_IN: "visitor", REFUSED: "*"},
    ),
]
