"""Who may do what at the addresses of evaluations, scores and cases."""

from collections.abc import Sequence

from kernel.actors import SCHEDULER
from ratings.actions import publish_score
from tests.access.matrix import DONE, HIDDEN, REFUSED, SIGN_IN, Row, World
from tests.makers import market
from tests.makers.contracts import an_accepted_contract
from tests.makers.ratings import a_case, an_evaluation


def _an_accepted_contract(world: World) -> Sequence[object]:
    deal = an_accepted_contract()
    world.actors |= {"buyer": deal.buyer, "bidder": deal.agency}
    return [deal.number]


def _an_evaluation(world: World) -> Sequence[object]:
    deal = an_accepted_contract()
    world.actors |= {"buyer": deal.buyer, "bidder": deal.agency}
    return [an_evaluation(deal=deal).pk]


def _a_case(world: World) -> Sequence[object]:
    case = a_case()
    world.actors["bidder"] = market.acting_for(case.agency.organisation)
    return [case.number]


def _an_agency(world: World) -> Sequence[object]:
    evaluation = an_evaluation()
    uscc = evaluation.agency.organisation.uscc
    publish_score(actor=SCHEDULER, agency_uscc=uscc)
    return [uscc]


OFFICIALS = "regulator operator"
ROWS = [
    Row("my_ratings", get={SIGN_IN: "visitor", DONE: "*"}),
    Row(
        "rate",
        at=_an_accepted_contract,
        get={SIGN_IN: "visitor", DONE: "buyer", HIDDEN: "*"},
        post={SIGN_IN: "visitor", DONE: "buyer", HIDDEN: "*"},
    ),
    Row(
        "evaluation",
        at=_an_evaluation,
        get={SIGN_IN: "visitor", DONE: f"buyer bidder {OFFICIALS}", HIDDEN: "*"},
        post={SIGN_IN: "visitor", DONE: "bidder", REFUSED: f"buyer {OFFICIALS}", HIDDEN: "*"},
        data=lambda world: {"act": "reply", "reply-text": "谢谢。"},
    ),
    Row("my_cases", get={SIGN_IN: "visitor", DONE: "*"}),
    Row(
        "new_case",
        get={SIGN_IN: "visitor", DONE: "regulator", REFUSED: "*"},
        post={SIGN_IN: "visitor", DONE: "regulator", REFUSED: "*"},
    ),
    Row(
        "case",
        at=_a_case,
        get={SIGN_IN: "visitor", DONE: f"bidder {OFFICIALS}", HIDDEN: "*"},
        post={SIGN_IN: "visitor", DONE: "bidder", REFUSED: OFFICIALS, HIDDEN: "*"},
        data=lambda world: {"act": "answer", "answer-text": "不知情。"},
    ),
    Row("score", at=_an_agency, get={DONE: "*"}),
    Row("score_data", at=_an_agency, get={DONE: "*"}),
    Row("measures", at=_an_agency, get={DONE: "*"}),
]
