"""Drawing up and signing: the text follows notice and bid, everybody who signs confirms the same text, in time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kernel.rulebook import Kind, rule

SIGNED_WITHIN = timedelta(days=30)
DEPARTMENT_PAYS_WITHIN = 30
ANYONE_PAYS_WITHIN = 60
PROCUREMENT_LAW = date(2014, 8, 31)
PAYMENT_LAW = date(2025, 6, 1)
PLAN = date(2018, 7, 19)


@dataclass(frozen=True)
class DrawnFacts:
    """A contract's text beside what it is drawn from. `service` and `noticed_service` are the same pieces of both."""

    price_fen: int
    awarded_fen: int
    service: tuple[str, ...]
    noticed_service: tuple[str, ...]
    days: int | None
    noticed_days: int | None
    payment_days: int
    buyer_is_department: bool
    budget_line: str


@dataclass(frozen=True)
class SigningFacts(DrawnFacts):
    """The same, at the moment when somebody confirms."""

    at: datetime = field(kw_only=True)
    awarded_at: datetime = field(kw_only=True)
    sign_by: datetime = field(kw_only=True)
    is_unsigned: bool = field(kw_only=True)
    already_confirmed: bool = field(kw_only=True)
    shown_hash: str = field(kw_only=True)
    terms_hash: str = field(kw_only=True)
    ties: tuple[str, ...] = field(kw_only=True, default=())


@dataclass(frozen=True)
class ForceFacts:
    """A contract to which somebody has just consented. `waits_for`: the names of those who have not."""

    waits_for: tuple[str, ...]


@rule(
    "政府采购法§46，招标投标法§46",
    law="C1",
    since=PROCUREMENT_LAW,
    explain=lambda f: f"合同价 {f.price_fen} 分，中选价 {f.awarded_fen} 分",
)
def contract_price_is_the_awarded_price(drawn: DrawnFacts) -> bool:
    """The price of a contract is the price of the award."""
    return drawn.price_fen == drawn.awarded_fen


@rule("政府采购法§46，招标投标法§46", law="C1", since=PROCUREMENT_LAW, explain=lambda f: "服务内容或时限与公告不同")
def contract_follows_the_notice(drawn: DrawnFacts) -> bool:
    """The service and the time of a contract are those of the notice; no other agreement departs from notice and bid."""
    return drawn.service == drawn.noticed_service and drawn.days == drawn.noticed_days


@rule(
    "保障中小企业款项支付条例(2025)§9",
    law="P1",
    since=PAYMENT_LAW,
    explain=lambda f: f"付款期 {f.payment_days} 日",
)
def payment_period_is_within_the_law(drawn: DrawnFacts) -> bool:
    """A department pays within 30 days of delivery and every other buyer within 60."""
    return 0 < drawn.payment_days <= (DEPARTMENT_PAYS_WITHIN if drawn.buyer_is_department else ANYONE_PAYS_WITHIN)


@rule("方案§13、§23", law="P3", since=PLAN, explain=lambda f: "公告未写明预算项目编码")
def department_contract_names_its_budget_line(drawn: DrawnFacts) -> bool:
    """A department's contract names the line of its budget that pays for it."""
    return not drawn.buyer_is_department or bool(drawn.budget_line)


@rule(
    "政府采购法§46，招标投标法§46",
    law="C1",
    since=PROCUREMENT_LAW,
    explain=lambda f: f"中选于 {f.awarded_at:%Y-%m-%d}，已过 30 日",
)
def contract_is_signed_within_thirty_days(signing: SigningFacts) -> bool:
    """A contract is signed within thirty days of the award."""
    return signing.at < signing.awarded_at + SIGNED_WITHIN


@rule(
    "全省条款表：签约期",
    law="C1",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda f: f"签约期限 {f.sign_by:%Y-%m-%d %H:%M} UTC 已过",
)
def contract_is_signed_in_time(signing: SigningFacts) -> bool:
    """A contract is signed before the region's period for signing has run out."""
    return signing.at < signing.sign_by


@rule("电子签名法§13", law="D2", since=date(2005, 4, 1), explain=lambda f: "页面上的条款已不是现行文本，请重新打开后确认")
def both_sides_confirm_the_same_text(signing: SigningFacts) -> bool:
    """Each side confirms the text that the contract holds, known by its hash."""
    return signing.shown_hash == signing.terms_hash


@rule(
    "民法典§490",
    law="C1",
    since=date(2021, 1, 1),
    explain=lambda f: "合同已不在待签订状态" if not f.is_unsigned else "本单位已经确认过",
)
def terms_are_confirmed_once(signing: SigningFacts) -> bool:
    """Each side, and of a joint venture each party, confirms a contract once, while it waits to be signed."""
    return signing.is_unsigned and not signing.already_confirmed


@rule("方案§22，优化营商环境条例§43", law="A4", since=PLAN, explain=lambda f: "，".join(f.ties))
def tied_agency_does_not_sign(signing: SigningFacts) -> bool:
    """An agency tied to the approving organ does not sign a contract for that organ's approval."""
    return not signing.ties


@rule(
    "招标投标法§31（共同与招标人签订合同，承担连带责任），政府采购法§24；民法典§490",
    law="B8",
    since=PROCUREMENT_LAW,
    explain=lambda f: f"还没有确认：{'、'.join(f.waits_for)}",
)
def everybody_who_signs_has_confirmed(force: ForceFacts) -> bool:
    """A contract comes into force when the buyer and the agency have confirmed its terms; of a joint venture the lead and every member sign with the buyer, and are liable together."""
    return not force.waits_for


TO_DRAW_UP_A_CONTRACT = (
    contract_price_is_the_awarded_price,
    contract_follows_the_notice,
    payment_period_is_within_the_law,
)
TO_CONFIRM_TERMS = (
    terms_are_confirmed_once,
    both_sides_confirm_the_same_text,
    contract_is_signed_in_time,
    contract_is_signed_within_thirty_days,
    department_contract_names_its_budget_line,
    tied_agency_does_not_sign,
    *TO_DRAW_UP_A_CONTRACT,
)
TO_COME_INTO_FORCE = (everybody_who_signs_has_confirmed,)
