"""Rating a contract: who may, what changes, what is written down."""

import json
from datetime import timedelta

import pytest

from agencies.models import Agency
from kernel import clock, outbox
from kernel.access import NotForYou, NotFound
from kernel.rulebook import RulesBroken
from ledger.models import Pending
from market.models import SupervisionRoute
from ratings import due
from ratings.actions import (
    answer_objection,
    object_to_evaluation,
    publish_score,
    record_evaluation,
    reply_to_evaluation,
)
from ratings.models import Evaluation, Score
from ratings.rules.formula import score
from tests.makers import market
from tests.makers.contracts import a_delivered_contract, an_accepted_contract
from tests.makers.ratings import an_evaluation, scores_of

pytestmark = pytest.mark.usefixtures("at_ten")


def recorded(event: str) -> list[dict]:
    bodies = [json.loads(p.body) for p in Pending.objects.order_by("pk")]
    return [body for body in bodies if body["type"] == event]


def test_a_buyer_rates_an_accepted_contract_and_the_agency_gets_its_grade() -> None:
    deal = an_accepted_contract()
    evaluation = an_evaluation(5, deal=deal, fee=4)
    assert evaluation.public_id == f"{deal.number}/buyer"
    (event,) = recorded("rating.recorded")
    assert event["scores"] == {"quality": 5, "timeliness": 5, "attitude": 5, "fee": 4, "conduct": 5}
    assert (event["rater"], event["org"], event["side"]) == (deal.buyer.uscc, deal.agency.uscc, "buyer")
    outbox.deliver_all()
    agency = Agency.objects.get()
    # 96 × 5/7 + 100 (delivered in time) × 2/7
    assert (agency.grade, agency.score_centi, agency.evaluations, str(agency.graded_on)) == ("A", 9714, 1, "2026-06-03")


def test_the_published_score_carries_all_that_it_was_computed_from() -> None:
    an_evaluation(4)
    outbox.deliver_all()
    (event,) = recorded("score.published")
    again = score(event["inputs"])
    assert (event["score_centi"], event["grade"], event["evaluations"]) == (8571, "B", 1)
    assert (again["score_centi"], again["grade"]) == (8571, "B")
    assert event["inputs"]["votes"][0]["rating"] == recorded("rating.recorded")[0]["rating"]


def test_publishing_the_same_facts_on_the_same_day_twice_publishes_once() -> None:
    evaluation = an_evaluation(4)
    outbox.deliver_all()
    uscc = evaluation.agency.organisation.uscc
    from_action = publish_score(actor=market.a_regulator(), agency_uscc=uscc)
    assert list(Score.objects.all()) == [from_action]


@pytest.mark.parametrize(
    ("scores", "reasons", "rule"),
    [
        (scores_of(5, quality=2), "", "low_score_has_a_reason"),
        (scores_of(6), "", "evaluation_has_five_scores"),
        ({"quality": 5}, "", "evaluation_has_five_scores"),
    ],
)
def test_a_refused_evaluation_changes_nothing(scores, reasons, rule) -> None:
    deal = an_accepted_contract()
    before = Pending.objects.count()
    with pytest.raises(RulesBroken) as refused:
        record_evaluation(actor=deal.buyer, contract=deal.number, scores=scores, reasons=reasons)
    assert refused.value.names == (f"ratings.{rule}",)
    assert (Evaluation.objects.count(), Pending.objects.count()) == (0, before)


def test_a_contract_is_rated_once_and_only_after_acceptance() -> None:
    delivered = a_delivered_contract()
    with pytest.raises(RulesBroken, match="验收"):
        record_evaluation(actor=delivered.buyer, contract=delivered.number, scores=scores_of())
    deal = an_accepted_contract()
    an_evaluation(deal=deal)
    with pytest.raises(RulesBroken, match="评价过"):
        an_evaluation(deal=deal)


