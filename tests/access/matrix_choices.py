"""Naming an agency: the buyer alone."""

from bidding.models import Need
from tests.access.matrix import DONE, REFUSED, SIGN_IN, Row, World
from tests.makers import choices, shortlists
from tests.makers.bids import a_bidder

MINE = {DONE: "buyer", SIGN_IN: "visitor", REFUSED: "*"}


def to_choose(world: World) -> list[object]:
    return [choices.a_need_to_choose_for(world.actors["buyer"]).number]


def to_pick(world: World) -> list[object]:
    return [shortlists.a_drawn_shortlist(3, buyer=world.actors["buyer"])[0].number]


def first_of_the_list(world: World) -> dict[str, str]:
    need = Need.objects.filter(state="shortlisted").latest("pk")
    return {"agency": shortlists.the_list(need)[0], "reason": "方案最清楚"}


ROWS = [
    Row("pick_agency", at=to_pick, get=MINE, post=MINE, data=first_of_the_list),
    Row("choose_agency", at=to_choose, get=MINE, post=MINE, data=lambda world: {"agency": a_bidder().uscc}),
]
