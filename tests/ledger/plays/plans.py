"""Quality and price: plans, the draw of experts, locked sheets and sums, in one play; here the lies about plans and their keys."""

from bidding import due
from bidding.actions.bids.submit_bid import submit_bid
from bidding.actions.deciding.answer_objection import answer_objection
from bidding.actions.deciding.file_objection import file_objection
from bidding.actions.scoring.stand_aside import stand_aside
from bidding.models import Need, Seat
from kernel import clock
from kernel.actors import Actor
from sealing.envelope import seal
from tests.ledger.falsifications.catalogue import find, move
from tests.ledger.falsifications.ends_and_notices import with_a_table
from tests.ledger.plays.record import Record
from tests.makers import bids as bid_makers
from tests.makers import experts as make
from tests.makers import market

POINTS = ((38, 28), (20, 15), (30, 20))


def play() -> None:
    """Three plans and a void one, eight in the pool of whom two stand aside; one seat is left and two are late; the best plan
    is awarded. Beside it a need for which nobody scores, and one with too few plans."""
    buyer = market.a_firm()
    need, bidders = make.a_need_with_plans(80_000, 70_000, 90_000, pool=6, buyer=buyer)
    make.an_expert(employer_uscc=bidders[0].uscc)
    make.an_expert(ties=(need.buyer.uscc,))
    a_void_plan(need)
    need = make.closed_and_drawn(need)
    points = {bidder.uscc: each for bidder, each in zip(bidders, POINTS, strict=True)}
    first, second, third = _waiting(need)
    stand_aside(actor=make.acting(first.expert), number=need.number, reason="同学")
    make.score_all(second, points)
    clock.set_to(third.score_by)
    assert due.replace_late() == 1
    need = make.scored(need, points)
    assert need.state == "decided"
    _the_first_falls(need, buyer, bidders[1])
    bid_makers.pass_the_publicity(need)
    _nobody_scores()
    few, _ = make.a_need_with_plans(80_000, pool=0)
    make.closed_and_drawn(few)


def _the_first_falls(need: Need, buyer: Actor, objector: Actor) -> None:
    """An objection against the first is upheld: the others move up, and nothing is scored anew."""
    first, second, _ = need.decision.ranking
    objection = file_objection(actor=objector, number=need.number, text="方案抄录他人成果")
    answer_objection(actor=buyer, objection=objection.pk, upheld=True, answer="查实", against=first["bid"])
    again = Need.objects.get(pk=need.pk).decision
    assert next(row["bidder"] for row in again.ranking) == second["bidder"]


def _waiting(need: Need) -> list[Seat]:
    seats = Seat.objects.filter(panel__need=need, left_at=None, locked_at=None)
    return list(seats.select_related("panel__need", "expert").order_by("pk"))


def a_void_plan(need: Need) -> None:
    """A bid whose plan says nothing."""
    spoilt = bid_makers.a_bidder()
    price, _ = make.two_envelopes(need, spoilt, 60_000)
    named = {"need": need.number, "bidder": spoilt.uscc, "seq": 1}
    lot = need.trustees["lots"]["technical"]
    plan = seal({"v": "plan/1", "text": " ", "files": []}, **named, trustees=lot, lot="technical")[0]
    submit_bid(actor=spoilt, number=need.number, envelope=price, plan=plan)


def _nobody_scores() -> None:
    need, _ = make.a_need_with_plans(80_000, 70_000, pool=0)
    need = make.closed_and_drawn(need)
    while waiting := _waiting(need):
        clock.set_to(max(seat.score_by for seat in waiting))
        due.replace_late()
    due.close_scores_due()
    assert Need.objects.get(pk=need.pk).state == "failed"


RECORD = Record(
    "Plans, experts and scores",
    play,
    experts_drawn=2,
    expert_seated=14,
    score_locked=3,
    scores_closed=1,
    plan_void=1,
    expert_left=11,
    award_made=1,
)


@RECORD.lie("released before the scores were closed")
def the_prices_are_opened_before_the_scores_are_closed(events):
    closed = find(events, "scores.closed")
    key = next(e for e in events if e["type"] == "trustee.released" and "lot" not in e)
    key["at"] = closed["at"]
    move(events, key, before=closed)


@RECORD.lie("expected the keys of the prices to wait for scores.closed")
def the_notice_lets_the_prices_go_early(events):
    del find(events, "need.published")["trustees"]["after"]


@RECORD.lie("the plans and the prices lie under the same keys")
def one_key_opens_plans_and_prices(events):
    trustees = find(events, "need.published")["trustees"]
    trustees["lots"]["technical"]["set"] = trustees["set"]


@RECORD.lie("the contribution of this plan is not what its seed gives")
def a_contribution_is_another(events):
    find(events, "plan.opened")["r"] = "0" * 64


@RECORD.lie("the seed of this plan is not the one that was sealed")
def a_seed_is_another(events):
    one, two = find(events, "plan.opened", 0), find(events, "plan.opened", 1)
    one["seed"], one["r"] = two["seed"], two["r"]


@RECORD.lie("this plan is not the one that was sealed with the bid")
def a_plan_is_exchanged(events):
    find(events, "plan.opened", 0)["plan"] = find(events, "plan.opened", 1)["plan"]


@RECORD.lie("expected every plan to be opened before the experts are drawn")
def a_plan_is_opened_after_the_draw(events):
    drawn = find(events, "experts.drawn")
    late = find(events, "plan.opened")
    events.remove(late)
    events.insert(events.index(drawn) + 1, late)


@RECORD.lie("the experts were drawn before every plan was opened")
def a_plan_stays_closed(events):
    events.remove(find(events, "plan.opened"))


@RECORD.lie("said to be void for")
def a_void_plan_is_void_for_another_reason(events):
    find(events, "plan.void")["reason"] = "ciphertext"


@RECORD.lie("the envelope shown is not the plan that was sealed")
def a_void_plan_shows_another_envelope(events):
    find(events, "plan.void")["envelope"]["seq"] = 2


@RECORD.lie("opened before enough trustees released")
def the_key_of_the_plans_is_missing(events):
    events.remove(find(events, "trustee.released", lot="technical"))


@RECORD.lie("expected a plan beside the price")
def a_bid_comes_without_its_plan(events):
    del find(events, "bid.sealed")["plan"]


@RECORD.lie("where the record shows the rule kept")
def a_good_plan_is_struck_as_void(events):
    struck = find(events, "bid.struck")
    good = find(events, "plan.opened")
    struck.update(bidder=good["bidder"], bid=good["bid"])


@RECORD.lie("of which 2 are enough")
def too_few_plans_are_said_to_have_been_more(events):
    find(events, "need.failed", because="too_few")["valid"] = 2


@RECORD.lie("expected at least 5 experts and a price that weighs 0 to 100 by the table of terms")
def fewer_experts_score_than_the_table_asks_for(events):
    with_a_table(events, find(events, "need.published"), experts_least=5)


@RECORD.lie("a price that weighs 0 to 5 by the table of terms")
def the_price_weighs_more_than_the_table_allows(events):
    with_a_table(events, find(events, "need.published"), price_points_most=5)
