"""Joint ventures: who forms one for a need, what its agreement says, until when it may change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bidding.rules.saying import moment
from bidding.rules.submission import PLAN
from kernel.rulebook import Kind, rule

BIDDING_LAW = "《招标投标法》第三十一条"
ADMITTED = "《招标投标法实施条例》第三十七条"
WHOLE_BP = 10_000


@dataclass(frozen=True)
class Part:
    """What one party of a joint venture takes on. `share_bp`: its share of the price in ten-thousandths."""

    org: str
    work: str
    share_bp: int
    certificates: tuple[str, ...] = ()
    practitioners: int = 0


@dataclass(frozen=True)
class FormingFacts:
    """A joint venture for one need that is open or not any more. `lead_has_a_bid`: a bid of its lead stands sealed."""

    is_admitted: bool
    is_open: bool
    now: datetime
    closes_at: datetime
    lead_has_a_bid: bool


@dataclass(frozen=True)
class ProposalFacts(FormingFacts):
    """A proposed agreement, its lead's part first. `unlisted`: the codes among its parties that are no agency here."""

    parts: tuple[Part, ...]
    unlisted: tuple[str, ...]
    leads_already: bool
    certificates_wanted: tuple[str, ...]
    practitioners_wanted: int

    @property
    def certificates_open(self) -> tuple[str, ...]:
        """What the notice asks for and no part takes on."""
        taken = {kind for part in self.parts for kind in part.certificates}
        return tuple(kind for kind in self.certificates_wanted if kind not in taken)

    @property
    def practitioners_named(self) -> int:
        """How many practitioners the parts bring together."""
        return sum(part.practitioners for part in self.parts)


@rule(ADMITTED, law="B8", since=PLAN, explain=lambda f: "公告没有写明接受联合体")
def notice_admits_joint_ventures(facts: FormingFacts) -> bool:
    """Joint ventures join a need whose notice says that it admits them, and no other."""
    return facts.is_admitted


@rule(
    f"{ADMITTED}；本站没有资格预审，以报名截止为准",
    law="B8",
    since=PLAN,
    explain=lambda f: f"截止于 {moment(f.closes_at)}" if f.is_open else "该需求已不接受报名",
)
def joint_venture_changes_before_closing(facts: FormingFacts) -> bool:
    """A joint venture is formed, joined and left while its need is open and before the deadline; afterwards its parties stay as they are."""
    return facts.is_open and facts.now < facts.closes_at


@rule(
    f"{ADMITTED}（增减、更换成员的，投标无效）；本站默认：以撤回投标代替",
    law="B8",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: "牵头方的密封投标还在，请先由牵头方撤回",
)
def agreement_and_bid_come_in_order(facts: FormingFacts) -> bool:
    """While a bid of its lead stands, a joint venture is neither formed nor left: the agreement comes first, and the lead takes its bid back before anybody leaves."""
    return not facts.lead_has_a_bid


@rule(BIDDING_LAW, law="B8", since=PLAN, explain=lambda f: "写明牵头方以外的一家或多家成员，各写一次")
def joint_venture_has_two_parties_or_more(facts: ProposalFacts) -> bool:
    """Two units or more form a joint venture, each named once."""
    return len(facts.parts) >= 2 and len({part.org for part in facts.parts}) == len(facts.parts)


@rule(
    f"{BIDDING_LAW}（各方均应当具备相应能力）；河南省 2018 年“一网通办”实施方案第 23 项",
    law="B8",
    since=PLAN,
    explain=lambda f: f"{'、'.join(f.unlisted)}：不是已入驻的机构",
)
def parties_are_agencies_here(facts: ProposalFacts) -> bool:
    """Every party of a joint venture is an agency that has joined here."""
    return not facts.unlisted


def per_cent(share_bp: int) -> str:
    """A share in words, for example 33.34%."""
    whole, rest = divmod(share_bp, 100)
    return f"{whole}.{rest:02d}%"


def _without_work(facts: ProposalFacts) -> str:
    return "、".join(part.org for part in facts.parts if not part.work.strip()) + "：没有写明承担的工作"


@rule(f"{BIDDING_LAW}（共同投标协议）", law="B8", since=PLAN, explain=_without_work)
def agreement_names_the_work_of_each(facts: ProposalFacts) -> bool:
    """The joint agreement names the work that each party takes on."""
    return all(part.work.strip() for part in facts.parts)


@rule(
    "本站默认（条文待核定）：份额合计百分之百",
    law="B8",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: f"合计 {per_cent(sum(part.share_bp for part in f.parts))}",
)
def shares_make_a_whole(facts: ProposalFacts) -> bool:
    """Each party has a share of the price, and the shares make a hundred per cent."""
    return all(part.share_bp > 0 for part in facts.parts) and sum(part.share_bp for part in facts.parts) == WHOLE_BP


@rule(
    f"{BIDDING_LAW}（各方均应当具备规定的相应资格条件）",
    law="B8",
    since=PLAN,
    explain=lambda f: f"{'、'.join(f.certificates_open) or '公告没有要求的证书'}：没有成员承担，或者公告没有要求",
)
def every_certificate_goes_with_a_part(facts: ProposalFacts) -> bool:
    """Each certificate that the notice asks for goes with the part of one party or more, and each of these holds it; nothing else goes with a part."""
    return not facts.certificates_open and all(set(part.certificates) <= set(facts.certificates_wanted) for part in facts.parts)


@rule(
    "本站默认（条文待核定）：各方为自己的工作投入的人员合计达到公告要求",
    law="B8",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: f"合计 {f.practitioners_named} 人，公告要求 {f.practitioners_wanted} 人",
)
def parts_bring_practitioners_enough(facts: ProposalFacts) -> bool:
    """The practitioners that the parties bring make at least the number that the notice asks for."""
    return facts.practitioners_named >= facts.practitioners_wanted


@rule("本站默认：一家机构在一项需求里只牵头一个联合体", law="B8", since=PLAN, kind=Kind.DEFAULT)
def lead_leads_one_joint_venture(facts: ProposalFacts) -> bool:
    """A unit leads one joint venture in a need, until that one has ended."""
    return not facts.leads_already


TO_FORM_A_VENTURE = (notice_admits_joint_ventures, joint_venture_changes_before_closing, agreement_and_bid_come_in_order)
TO_PROPOSE_A_VENTURE = (
    *TO_FORM_A_VENTURE,
    joint_venture_has_two_parties_or_more,
    parties_are_agencies_here,
    agreement_names_the_work_of_each,
    shares_make_a_whole,
    every_certificate_goes_with_a_part,
    parts_bring_practitioners_enough,
    lead_leads_one_joint_venture,
)
TO_AGREE_TO_A_VENTURE = TO_FORM_A_VENTURE
TO_LEAVE_A_VENTURE = (joint_venture_changes_before_closing, agreement_and_bid_come_in_order)
