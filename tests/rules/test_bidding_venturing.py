"""Joint ventures: each rule kept and broken."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bidding.rules.venturing import (
    TO_AGREE_TO_A_VENTURE,
    TO_LEAVE_A_VENTURE,
    TO_PROPOSE_A_VENTURE,
    Part,
    ProposalFacts,
    agreement_and_bid_come_in_order,
    agreement_names_the_work_of_each,
    every_certificate_goes_with_a_part,
    joint_venture_changes_before_closing,
    joint_venture_has_two_parties_or_more,
    lead_leads_one_joint_venture,
    notice_admits_joint_ventures,
    parties_are_agencies_here,
    parts_bring_practitioners_enough,
    shares_make_a_whole,
)
from kernel.rulebook import Kind, broken
from tests.conftest import WEDNESDAY
from tests.rules.test_bidding_award import DAY

LEAD, MEMBER = Part("甲", "编制报告", 6_000, ("甲级",), 2), Part("乙", "监测", 4_000, ("甲级", "检测"), 1)
GOOD = ProposalFacts(
    is_admitted=True,
    is_open=True,
    now=WEDNESDAY,
    closes_at=WEDNESDAY + timedelta(days=1),
    lead_has_a_bid=False,
    parts=(LEAD, MEMBER),
    unlisted=(),
    leads_already=False,
    certificates_wanted=("甲级", "检测"),
    practitioners_wanted=3,
)


@pytest.mark.parametrize(
    "facts",
    [
        GOOD,
        replace(GOOD, now=GOOD.closes_at - timedelta(microseconds=1)),
        replace(GOOD, parts=(replace(LEAD, share_bp=1), replace(MEMBER, share_bp=9_999))),
        replace(GOOD, certificates_wanted=(), parts=(replace(LEAD, certificates=()), replace(MEMBER, certificates=()))),
        replace(GOOD, practitioners_wanted=0),
    ],
)
def test_an_agreement_may_be_proposed(facts) -> None:
    assert broken(TO_PROPOSE_A_VENTURE, facts, on=DAY) == ()


@pytest.mark.parametrize(
    ("rule", "facts", "because"),
    [
        (notice_admits_joint_ventures, replace(GOOD, is_admitted=False), "公告没有写明接受联合体"),
        (joint_venture_changes_before_closing, replace(GOOD, now=GOOD.closes_at), "截止于"),
        (joint_venture_changes_before_closing, replace(GOOD, is_open=False), "该需求已不接受报名"),
        (agreement_and_bid_come_in_order, replace(GOOD, lead_has_a_bid=True), "请先由牵头方撤回"),
        (
            joint_venture_has_two_parties_or_more,
            replace(GOOD, parts=(LEAD, replace(MEMBER, org="甲"))),
            "写明牵头方以外的一家或多家成员",
        ),
        (parties_are_agencies_here, replace(GOOD, unlisted=("乙",)), "乙：不是已入驻的机构"),
        (agreement_names_the_work_of_each, replace(GOOD, parts=(LEAD, replace(MEMBER, work=""))), "乙：没有写明承担的工作"),
        (shares_make_a_whole, replace(GOOD, parts=(LEAD, replace(MEMBER, share_bp=4_001))), "合计 100.01%"),
        (shares_make_a_whole, replace(GOOD, parts=(replace(LEAD, share_bp=10_000), replace(MEMBER, share_bp=0))), "合计 100.00%"),
        (every_certificate_goes_with_a_part, replace(GOOD, parts=(LEAD, replace(MEMBER, certificates=()))), "检测：没有成员承担"),
        (
            every_certificate_goes_with_a_part,
            replace(GOOD, certificates_wanted=("甲级",)),
            "公告没有要求的证书：没有成员承担，或者公告没有要求",
        ),
        (parts_bring_practitioners_enough, replace(GOOD, practitioners_wanted=4), "合计 3 人，公告要求 4 人"),
        (lead_leads_one_joint_venture, replace(GOOD, leads_already=True), ""),
    ],
)
def test_an_agreement_is_refused_by_one_rule(rule, facts, because) -> None:
    (found,) = broken(TO_PROPOSE_A_VENTURE, facts, on=DAY)
    assert found.rule is rule
    assert because in found.because


def test_one_unit_alone_is_no_joint_venture() -> None:
    whole = replace(LEAD, share_bp=10_000, certificates=("甲级", "检测"), practitioners=3)
    (found,) = broken(TO_PROPOSE_A_VENTURE, replace(GOOD, parts=(whole,)), on=DAY)
    assert found.rule is joint_venture_has_two_parties_or_more


@pytest.mark.parametrize("law", [TO_AGREE_TO_A_VENTURE, TO_LEAVE_A_VENTURE], ids=["to agree", "to leave"])
def test_whoever_agrees_or_leaves_does_so_before_the_deadline_and_before_the_bid(law) -> None:
    assert broken(law, GOOD, on=DAY) == ()
    assert [b.rule for b in broken(law, replace(GOOD, now=GOOD.closes_at, lead_has_a_bid=True), on=DAY)] == [
        joint_venture_changes_before_closing,
        agreement_and_bid_come_in_order,
    ]


def test_what_no_statute_says_is_marked_as_our_default() -> None:
    for each in (shares_make_a_whole, parts_bring_practitioners_enough):
        assert "条文待核定" in each.source
        assert each.kind is Kind.DEFAULT
    assert "《招标投标法实施条例》第三十七条" in notice_admits_joint_ventures.source
