"""Joint ventures before the law of eligibility: every party is judged, at sign-up, at the closing and at the award; who joins two bids strikes both."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agencies import actions as agencies
from bidding.actions.awards.confirm_award import confirm_award
from bidding.actions.ventures.agree_to_venture import agree_to_venture
from bidding.actions.ventures.propose_venture import propose_venture
from bidding.models import Need
from bidding.reads.bids import _bound, notice_for_bidding
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import RulesBroken
from ledger.reads import recorded_facts
from tests.actions.test_strikes import KIND, REASONS, each_control
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market
from tests.makers.ventures import a_venture, parts_of

CERTIFICATES = ["示例资质证书"]
NOTICE = {"certificate_kinds": CERTIFICATES, "practitioner_kind": KIND, "practitioner_count": 1, "days": 45}
TWICE = "bidding.every_unit_joins_one_bid"


def an_open(**notice: object) -> Need:
    return needs.an_open_need(admits_ventures=True, **notice)


def struck_in(need: Need) -> dict[str, list[tuple[str, str]]]:
    """{bidder: rules and reasons} of the strikes on the record."""
    facts = recorded_facts("bid.struck", need.number)
    return {fact["bidder"]: [(each["rule"], each["because"]) for each in fact["reasons"]] for fact in facts}


def a_need_with_four(bidders: list[Actor], need: Need) -> Need:
    for yuan, bidder in zip((80_000, 81_000, 82_000, 83_000), bidders, strict=True):
        make.a_sealed_bid(need, bidder, yuan)
    return need


def test_a_member_who_also_bids_alone_strikes_both(at_ten) -> None:
    need, lead, member = an_open(), make.a_bidder(), make.a_bidder()
    a_venture(need, lead, member)
    others = [make.a_bidder() for _ in range(3)]
    for yuan, bidder in enumerate([lead, member, *others], start=80_000):
        make.a_sealed_bid(need, bidder, yuan)
    need = make.pass_the_deadline(need)
    assert struck_in(need) == {
        lead.uscc: [(TWICE, f"{member.uscc} 又参加了自己名义的投标")],
        member.uscc: [(TWICE, f"{member.uscc} 又参加了{lead.uscc} 牵头的联合体")],
    }
    assert [row["bidder"] for row in need.decision.ranking] == [each.uscc for each in others]


def test_a_member_of_two_joint_ventures_strikes_both(at_ten) -> None:
    need, one, two, member = an_open(), *(make.a_bidder() for _ in range(3))
    for lead in (one, two):
        a_venture(need, lead, member)
    others = [make.a_bidder() for _ in range(3)]
    for yuan, bidder in enumerate([one, two, *others], start=80_000):
        make.a_sealed_bid(need, bidder, yuan)
    struck = struck_in(make.pass_the_deadline(need))
    assert {who: [rule for rule, _ in said] for who, said in struck.items()} == {one.uscc: [TWICE], two.uscc: [TWICE]}


def test_with_one_of_the_two_left_out_too_few_are_left(at_ten) -> None:
    need, lead, member, other = an_open(), *(make.a_bidder() for _ in range(3))
    a_venture(need, lead, member)
    for yuan, bidder in enumerate([lead, member, other], start=80_000):
        make.a_sealed_bid(need, bidder, yuan)
    need = make.pass_the_deadline(need)
    assert (need.state, need.fail_reason) == ("failed", "有效报名 1 家，不足 3 家")


def test_two_joint_ventures_of_which_one_has_not_bid_strike_nobody(at_ten) -> None:
    need, one, two, member = an_open(), *(make.a_bidder() for _ in range(3))
    for lead in (one, two):
        a_venture(need, lead, member)
    for yuan, bidder in enumerate([one, make.a_bidder(), make.a_bidder()], start=80_000):
        make.a_sealed_bid(need, bidder, yuan)
    assert struck_in(make.pass_the_deadline(need)) == {}


@each_control
def test_a_control_reaches_through_a_member(at_ten, relate, rule) -> None:
    need, (lead, member, related, *others) = an_open(), [make.a_bidder() for _ in range(6)]
    a_venture(need, lead, member)
    for yuan, bidder in enumerate([lead, related, *others], start=80_000):
        make.a_sealed_bid(need, bidder, yuan)
    why = relate(member, related)
    struck = struck_in(make.pass_the_deadline(need))
    assert {who: [each for each, _ in said] for who, said in struck.items()} == {lead.uscc: [rule], related.uscc: [rule]}
    assert struck[lead.uscc][0][1].endswith(why)


@each_control
def test_a_control_through_a_member_declared_before_the_award_strikes_both_and_decides_anew(at_ten, relate, rule) -> None:
    need, (lead, member, related, *others) = an_open(), [make.a_bidder() for _ in range(6)]
    a_venture(need, lead, member)
    for yuan, bidder in enumerate([lead, related, *others], start=80_000):
        make.a_sealed_bid(need, bidder, yuan)
    need = make.pass_the_deadline(need)
    relate(member, related)
    need = make.pass_the_publicity(need)
    assert {who: [each for each, _ in said] for who, said in struck_in(need).items()} == {
        lead.uscc: [rule],
        related.uscc: [rule],
    }
    assert {each["was_valid"] for each in need.decision.case["fallen"]} == {False}
    assert make.pass_the_publicity(need).awards.get().agency.organisation.uscc == others[0].uscc


def test_parties_of_one_joint_venture_may_control_one_another_and_share_a_head(at_ten) -> None:
    need, lead, member = an_open(), *(make.a_bidder(legal_representative="孙同人") for _ in range(2))
    agencies.declare_control(actor=member, controller_name="示例", controller_uscc=lead.uscc, kind="share", share_bp=10_000)
    agencies.declare_tie(actor=member, organ_name="示例", organ_uscc=lead.uscc, nature="母公司")
    a_venture(need, lead, member)
    for yuan, bidder in enumerate([lead, make.a_bidder(), make.a_bidder()], start=80_000):
        make.a_sealed_bid(need, bidder, yuan)
    need = make.pass_the_deadline(need)
    assert struck_in(need) == {}
    assert need.decision.ranking[0]["bidder"] == lead.uscc


def test_a_member_under_the_head_of_another_bidder_strikes_both(at_ten) -> None:
    need, (lead, *others) = an_open(), [make.a_bidder() for _ in range(4)]
    member, twin = (make.a_bidder(legal_representative="孙同人") for _ in range(2))
    a_venture(need, lead, member)
    for yuan, bidder in enumerate([lead, twin, *others], start=80_000):
        make.a_sealed_bid(need, bidder, yuan)
    struck = struck_in(make.pass_the_deadline(need))
    assert set(struck) == {lead.uscc, twin.uscc}
    assert {said for reasons in struck.values() for said in reasons} == {
        ("bidding.bidders_are_under_different_heads", "与另一参加机构的法定代表人为同一人")
    }


# Every party is judged as a lone bidder is


def a_bidder() -> Actor:
    return make.a_bidder(certificate=CERTIFICATES[0], practitioners={KIND: 1})


each_reason = pytest.mark.parametrize(("spoil", "rule"), REASONS, ids=[spoil.__name__ for spoil, _ in REASONS])


def a_department_need() -> Need:
    return an_open(buyer=market.a_department(), **NOTICE)


def all_with_the_member(need: Need, lead: Actor, member: Actor) -> None:
    """A joint venture in which the member takes on what the notice asks for."""
    mine, theirs = parts_of(lead, member)
    parts = [mine, replace(theirs, certificates=tuple(CERTIFICATES), practitioners=1)]
    venture = propose_venture(actor=lead, number=need.number, parts=parts)
    agree_to_venture(actor=member, agreement=venture.agreement)


@each_reason
def test_a_member_who_may_not_serve_bars_the_leads_sign_up(at_ten, spoil, rule) -> None:
    need, lead, member = a_department_need(), a_bidder(), a_bidder()
    all_with_the_member(need, lead, member)
    spoil(member, need)
    with pytest.raises(RulesBroken) as refused:
        make.a_sealed_bid(need, lead)
    assert [(each.rule.name, each.because.split("：")[0]) for each in refused.value.broken] == [(rule, f"成员 {member.uscc}")]
    assert not need.bids.exists()


@each_reason
def test_a_member_who_may_no_longer_serve_at_the_closing_strikes_the_bid(at_ten, spoil, rule) -> None:
    need, lead, member = a_department_need(), a_bidder(), a_bidder()
    all_with_the_member(need, lead, member)
    a_need_with_four([lead, *(a_bidder() for _ in range(3))], need)
    spoil(member, need)
    need = make.pass_the_deadline(need)
    ((who, ((name, because),)),) = struck_in(need).items()
    assert (who, name) == (lead.uscc, rule)
    assert because.startswith(f"成员 {member.uscc}：")


@each_reason
def test_a_member_who_may_no_longer_serve_at_the_award_strikes_the_bid(at_ten, spoil, rule) -> None:
    need, lead, member = a_department_need(), a_bidder(), a_bidder()
    all_with_the_member(need, lead, member)
    a_need_with_four([lead, *(a_bidder() for _ in range(3))], need)
    need = make.pass_the_deadline(need)
    spoil(member, need)
    need = make.pass_the_publicity(need)
    ((who, ((name, _),)),) = struck_in(need).items()
    assert (who, name) == (lead.uscc, rule)
    assert need.decision.case["fallen"][0]["was_valid"] is True


def test_the_lead_needs_no_certificate_for_work_that_a_member_takes_on(at_ten) -> None:
    need, lead, member = a_department_need(), make.a_bidder(), a_bidder()
    all_with_the_member(need, lead, member)
    make.a_sealed_bid(need, lead)
    with pytest.raises(RulesBroken) as refused:
        make.a_sealed_bid(need, make.a_bidder())
    assert "bidding.certificates_last_through_the_service" in refused.value.names


def test_where_two_take_on_the_same_work_both_hold_its_certificate(at_ten) -> None:
    need, lead, member = a_department_need(), make.a_bidder(practitioners={KIND: 1}), a_bidder()
    mine, theirs = parts_of(lead, member, certificates=CERTIFICATES, practitioners=1)
    parts = [mine, replace(theirs, certificates=tuple(CERTIFICATES))]
    venture = propose_venture(actor=lead, number=need.number, parts=parts)
    agree_to_venture(actor=member, agreement=venture.agreement)
    with pytest.raises(RulesBroken) as refused:
        make.a_sealed_bid(need, lead)
    assert refused.value.names == ("bidding.certificates_last_through_the_service",)


def test_a_member_suspended_after_the_award_keeps_the_lead_from_confirming(at_ten) -> None:
    need, lead, member = an_open(), make.a_bidder(), make.a_bidder()
    a_venture(need, lead, member)
    a_need_with_four([lead, *(make.a_bidder() for _ in range(3))], need)
    need = make.pass_the_publicity(make.pass_the_deadline(need))
    row = make.agency_of(member)
    row.suspend(at=clock.now(), until=clock.now() + timedelta(days=90))
    row.save()
    with pytest.raises(RulesBroken) as refused:
        confirm_award(actor=lead, number=need.number)
    assert refused.value.names == ("bidding.agency_is_able_to_serve",)
    assert need.awards.get().state == "offered"


def test_each_party_has_promised_the_practitioners_that_it_brings_and_no_more(at_ten) -> None:
    need = an_open(practitioner_kind=KIND, practitioner_count=3)
    lead, member = (make.a_bidder(practitioners={KIND: 3}) for _ in range(2))
    mine, theirs = parts_of(lead, member, practitioners=2)
    venture = propose_venture(actor=lead, number=need.number, parts=[mine, replace(theirs, practitioners=1)])
    agree_to_venture(actor=member, agreement=venture.agreement)
    a_need_with_four([lead, *(make.a_bidder(practitioners={KIND: 3}) for _ in range(3))], need)
    make.pass_the_publicity(make.pass_the_deadline(need))
    confirm_award(actor=lead, number=need.number)
    other = notice_for_bidding(an_open(practitioner_kind=KIND, practitioner_count=1).number)
    assert [_bound(other, make.agency_of(each)) for each in (lead, member)] == [2, 1]
