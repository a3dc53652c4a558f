"""Naming an agency: the buyer alone."""

from tests.access.matrix import DONE, REFUSED, SIGN_IN, Row, World
from tests.makers import choices
from tests.makers.bids import a_bidder

MINE = {DONE: "buyer", SIGN_IN: "visitor", REFUSED: "*"}


def to_choose(world: World) -> list[object]:
    return [choices.a_need_to_choose_for(world.actors["buyer"]).number]


ROWS = [Row("choose_agency", at=to_choose, get=MINE, post=MINE, data=lambda world: {"agency": a_bidder().uscc})]
