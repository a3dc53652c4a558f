"""Who may bid, and what a bid must be when it comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bidding.rules.saying import moment
from kernel.rulebook import Kind, rule

PLAN = date(2018, 7, 19)
PLAN_22 = "河南省 2018 年“一网通办”实施方案第 22 项"
PLAN_23 = "河南省 2018 年“一网通办”实施方案第 23 项"
PARTIES_LAW = "政府采购法实施条例第 9 条、第 18 条"


@dataclass(frozen=True)
class EligibilityFacts:
    """An agency before one need, on one day. `service_until` is the last day of the service as the notice sets it."""

    standing: str
    is_able_to_serve: bool
    service: str
    offers_the_service: bool
    has_published_the_service: bool
    certificates_wanted: tuple[str, ...]
    certificates_in_force: frozenset[str]
    service_until: date
    practitioner_kind: str
    practitioners_wanted: int
    practitioners_held: int
    practitioners_bound: int
    ties: tuple[str, ...]
    avoided_because: str
    is_the_buyer: bool

    @property
    def certificates_missing(self) -> tuple[str, ...]:
        """What the notice asks for and the agency lacks through the service."""
        return tuple(kind for kind in self.certificates_wanted if kind not in self.certificates_in_force)


@dataclass(frozen=True)
class SubmissionFacts(EligibilityFacts):
    """A bid that has come. The database says when; `envelope_fault` says why the envelope can't be taken, if it can't."""

    is_open: bool
    notice_since: datetime
    arrived_at: datetime
    closes_at: datetime
    envelope_fault: str


@dataclass(frozen=True)
class WithdrawalFacts:
    """A bid that is to be taken back."""

    is_open: bool
    arrived_at: datetime
    closes_at: datetime


@rule(
    "招标投标法第 28 条",
    law="B5",
    since=PLAN,
    explain=lambda f: (
        f"截止于 {moment(f.closes_at)}，收到于 {moment(f.arrived_at)}{f.arrived_at:：%S.%f} 秒"
        if f.arrived_at >= f.closes_at
        else "该需求已不接受报名"
    ),
)
def bid_arrives_before_closing(facts: SubmissionFacts) -> bool:
    """A bid that arrives at or after the deadline is refused, by the clock of the database, even by one microsecond."""
    return facts.is_open and facts.arrived_at < facts.closes_at


@rule(
    "本站时间规则：以数据库时间为准",
    law="B5",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: (
        f"平台时钟显示 {moment(f.arrived_at)}{f.arrived_at:：%S.%f} 秒，早于现行公告生效的 "
        f"{moment(f.notice_since)}{f.notice_since:：%S.%f} 秒：时钟回拨，没有受理，请稍后再提交"
    ),
)
def bid_comes_after_its_notice(facts: SubmissionFacts) -> bool:
    """A bid comes after the notice that it answers: a clock that shows an earlier moment has stepped back, and no bid is taken in until it has caught up."""
    return facts.arrived_at >= facts.notice_since


@rule("本站密封规则", law="B5", since=PLAN, kind=Kind.DEFAULT, explain=lambda f: f.envelope_fault)
def envelope_is_sealed_for_this_need(facts: SubmissionFacts) -> bool:
    """An envelope is whole, and sealed by this bidder for this need and this version of its notice."""
    return not facts.envelope_fault


@rule(
    "参照唐山市中介服务机构退出机制；河南省 2018 年“一网通办”实施方案第 24 项",
    law="R4",
    since=PLAN,
    kind=Kind.PRACTICE,
    explain=lambda f: f"当前状态为{f.standing}",
)
def agency_is_able_to_serve(facts: EligibilityFacts) -> bool:
    """An agency that is suspended, removed or not yet admitted neither bids nor wins."""
    return facts.is_able_to_serve


@rule(PLAN_23, law="A1", since=PLAN, explain=lambda f: f"尚未登记提供“{f.service}”")
def agency_offers_the_service(facts: EligibilityFacts) -> bool:
    """An agency bids for services that it has registered to offer."""
    return facts.offers_the_service


@rule(PLAN_23, law="A1", since=PLAN, explain=lambda f: f"“{f.service}”的条件、流程、时限、收费未公示齐全")
def service_is_published_in_full(facts: EligibilityFacts) -> bool:
    """An agency publishes conditions, workflow, time and fee of a service before it bids for it."""
    return facts.has_published_the_service or not facts.offers_the_service


@rule(
    "全省条款表：资格在服务期内有效",
    law="A5",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: f"{'、'.join(f.certificates_missing)}：没有，或有效期不到服务期结束的 {f.service_until}",
)
def certificates_last_through_the_service(facts: EligibilityFacts) -> bool:
    """The certificates that the notice asks for are in force from the bid to the end of the service."""
    return not facts.certificates_missing


@rule(
    "参照各地中介超市公告格式",
    law="N6",
    since=PLAN,
    kind=Kind.PRACTICE,
    explain=lambda f: (
        f"{f.practitioner_kind or '执业人员'} {f.practitioners_held} 人"
        f"{f'，其中 {f.practitioners_bound} 人已在其他项目上' if f.practitioners_bound else ''}，公告要求 {f.practitioners_wanted} 人"
    ),
)
def practitioners_are_enough(facts: EligibilityFacts) -> bool:
    """The agency has as many registered practitioners of the kind as the notice asks for, beside those bound by services that it renders."""
    return facts.practitioners_held - facts.practitioners_bound >= facts.practitioners_wanted


@rule(f"《优化营商环境条例》第 43 条；{PLAN_22}", law="A4", since=PLAN, explain=lambda f: f"已申报：{'；'.join(f.ties)}")
def agency_is_untied_to_the_approving_organ(facts: EligibilityFacts) -> bool:
    """An agency tied to the approving organ does not serve that organ's approvals."""
    return not facts.ties


@rule(PARTIES_LAW, law="B2", since=PLAN, explain=lambda f: f"公告回避名单：{f.avoided_because}")
def agency_need_not_stand_aside(facts: EligibilityFacts) -> bool:
    """An agency that the notice names for avoidance stands aside."""
    return not facts.avoided_because


@rule(PARTIES_LAW, law="B2", since=PLAN, explain=lambda f: "委托方与报名机构是同一单位")
def bidder_is_not_the_buyer(facts: EligibilityFacts) -> bool:
    """Nobody bids for one's own need."""
    return not facts.is_the_buyer


@rule(
    "招标投标法第 29 条",
    law="B5",
    since=PLAN,
    explain=lambda f: f"截止于 {moment(f.closes_at)}" if f.arrived_at >= f.closes_at else "该需求已不再开放",
)
def withdrawal_comes_before_closing(facts: WithdrawalFacts) -> bool:
    """A bid is taken back before the deadline or not at all."""
    return facts.is_open and facts.arrived_at < facts.closes_at


TO_BE_ELIGIBLE = (
    agency_is_able_to_serve,
    agency_offers_the_service,
    service_is_published_in_full,
    certificates_last_through_the_service,
    practitioners_are_enough,
    agency_is_untied_to_the_approving_organ,
    agency_need_not_stand_aside,
    bidder_is_not_the_buyer,
)
TO_ENTER = (bid_arrives_before_closing, *TO_BE_ELIGIBLE)
TO_SUBMIT_A_BID = (bid_comes_after_its_notice, envelope_is_sealed_for_this_need, *TO_ENTER)
TO_WITHDRAW_A_BID = (withdrawal_comes_before_closing,)
