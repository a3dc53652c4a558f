"""Who may bid is judged at sign-up, at the closing and at the award: each reason at each of the three, with its rule on the record."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from agencies import actions as agencies
from bidding.actions.awards.decline_award import decline_award
from bidding.models import Need
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import RulesBroken
from ledger.reads import recorded_facts
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import controls, market
from tests.makers.controls import ORGAN, PARENT

KIND, CERTIFICATE = "注册测绘师", "示例资质证书"
NOTICE = {"certificate_kinds": [CERTIFICATE], "practitioner_kind": KIND, "practitioner_count": 1, "days": 45}


def a_bidder(**fields: object) -> Actor:
    return make.a_bidder(certificate=CERTIFICATE, practitioners={KIND: 1}, **fields)


def suspended(agency: Actor, need: Need) -> None:
    row = make.agency_of(agency)
    row.suspend(at=clock.now(), until=clock.now() + timedelta(days=90))
    row.save()


def without_its_certificate(agency: Actor, need: Need) -> None:
    """It ends within the service: good today, and not through the last day."""
    held = make.agency_of(agency).certificates.get()
    held.valid_until = clock.today() + timedelta(days=30)
    held.save()


def without_its_practitioner(agency: Actor, need: Need) -> None:
    make.agency_of(agency).practitioners.get().delete()


def bound_elsewhere(agency: Actor, need: Need) -> None:
    """Its one practitioner serves another need: that one was awarded to it and confirmed."""
    running = needs.an_open_need(**NOTICE)
    bid = make.a_sealed_bid(running, agency)
    for state in ("close", "open_bids"):
        getattr(running, state)(at=running.closes_at)
    running.decide(at=running.closes_at, publicity_ends_at=running.closes_at)
    running.award(at=running.closes_at)
    running.confirm(at=running.closes_at)
    running.save()
    award = running.awards.create(
        bid=bid, agency=bid.agency, place=1, amount_fen=1, offered_at=clock.now(), confirm_by=clock.now()
    )
    award.confirm(at=clock.now())
    award.save()


def tied_to_the_organ(agency: Actor, need: Need) -> None:
    organ = need.buyer
    agencies.declare_tie(actor=agency, organ_name=organ.name, organ_uscc=organ.uscc, nature="举办单位")


def no_longer_offering(agency: Actor, need: Need) -> None:
    make.agency_of(agency).services.all().delete()


REASONS: list[tuple[Callable[[Actor, Need], None], str]] = [
    (suspended, "bidding.agency_is_able_to_serve"),
    (without_its_certificate, "bidding.certificates_last_through_the_service"),
    (without_its_practitioner, "bidding.practitioners_are_enough"),
    (bound_elsewhere, "bidding.practitioners_are_enough"),
    (tied_to_the_organ, "bidding.agency_is_untied_to_the_approving_organ"),
    (no_longer_offering, "bidding.agency_offers_the_service"),
]
each_reason = pytest.mark.parametrize(("spoil", "rule"), REASONS, ids=[spoil.__name__ for spoil, _ in REASONS])


def an_open() -> Need:
    return needs.an_open_need(market.a_department(), **NOTICE)


@each_reason
def test_at_sign_up_it_is_refused(at_ten, spoil, rule) -> None:
    need, agency = an_open(), a_bidder()
    spoil(agency, need)
    with pytest.raises(RulesBroken) as refused:
        make.a_sealed_bid(need, agency)
    assert rule in refused.value.names
    assert not need.bids.exists()


@each_reason
def test_between_sign_up_and_closing_it_is_struck_before_the_decision(at_ten, spoil, rule) -> None:
    need, bidders = an_open(), [a_bidder() for _ in range(4)]
    for yuan, bidder in zip((80_000, 81_000, 82_000, 83_000), bidders, strict=True):
        make.a_sealed_bid(need, bidder, yuan)
    spoil(bidders[0], need)
    need = make.pass_the_deadline(need)
    (fact,) = recorded_facts("bid.struck", need.number)
    assert (fact["bidder"], [each["rule"] for each in fact["reasons"]]) == (bidders[0].uscc, [rule])
    assert [row["bidder"] for row in need.decision.ranking] == [each.uscc for each in bidders[1:]]
    assert need.decision.struck[0]["reasons"] == [each["because"] for each in fact["reasons"]]


@each_reason
def test_between_closing_and_award_it_is_struck_and_the_decision_is_made_anew(at_ten, spoil, rule) -> None:
    need, bidders = an_open(), [a_bidder() for _ in range(4)]
    for yuan, bidder in zip((80_000, 81_000, 82_000, 83_000), bidders, strict=True):
        make.a_sealed_bid(need, bidder, yuan)
    need = make.pass_the_deadline(need)
    spoil(bidders[0], need)
    need = make.pass_the_publicity(need)
    (fact,) = recorded_facts("bid.struck", need.number)
    assert (fact["bidder"], [each["rule"] for each in fact["reasons"]]) == (bidders[0].uscc, [rule])
    assert (need.state, need.decision.edition) == ("decided", 2)
    assert need.decision.case["fallen"][0]["was_valid"] is True
    assert make.pass_the_publicity(need).awards.get().agency.organisation.uscc == bidders[1].uscc


def test_two_under_one_head_are_both_struck_at_the_closing_with_the_reason(at_ten) -> None:
    need = needs.an_open_need()
    pair = [make.a_bidder(legal_representative="孙同人") for _ in range(2)]
    others = [make.a_bidder() for _ in range(3)]
    for yuan, bidder in zip((80_000, 81_000, 82_000, 83_000, 84_000), [*pair, *others], strict=True):
        make.a_sealed_bid(need, bidder, yuan)
    need = make.pass_the_deadline(need)
    struck = {fact["bidder"]: fact["reasons"] for fact in recorded_facts("bid.struck", need.number)}
    assert struck == {
        each.uscc: [{"rule": "bidding.bidders_are_under_different_heads", "because": "与另一参加机构的法定代表人为同一人"}]
        for each in pair
    }
    assert [row["bidder"] for row in need.decision.ranking] == [each.uscc for each in others]


def test_a_relation_declared_between_closing_and_award_strikes_both_and_too_few_are_left(at_ten) -> None:
    bidders = [make.a_bidder() for _ in range(4)]
    need = make.a_decided_need(80_000, 81_000, 82_000, 83_000, bidders=bidders)
    owner = make.agency_of(bidders[1]).organisation
    agencies.declare_tie(actor=bidders[3], organ_name=owner.name, organ_uscc=owner.uscc, nature="控股股东")
    need = make.pass_the_publicity(need)
    struck = recorded_facts("bid.struck", need.number)
    assert {fact["bidder"] for fact in struck} == {bidders[1].uscc, bidders[3].uscc}
    assert {fact["reasons"][0]["because"] for fact in struck} == {"与另一参加机构有申报的关联关系"}
    assert (need.state, need.fail_reason) == ("failed", "有效报名 2 家，不足 3 家")


def test_a_relation_among_five_leaves_three_and_the_decision_is_made_anew(at_ten) -> None:
    bidders = [make.a_bidder() for _ in range(5)]
    need = make.a_decided_need(80_000, 81_000, 82_000, 83_000, 84_000, bidders=bidders)
    owner = make.agency_of(bidders[0]).organisation
    agencies.declare_tie(actor=bidders[3], organ_name=owner.name, organ_uscc=owner.uscc, nature="控股股东")
    need = make.pass_the_publicity(need)
    assert [row["bidder"] for row in need.decision.ranking] == [bidders[n].uscc for n in (1, 2, 4)]
    assert {each["was_valid"] for each in need.decision.case["fallen"]} == {False}
    assert make.pass_the_publicity(need).awards.get().agency.organisation.uscc == bidders[1].uscc


def test_whoever_stands_on_the_avoidance_list_is_refused_at_sign_up(at_ten) -> None:
    agency = make.a_bidder()
    need = needs.an_open_need(avoidance=[{"uscc": agency.uscc, "name": "示例", "reason": "参与了前期咨询"}])
    with pytest.raises(RulesBroken) as refused:
        make.a_sealed_bid(need, agency)
    assert refused.value.names == ("bidding.agency_need_not_stand_aside",)


CONTROL, COMMON = "bidding.bidders_do_not_control_one_another", "bidding.bidders_have_no_controller_in_common"


def one_holds_the_other(one: Actor, other: Actor) -> str:
    controls.a_control(other, one)
    return f"{one.uscc} 控制 {other.uscc}"


def one_manages_the_other(one: Actor, other: Actor) -> str:
    controls.a_control(one, other, kind="management")
    return f"{other.uscc} 控制 {one.uscc}"


def one_holds_the_other_through_a_third(one: Actor, other: Actor) -> str:
    between = make.a_bidder()
    controls.a_control(other, between)
    controls.a_control(between, one)
    return f"{one.uscc} 控制 {other.uscc}（经 {between.uscc}）"


def both_are_held_by_a_parent(one: Actor, other: Actor) -> str:
    controls.a_control(one, PARENT)
    controls.a_control(other, PARENT, kind="management")
    return f"同受 {PARENT} 控制"


each_control = pytest.mark.parametrize(
    ("relate", "rule"),
    [
        (one_holds_the_other, CONTROL),
        (one_manages_the_other, CONTROL),
        (one_holds_the_other_through_a_third, CONTROL),
        (both_are_held_by_a_parent, COMMON),
    ],
    ids=["holds", "manages", "through a third", "common parent"],
)


@each_control
def test_a_declared_control_strikes_both_before_the_decision_with_the_reason(at_ten, relate, rule) -> None:
    need, bidders = needs.an_open_need(), [make.a_bidder() for _ in range(5)]
    for yuan, bidder in zip((80_000, 81_000, 82_000, 83_000, 84_000), bidders, strict=True):
        make.a_sealed_bid(need, bidder, yuan)
    why = relate(bidders[0], bidders[3])
    need = make.pass_the_deadline(need)
    facts = recorded_facts("bid.struck", need.number)
    assert {fact["bidder"] for fact in facts} == {bidders[0].uscc, bidders[3].uscc}
    for fact in facts:
        (reason,) = fact["reasons"]
        assert reason["rule"] == rule
        assert reason["because"].endswith(why)
    assert [row["bidder"] for row in need.decision.ranking] == [bidders[n].uscc for n in (1, 2, 4)]


@each_control
def test_a_control_declared_between_closing_and_award_strikes_both_and_decides_anew(at_ten, relate, rule) -> None:
    bidders = [make.a_bidder() for _ in range(5)]
    need = make.a_decided_need(80_000, 81_000, 82_000, 83_000, 84_000, bidders=bidders)
    relate(bidders[1], bidders[3])  # neither is the first
    need = make.pass_the_publicity(need)
    facts = recorded_facts("bid.struck", need.number)
    assert {(fact["bidder"], fact["reasons"][0]["rule"]) for fact in facts} == {(bidders[n].uscc, rule) for n in (1, 3)}
    assert [row["bidder"] for row in need.decision.ranking] == [bidders[n].uscc for n in (0, 2, 4)]
    assert {each["was_valid"] for each in need.decision.case["fallen"]} == {False}
    assert make.pass_the_publicity(need).awards.get().agency.organisation.uscc == bidders[0].uscc


def test_a_state_organ_above_both_strikes_nobody(at_ten) -> None:
    bidders = [make.a_bidder() for _ in range(3)]
    for bidder in bidders:
        controls.a_control(bidder, ORGAN)
    need = make.a_decided_need(80_000, 81_000, 82_000, bidders=bidders)
    assert recorded_facts("bid.struck", need.number) == []
    assert len(need.decision.ranking) == 3


def test_a_control_that_has_ended_strikes_nobody(at_ten) -> None:
    need, bidders = needs.an_open_need(), [make.a_bidder() for _ in range(3)]
    control = controls.a_control(bidders[0], bidders[1])
    for yuan, bidder in zip((80_000, 81_000, 82_000), bidders, strict=True):
        make.a_sealed_bid(need, bidder, yuan)
    agencies.drop_control(actor=bidders[0], control_id=control.pk)
    assert recorded_facts("bid.struck", make.pass_the_deadline(need).number) == []


def test_the_next_is_struck_for_its_relation_to_one_that_declined_who_is_left_alone(at_ten) -> None:
    bidders = [make.a_bidder() for _ in range(5)]
    need = make.a_decided_need(80_000, 81_000, 82_000, 83_000, 84_000, bidders=bidders)
    need = make.pass_the_publicity(need)
    controls.a_control(bidders[0], bidders[1])
    decline_award(actor=bidders[0], number=need.number, reason="人手不足")
    (fact,) = recorded_facts("bid.struck", need.number)
    assert (fact["bidder"], fact["reasons"][0]["rule"]) == (bidders[1].uscc, CONTROL)
    need.refresh_from_db()
    assert [row["bidder"] for row in need.decision.ranking] == [bidders[n].uscc for n in (0, 2, 3, 4)]
