"""Joint ventures: admitted by the notice, proposed, agreed to, declined, left, and the bid that stands for all of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bidding.actions.bids.withdraw_bid import withdraw_bid
from bidding.actions.drafting.save_need_conditions import save_need_conditions
from bidding.actions.drafting.save_need_deadline import save_need_deadline
from bidding.actions.notices.amend_notice import amend_notice
from bidding.actions.notices.start_amendment import start_amendment
from bidding.actions.ventures.agree_to_venture import agree_to_venture
from bidding.actions.ventures.decline_venture import decline_venture
from bidding.actions.ventures.leave_venture import leave_venture
from bidding.actions.ventures.propose_venture import propose_venture
from bidding.models import Need, Venture
from bidding.reads import ventures as joint
from bidding.rules.venturing import Part
from kernel import clock
from kernel.access import NotForYou, NotFound
from kernel.life import TransitionNotAllowed
from kernel.rulebook import RulesBroken
from ledger.reads import recorded_facts
from tests.makers import bidding as needs
from tests.makers import bids as make
from tests.makers import market
from tests.makers.ventures import a_proposal, a_venture, parts_of


def an_open(**notice: object) -> Need:
    return needs.an_open_need(admits_ventures=True, **notice)


def again(venture: Venture) -> Venture:
    return joint.venture_by_agreement(venture.agreement)


def test_the_notice_says_on_the_record_whether_it_admits_joint_ventures(at_ten) -> None:
    plain, open_to_all = needs.an_open_need(), an_open()
    said = {n.number: recorded_facts("need.published", n.number)[0]["ventures"] for n in (plain, open_to_all)}
    assert said == {plain.number: False, open_to_all.number: True}


def test_an_agreement_stands_on_the_record_with_its_last_consent_and_not_before(at_ten) -> None:
    need, (lead, one, two) = an_open(), [make.a_bidder() for _ in range(3)]
    venture = a_proposal(need, lead, one, two)
    agree_to_venture(actor=one, agreement=venture.agreement)
    assert again(venture).state == "proposed"
    assert recorded_facts("venture.agreed", need.number) == []
    agree_to_venture(actor=two, agreement=venture.agreement)
    assert again(venture).state == "agreed"
    (fact,) = recorded_facts("venture.agreed", need.number)
    assert (fact["venture"], fact["lead"], fact["version"]) == (venture.agreement, lead.uscc, 1)
    assert fact["parties"] == [
        {"org": lead.uscc, "work": "牵头，编制报告", "share_bp": 3_334, "certificates": [], "practitioners": 0},
        {"org": one.uscc, "work": "第 1 项专题", "share_bp": 3_333, "certificates": [], "practitioners": 0},
        {"org": two.uscc, "work": "第 2 项专题", "share_bp": 3_333, "certificates": [], "practitioners": 0},
    ]
    assert joint.agreement_hash({name: fact[name] for name in ("need", "version", "lead", "proposed", "parties")}) == (
        venture.agreement
    )


def test_a_second_consent_of_the_same_member_changes_nothing(at_ten) -> None:
    need, lead, member = an_open(), make.a_bidder(), make.a_bidder()
    venture = a_venture(need, lead, member)
    agree_to_venture(actor=member, agreement=venture.agreement)
    agree_to_venture(actor=lead, agreement=venture.agreement)
    assert len(recorded_facts("venture.agreed", need.number)) == 1


def test_the_leads_bid_names_the_joint_venture_and_a_lone_bid_names_none(at_ten) -> None:
    need, lead, member, alone = an_open(), make.a_bidder(), make.a_bidder(), make.a_bidder()
    venture = a_venture(need, lead, member)
    make.a_sealed_bid(need, lead)
    make.a_sealed_bid(need, alone)
    said = {fact["bidder"]: fact.get("venture") for fact in recorded_facts("bid.sealed", need.number)}
    assert said == {lead.uscc: venture.agreement, alone.uscc: None}


def test_where_the_notice_admits_none_none_is_proposed(at_ten) -> None:
    need = needs.an_open_need()
    with pytest.raises(RulesBroken) as refused:
        a_proposal(need, make.a_bidder(), make.a_bidder())
    assert refused.value.names == ("bidding.notice_admits_joint_ventures",)
    assert not Venture.objects.exists()


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lambda parts: parts[:1], "bidding.joint_venture_has_two_parties_or_more"),
        (lambda parts: [parts[0], replace(parts[1], org=parts[0].org)], "bidding.joint_venture_has_two_parties_or_more"),
        (lambda parts: [parts[0], replace(parts[1], org="91410300MA9PRNT0XX")], "bidding.parties_are_agencies_here"),
        (lambda parts: [parts[0], replace(parts[1], work=" ")], "bidding.agreement_names_the_work_of_each"),
        (lambda parts: [parts[0], replace(parts[1], share_bp=4_999)], "bidding.shares_make_a_whole"),
        (lambda parts: [replace(parts[0], certificates=()), parts[1]], "bidding.every_certificate_goes_with_a_part"),
        (lambda parts: [parts[0], replace(parts[1], certificates=("别的",))], "bidding.every_certificate_goes_with_a_part"),
        (lambda parts: [replace(parts[0], practitioners=1), parts[1]], "bidding.parts_bring_practitioners_enough"),
    ],
)
def test_an_agreement_that_lacks_something_is_refused_whole(at_ten, spoil, rule) -> None:
    need = an_open(certificate_kinds=["甲级"], practitioner_count=2)
    lead, member = make.a_bidder(), make.a_bidder()
    parts = spoil(parts_of(lead, member, certificates=["甲级"], practitioners=2))
    with pytest.raises(RulesBroken) as refused:
        propose_venture(actor=lead, number=need.number, parts=parts)
    assert rule in refused.value.names
    assert not Venture.objects.exists()


def test_a_unit_leads_one_until_that_has_ended(at_ten) -> None:
    need, lead, one, two = an_open(), *(make.a_bidder() for _ in range(3))
    venture = a_proposal(need, lead, one)
    with pytest.raises(RulesBroken) as refused:
        a_proposal(need, lead, two)
    assert refused.value.names == ("bidding.lead_leads_one_joint_venture",)
    decline_venture(actor=one, agreement=venture.agreement)
    a_venture(need, lead, two)
    assert [each.state for each in Venture.objects.order_by("pk")] == ["declined", "agreed"]
    assert recorded_facts("venture.ended", need.number) == []


def test_the_agreement_comes_before_the_leads_bid(at_ten) -> None:
    need, lead, member = an_open(), make.a_bidder(), make.a_bidder()
    proposed = a_proposal(need, lead, member)
    bid = make.a_sealed_bid(need, lead)
    with pytest.raises(RulesBroken) as refused:
        agree_to_venture(actor=member, agreement=proposed.agreement)
    assert refused.value.names == ("bidding.agreement_and_bid_come_in_order",)
    assert again(proposed).state == "proposed"
    withdraw_bid(actor=lead, envelope_hash=bid.envelope_hash)
    assert agree_to_venture(actor=member, agreement=proposed.agreement).state == "agreed"


@pytest.mark.parametrize("who", ["lead", "member"])
def test_a_party_leaves_before_the_bid_or_after_the_lead_has_taken_it_back(at_ten, who) -> None:
    need, lead, member = an_open(), make.a_bidder(), make.a_bidder()
    leaving = lead if who == "lead" else member
    venture = a_venture(need, lead, member)
    bid = make.a_sealed_bid(need, lead)
    with pytest.raises(RulesBroken) as refused:
        leave_venture(actor=leaving, agreement=venture.agreement)
    assert refused.value.names == ("bidding.agreement_and_bid_come_in_order",)
    assert again(venture).state == "agreed"
    withdraw_bid(actor=lead, envelope_hash=bid.envelope_hash)
    leave_venture(actor=leaving, agreement=venture.agreement)
    (fact,) = recorded_facts("venture.ended", need.number)
    assert (fact["venture"], fact["lead"], fact["org"]) == (venture.agreement, lead.uscc, leaving.uscc)
    make.a_sealed_bid(need, lead, seq=2)
    assert [fact.get("venture") for fact in recorded_facts("bid.sealed", need.number)] == [venture.agreement, None]


def test_nothing_about_it_changes_at_the_deadline_or_later(at_ten) -> None:
    need, lead, member, other = an_open(), *(make.a_bidder() for _ in range(3))
    waiting, standing = a_proposal(need, lead, member), a_venture(need, other, member)
    make.reach_the_deadline(need)
    for verb, venture, who in ((agree_to_venture, waiting, member), (leave_venture, standing, other)):
        with pytest.raises(RulesBroken) as refused:
            verb(actor=who, agreement=venture.agreement)
        assert refused.value.names == ("bidding.joint_venture_changes_before_closing",)
    with pytest.raises(RulesBroken) as refused:
        a_proposal(need, member, lead)
    assert refused.value.names == ("bidding.joint_venture_changes_before_closing",)
    assert [again(each).state for each in (waiting, standing)] == ["proposed", "agreed"]


def test_at_the_closing_what_waits_for_a_consent_lapses(at_ten) -> None:
    need, lead, member, other = an_open(), *(make.a_bidder() for _ in range(3))
    waiting, standing = a_proposal(need, lead, member), a_venture(need, other, member)
    make.pass_the_deadline(need)
    assert [again(each).state for each in (waiting, standing)] == ["lapsed", "agreed"]
    with pytest.raises(TransitionNotAllowed):
        decline_venture(actor=member, agreement=waiting.agreement)


def test_a_material_change_of_the_notice_lets_every_agreement_lapse(at_ten) -> None:
    buyer = market.a_firm()
    need, lead, member = needs.an_open_need(buyer, admits_ventures=True), make.a_bidder(), make.a_bidder()
    venture = a_venture(need, lead, member)
    make.a_sealed_bid(need, lead)
    clock.forward(timedelta(hours=1))
    start_amendment(actor=buyer, number=need.number)
    save_need_conditions(actor=buyer, number=need.number, certificate_kinds=[], requirements="有同类成果", admits_ventures=True)
    save_need_deadline(actor=buyer, number=need.number, closes_at=needs.in_working_days(7))
    amend_notice(actor=buyer, number=need.number, what_changed="补充条件", knows_it_is_narrow=True)
    assert again(venture).state == "lapsed"
    make.a_sealed_bid(need, lead, seq=2)
    assert [fact.get("venture") for fact in recorded_facts("bid.sealed", need.number)] == [venture.agreement, None]
    assert recorded_facts("venture.ended", need.number) == []


def test_admitting_joint_ventures_is_a_material_change(at_ten) -> None:
    buyer = market.a_firm()
    need = needs.an_open_need(buyer)
    start_amendment(actor=buyer, number=need.number)
    save_need_conditions(actor=buyer, number=need.number, certificate_kinds=[], admits_ventures=True)
    save_need_deadline(actor=buyer, number=need.number, closes_at=needs.in_working_days(7))
    amend_notice(actor=buyer, number=need.number, what_changed="接受联合体", knows_it_is_narrow=True)
    (fact,) = recorded_facts("need.amended", need.number)
    assert (fact["ventures"], fact["material"]) == (True, True)
    assert "admits_ventures" in fact["changed"]


def test_only_its_parties_know_of_a_proposal_and_only_who_bids_for_them_answers(at_ten) -> None:
    need, lead, member, stranger = an_open(), *(make.a_bidder() for _ in range(3))
    venture = a_proposal(need, lead, member)
    for verb in (agree_to_venture, decline_venture, leave_venture):
        with pytest.raises(NotFound):
            verb(actor=stranger, agreement=venture.agreement)
        with pytest.raises(NotForYou):
            verb(actor=replace(member, roles=frozenset({"sign"})), agreement=venture.agreement)
    with pytest.raises(NotForYou):
        propose_venture(actor=market.a_firm(), number=need.number, parts=[Part("", "全部", 10_000)])
    assert again(venture).state == "proposed"
