"""Inspections are public; an organ's pool and its numbers are its officials' alone."""

from draws.terms import commitment_of
from kernel import clock
from supervision import reads
from tests.access.matrix import DONE, HIDDEN, REFUSED, SIGN_IN, Row, World
from tests.makers import market
from tests.makers import supervision as make


def an_inspection(world: World) -> list[object]:
    """An inspection of the regulator, which may show its number now; `department` is another regulator here."""
    organ = make.an_organ()
    inspection = make.an_announced_inspection(organ)
    clock.set_to(inspection.opens_at)
    world.actors |= {"regulator": organ, "department": market.a_regulator()}
    return [inspection.number]


def a_drawn_one(world: World) -> list[object]:
    """The same, drawn."""
    inspection = make.an_announced_inspection()
    make.drawn(inspection)
    return [inspection.number]


def a_pool(world: World) -> list[object]:
    """A regulator with a pool that may announce."""
    world.actors["regulator"] = make.an_organ()
    return []


def _announcement(world: World) -> dict[str, object]:
    number = reads.next_inspection_number(clock.now())
    commit = commitment_of(number, world.actors["regulator"].uscc, make.own_number(number))
    return {"region": "410000", "item": "", "agencies": 2, "inspectors": 2, "number": number, "commit": commit}


def _number(world: World) -> dict[str, object]:
    return {"value": make.own_number(reads.inspections()[0].number).hex()}


OURS = {DONE: "regulator", SIGN_IN: "visitor", REFUSED: "*"}
OF_ONE = {DONE: "regulator", HIDDEN: "department", SIGN_IN: "visitor", REFUSED: "*"}
ROWS = [
    Row("inspections", get={DONE: "*"}),
    Row("inspection", at=an_inspection, get={DONE: "*"}),
    Row("inspection_json", at=a_drawn_one, get={DONE: "*"}),
    Row("my_inspections", at=a_pool, get=OURS, post=OURS),
    Row("new_inspection", at=a_pool, get=OURS, post=OURS, data=_announcement),
    Row("show_number", at=an_inspection, get=OF_ONE, post=OF_ONE, data=_number),
]