def test_strangers_do_not_learn_of_a_contract_and_the_agency_does_not_rate_itself() -> None:
    deal = an_accepted_contract()
    for stranger in (market.a_firm(), market.a_department(), deal.agency, market.an_operator()):
        with pytest.raises(NotFound):
            record_evaluation(actor=stranger, contract=deal.number, scores=scores_of())
    clerk = market.acting_for(deal.contract.buyer, "pay")
    with pytest.raises(NotForYou):
        record_evaluation(actor=clerk, contract=deal.number, scores=scores_of())


def test_the_supervising_department_rates_beside_the_buyer() -> None:
    deal = an_accepted_contract()
    department = market.a_department()
    SupervisionRoute.objects.create(item_code="B02", region=market.a_city(), department_id=department.organisation_id)
    record_evaluation(actor=department, contract=deal.number, scores=scores_of(4))
    an_evaluation(5, deal=deal)
    outbox.deliver_all()
    # 100 × 50% + 80 × 30% + 100 × 20%
    assert Agency.objects.get().score_centi == 9400


def test_the_agency_replies_once_and_others_do_not() -> None:
    evaluation = an_evaluation(2)
    party = market.acting_for(evaluation.agency.organisation)
    reply_to_evaluation(actor=party, evaluation_id=evaluation.pk, text="已按要求整改。")
    with pytest.raises(RulesBroken):
        reply_to_evaluation(actor=party, evaluation_id=evaluation.pk, text="再补一句。")
    with pytest.raises(NotFound):
        reply_to_evaluation(actor=market.a_firm(), evaluation_id=evaluation.pk, text="路过。")
    evaluation.refresh_from_db()
    assert evaluation.reply == "已按要求整改。"


def objected() -> Evaluation:
    evaluation = an_evaluation(2)
    party = market.acting_for(evaluation.agency.organisation)
    return object_to_evaluation(actor=party, evaluation_id=evaluation.pk, text="与验收记录不符。")


def test_an_objection_in_time_that_is_well_founded_takes_the_evaluation_out_of_the_score() -> None:
    evaluation = objected()
    outbox.deliver_all()
    assert Agency.objects.get().evaluations == 1
    answer_objection(actor=market.an_operator(), evaluation_id=evaluation.pk, is_founded=True, text="核实属实。")
    outbox.deliver_all()
    agency = Agency.objects.get()
    assert (agency.grade, agency.score_centi, agency.evaluations) == ("none", None, 0)
    assert recorded("rating.corrected")[0]["withdrawn"] is True


def test_an_objection_without_ground_leaves_the_evaluation_where_it_is() -> None:
    evaluation = answer_objection(actor=market.an_operator(), evaluation_id=objected().pk, is_founded=False, text="记录相符。")
    outbox.deliver_all()
    assert (evaluation.state, Agency.objects.get().evaluations) == ("upheld", 1)


def test_five_working_days_later_it_is_too_late_to_object() -> None:
    evaluation = an_evaluation(2)
    assert str(evaluation.object_by.astimezone(clock.BEIJING)) == "2026-06-10 10:00:00+08:00"
    clock.set_to(evaluation.object_by)
    party = market.acting_for(evaluation.agency.organisation)
    with pytest.raises(RulesBroken) as refused:
        object_to_evaluation(actor=party, evaluation_id=evaluation.pk, text="迟了。")
    assert refused.value.names == ("ratings.objection_to_evaluation_is_in_time",)


def test_an_objection_that_nobody_answers_does_not_hang() -> None:
    evaluation = objected()
    assert due.settle_objections() == 0
    clock.set_to(evaluation.answer_by)
    assert due.settle_objections() == 1
    evaluation.refresh_from_db()
    assert evaluation.state == "withdrawn"


def test_a_fact_that_leaves_the_window_changes_the_score_by_the_clock() -> None:
    an_evaluation(3)
    outbox.deliver_all()
    stale_on = Score.objects.get().stale_on
    assert str(stale_on) == "2028-06-04"
    clock.forward(timedelta(days=731))
    assert due.republish_stale() == 0
    clock.forward(timedelta(days=1))
    assert due.republish_stale() == 1
    assert Agency.objects.get().grade == "none"
    assert due.republish_stale() == 0
