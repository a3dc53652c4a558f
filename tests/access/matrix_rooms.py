"""The live room: everybody watches, nobody but a bidder names a price."""

from tests.access.matrix import DONE, REFUSED, SIGN_IN, Row, World
from tests.makers import rooms


def a_room(world: World) -> list[object]:
    need, bidders = rooms.a_live_room(buyer=world.actors["buyer"])
    world.actors["bidder"] = bidders[0]
    return [need.number]


PUBLIC = {DONE: "*"}
BIDDERS = {DONE: "bidder", SIGN_IN: "visitor", REFUSED: "*"}
ROWS = [
    Row("room", at=a_room, get=PUBLIC),
    Row("room_json", at=a_room, get=PUBLIC),
    Row("room_step", at=a_room, get={SIGN_IN: "visitor", DONE: "*"}, post=BIDDERS, data=lambda world: {"amount": "90000"}),
]
