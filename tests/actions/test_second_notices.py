"""How many must take part, by each method and in each round: a table, and every row of it tried through the verbs."""

import pytest

from bidding import due
from bidding.methods import WAYS
from bidding.models import Need
from bidding.states import DECIDED_HERE, STATED_PRICE
from kernel import clock
from kernel.actors import Actor
from ledger.reads import recorded_facts
from market.models import RegionalTerm
from market.models.region import TermName
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market
from tests.makers.experts import a_bid_with_its_plan, an_expert
from tests.makers.rooms import an_entry

FAILS, GOES_ON = "failed", "goes on"
# method, sign-ups at the first notice that are too few and just enough
FIRST = [
    ("sealed_price", 2, 3),
    ("average_price", 2, 3),
    ("random_draw", 2, 3),
    ("live_rounds", 2, 3),
    ("quality_and_price", 1, 2),
    ("credit_shortlist", 1, 2),
]
METHODS = [method for method, *_ in FIRST]
# sign-ups at the second notice, whether the table lets one alone win, and what comes of it
SECOND = [(2, 1, GOES_ON), (1, 1, GOES_ON), (1, 0, FAILS), (0, 1, FAILS)]


def an_open(method: str, buyer: Actor) -> Need:
    fixed = {"price_mode": "fixed"} if method in STATED_PRICE else {}
    if WAYS[method].sealed == "plans":
        for _ in range(5):
            an_expert()
    return needs.an_open_need(buyer, method=method, **fixed)


def enter(need: Need, many: int) -> None:
    for number in range(many):
        bidder = make.a_bidder()
        if WAYS[need.method].sealed == "entry":
            an_entry(need, bidder)
        elif WAYS[need.method].sealed == "plans":
            a_bid_with_its_plan(need, bidder, 80_000 + number)
        else:
            make.a_sealed_bid(need, bidder, 80_000 + number)


def after_the_deadline(need: Need) -> Need:
    need.refresh_from_db()
    clock.set_to(need.closes_at)
    due.close_due()
    due.open_plans_due()
    due.open_due()
    due.decide_due()
    due.call_second_due()
    return Need.objects.get(pk=need.pk)


def outcome(need: Need) -> str:
    return FAILS if need.state == "failed" else GOES_ON


def test_every_competitive_method_that_is_offered_stands_in_the_table() -> None:
    competitive = {str(method) for method in DECIDED_HERE} - {"direct_choice"}
    assert competitive == set(METHODS)


@pytest.mark.parametrize(("method", "too_few", "enough"), FIRST)
def test_the_first_notice_fails_with_one_too_few_and_goes_on_with_just_enough(at_ten, method, too_few, enough) -> None:
    short, full = an_open(method, market.a_firm()), an_open(method, market.a_firm())
    enter(short, too_few)
    enter(full, enough)
    short, full = after_the_deadline(short), after_the_deadline(full)
    assert [outcome(short), outcome(full)] == [FAILS, GOES_ON]
    assert short.fail_reason == f"有效报名 {too_few} 家，不足 {enough} 家"
    assert (short.second_notice.state, short.second_notice.round) == ("open", 2)
    assert recorded_facts("need.failed", short.number)[0]["valid"] == too_few


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("many", "single", "wanted"), SECOND)
def test_the_second_notice_takes_two_or_one_where_the_table_lets_it(at_ten, method, many, single, wanted) -> None:
    market.the_province()
    RegionalTerm.objects.filter(name=TermName.SECOND_SINGLE).update(value=single)
    first = an_open(method, market.a_firm())
    second = after_the_deadline(first).second_notice
    published = recorded_facts("need.published", second.number)[0]
    assert (published["minimum"], published["single"]) == (2, bool(single))
    enter(second, many)
    second = after_the_deadline(second)
    assert outcome(second) == wanted
    if wanted == FAILS:
        assert second.fail_reason == f"有效报名 {many} 家，不足 2 家"
        assert not Need.objects.filter(first_notice=second).exists()


def test_one_alone_without_a_ceiling_does_not_win_at_the_second_notice(at_ten) -> None:
    first = needs.an_open_need(ceiling_fen=None, no_estimate_note="按实际钻孔米数结算")
    second = after_the_deadline(first).second_notice
    enter(second, 1)
    assert outcome(after_the_deadline(second)) == FAILS
