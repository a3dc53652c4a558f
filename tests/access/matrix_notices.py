"""Needs, notices, questions and results: everybody reads, the buyer alone steers."""

from collections.abc import Callable

from bidding.actions.notices.ask_question import ask_question
from bidding.actions.notices.cancel_need import cancel_need
from bidding.actions.notices.start_amendment import start_amendment
from bidding.models import Need
from tests.access.matrix import DONE, HIDDEN, REFUSED, SIGN_IN, Row, World
from tests.makers import bidding as need_makers
from tests.makers import bids as bid_makers
from tests.makers.rooms import a_drawn_need

PUBLIC = {DONE: "*"}
MINE = {DONE: "buyer", SIGN_IN: "visitor", REFUSED: "*"}
MY_DRAFT = {DONE: "buyer", SIGN_IN: "visitor", HIDDEN: "*"}
BUYERS = {DONE: "buyer firm department", SIGN_IN: "visitor", REFUSED: "*"}


def the_open(world: World) -> Need:
    return need_makers.an_open_need(world.actors["buyer"])


def the_draft(world: World) -> Need:
    return need_makers.a_draft_need(world.actors["buyer"])


def the_amended(world: World) -> Need:
    need = the_open(world)
    start_amendment(actor=world.actors["buyer"], number=need.number)
    return need


def the_cancelled(world: World) -> Need:
    return cancel_need(actor=world.actors["buyer"], number=the_open(world).number, reason="law_changed")


def of(make: Callable[[World], Need], *more: object) -> Callable[[World], list[object]]:
    return lambda world: [make(world).number, *more]


def a_question(world: World) -> list[object]:
    need = the_open(world)
    return [need.number, ask_question(actor=world.actors["bidder"], number=need.number, text="几期？").pk]


def decided(world: World) -> list[object]:
    return [bid_makers.a_decided_need(800, 900, 950).number]


def drawn(world: World) -> list[object]:
    return [a_drawn_need(3).number]


ROWS = [
    Row("needs", get=PUBLIC),
    Row("needs_json", get=PUBLIC),
    Row("need", at=of(the_open), get=PUBLIC),
    Row("need_json", at=of(the_open), get=PUBLIC),
    Row("need_calendar", at=of(the_open), get=PUBLIC),
    Row("need_code", at=of(the_open), get=PUBLIC),
    Row("need_file", at=of(the_open, 1), get={HIDDEN: "*"}),
    Row("results", get=PUBLIC),
    Row("results_json", get=PUBLIC),
    Row("result", at=decided, get=PUBLIC),
    Row("result_json", at=decided, get=PUBLIC),
    Row("result_code", at=decided, get=PUBLIC),
    Row("need_envelopes", at=decided, get=PUBLIC),
    Row("draws", get=PUBLIC),
    Row("draw", at=drawn, get=PUBLIC),
    Row("draw_json", at=drawn, get=PUBLIC),
    Row("draw_code", at=drawn, get=PUBLIC),
    Row(
        "ask_question",
        at=of(the_open),
        get={SIGN_IN: "visitor", DONE: "*"},
        post={SIGN_IN: "visitor", DONE: "*"},
        data=lambda world: {"text": "几期？"},
    ),
    Row("my_needs", get=BUYERS),
    Row("new_need", get=BUYERS, post=BUYERS),
    Row("my_need", at=of(the_draft), get=MY_DRAFT),
    Row("my_need_part", at=of(the_draft, "project"), get=MY_DRAFT, post=MY_DRAFT),
    Row("my_need_files", at=of(the_draft), get=MY_DRAFT, post=MY_DRAFT),
    Row("my_need_drop_file", at=of(the_draft, 1), post={SIGN_IN: "visitor", HIDDEN: "*"}),
    Row("my_need_check", at=of(the_draft), get=MY_DRAFT, post=MY_DRAFT),
    Row("my_need_done", at=of(the_open), get=MINE),
    Row("my_need_amend", at=of(the_open), post=MINE),
    Row("my_need_drop", at=of(the_amended), post=MINE),
    Row("my_need_again", at=of(the_cancelled), post=MINE),
    Row("my_need_cancel", at=of(the_open), get=MINE, post=MINE, data=lambda world: {"reason": "law_changed"}),
    Row("my_need_answer", at=a_question, get=MINE, post=MINE, data=lambda world: {"answer": "一期。"}),
]
