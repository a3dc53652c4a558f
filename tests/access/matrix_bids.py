"""Bids, awards and objections: the bidder's own are nobody else's to see."""

import pytest

from bidding.actions.deciding.explain_price import explain_price
from bidding.actions.deciding.file_objection import file_objection
from bidding.models import Bid
from tests.access.matrix import DONE, HIDDEN, REFUSED, SIGN_IN, Row, World
from tests.makers import bidding as need_makers
from tests.makers import bids as make
from tests.makers import experts, reveals, ventures

BIDDERS = {DONE: "bidder", SIGN_IN: "visitor", REFUSED: "*"}
OWN = {DONE: "bidder", SIGN_IN: "visitor", HIDDEN: "*"}
BUYER = {DONE: "buyer", SIGN_IN: "visitor", REFUSED: "*"}
SOMEBODY = {SIGN_IN: "visitor", DONE: "*"}


def the_open(world: World) -> list[object]:
    world.actors["bidder"] = make.a_bidder()
    return [need_makers.an_open_need(world.actors["buyer"]).number]


def plans_wanted(world: World) -> list[object]:
    world.actors["bidder"] = make.a_bidder()
    return [experts.a_need_with_plans(buyer=world.actors["buyer"])[0].number]


def a_bidder(world: World) -> list[object]:
    world.actors["bidder"] = make.a_bidder()
    return []


def a_sealed_bid(world: World) -> list[object]:
    world.actors["bidder"] = make.a_bidder()
    return [make.a_sealed_bid(need_makers.an_open_need(world.actors["buyer"]), world.actors["bidder"]).envelope_hash]


def a_bid_with_its_plan(world: World) -> list[object]:
    need, (world.actors["bidder"],) = experts.a_need_with_plans(80_000, buyer=world.actors["buyer"])
    return [Bid.objects.get(need=need).envelope_hash]


def an_open_to_ventures(world: World) -> list[object]:
    world.actors["bidder"] = make.a_bidder()
    return [need_makers.an_open_need(world.actors["buyer"], admits_ventures=True).number]


def an_invitation(world: World) -> list[object]:
    world.actors["bidder"] = make.a_bidder()
    need = need_makers.an_open_need(world.actors["buyer"], admits_ventures=True)
    return [ventures.a_proposal(need, make.a_bidder(), world.actors["bidder"]).agreement]


def a_delayed_bid(world: World) -> list[object]:
    with pytest.MonkeyPatch.context() as patch:
        _, kept = reveals.a_delayed_need(patch)
    world.actors["bidder"], bid, world.seed = kept[0]
    return [bid.envelope_hash]


def the_awarded(world: World) -> list[object]:
    need = make.an_awarded_need(buyer=world.actors["buyer"])
    world.actors["bidder"] = make.winner_of(need)
    return [need.number]


def the_decided(world: World) -> list[object]:
    return [make.a_decided_need(buyer=world.actors["buyer"]).number]


def a_low_price(world: World) -> list[object]:
    bidders = [make.a_bidder() for _ in range(3)]
    world.actors["bidder"] = bidders[0]
    return [make.a_decided_need(10_000, 90_000, 91_000, buyer=world.actors["buyer"], bidders=bidders).number]


def an_explanation(world: World) -> list[object]:
    number = str(a_low_price(world)[0])
    return [number, explain_price(actor=world.actors["bidder"], number=number, text="已有监测数据").pk]


def an_objection(world: World) -> list[object]:
    losers = [make.a_bidder() for _ in range(3)]
    need = make.a_decided_need(80_000, 81_000, 82_000, buyer=world.actors["buyer"], bidders=losers)
    return [need.number, file_objection(actor=losers[2], number=need.number, text="排序有误").pk]


ROWS = [
    Row("eligibility", at=the_open, get=BIDDERS),
    Row("bid", at=the_open, get=BIDDERS, post=BIDDERS),
    Row("hand_in_file", at=plans_wanted, post=BIDDERS, data=lambda world: {"sha256": "0" * 64}),
    Row("bid_params", at=the_open, get=BIDDERS),
    Row("bids_api", at=the_open, post={DONE: "bidder", "401": "visitor", REFUSED: "*"}),
    Row("propose_venture", at=an_open_to_ventures, get=BIDDERS, post=BIDDERS),
    Row("my_ventures", at=a_bidder, get=BIDDERS),
    Row("venture", at=an_invitation, get=OWN, post=OWN, data=lambda world: {"answer": "agree"}),
    Row("my_bids", at=a_bidder, get=BIDDERS),
    Row("bid_receipt", at=a_sealed_bid, get=OWN),
    Row("bid_receipt_json", at=a_sealed_bid, get=OWN),
    Row("own_envelope", at=a_sealed_bid, get=OWN),
    Row("own_plan", at=a_bid_with_its_plan, get=OWN),
    Row("reveal_bid", at=a_delayed_bid, get=OWN, post=OWN, data=lambda world: {"seed": world.seed}),
    Row("withdraw_bid", at=a_sealed_bid, get=OWN, post=OWN),
    Row("answer_award", at=the_awarded, get=BIDDERS, post=BIDDERS, data=lambda world: {"do": "confirm"}),
    Row("file_objection", at=the_decided, get=SOMEBODY, post=SOMEBODY, data=lambda world: {"text": "排序有误"}),
    Row("explain_price", at=a_low_price, get=OWN, post=OWN, data=lambda world: {"text": "已有同一地块的监测数据"}),
    Row(
        "judge_explanation",
        at=an_explanation,
        get=BUYER,
        post=BUYER,
        data=lambda world: {"accepts": "yes", "reason": ""},
    ),
    Row("answer_objection", at=an_objection, get=BUYER, post=BUYER, data=lambda world: {"upheld": "no", "answer": "维持"}),
]
