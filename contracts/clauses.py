"""The text of a contract, made from facts alone: notice, bid, award, region's terms. The paper and its data are one thing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kernel.money import in_capitals, in_yuan
from ledger.canonical import Plain, canonical

VERSION = "contract/1"
INTEREST_BP_A_DAY = 5  # 0.05% a day (保障中小企业款项支付条例(2025)§17)


@dataclass(frozen=True)
class TermsFacts:
    """Everything that a contract's text is made of."""

    number: str
    need: str
    title: str
    notice_version: int
    bid: str
    buyer: tuple[str, str]  # name, unified social credit code
    agency: tuple[str, str]
    buyer_is_department: bool
    item: str
    service: str
    approval: str
    scale: str
    content: str
    requirements: str
    days: int | None
    amount_fen: int
    rate_bp: int | None
    silence_days: int | None
    payment_days: int
    budget_line: str
    avoidance: tuple[tuple[str, str], ...]  # name, reason
    members: tuple[
        tuple[str, str, str, int], ...
    ] = ()  # of a joint venture, the lead first: name, code, work, share in basis points
    agreement: str = ""


def draft(facts: TermsFacts) -> dict[str, Plain]:
    """The terms: the numbers that bind, and the clauses in words."""
    return {
        "v": VERSION,
        "number": facts.number,
        "need": facts.need,
        "notice_version": facts.notice_version,
        "bid": facts.bid,
        "title": facts.title,
        "buyer": {"name": facts.buyer[0], "uscc": facts.buyer[1], "department": facts.buyer_is_department},
        "agency": {"name": facts.agency[0], "uscc": facts.agency[1]},
        "service": {
            "item": facts.item,
            "name": facts.service,
            "approval": facts.approval,
            "scale": facts.scale,
            "content": facts.content,
            "requirements": facts.requirements,
        },
        "days": facts.days,
        "amount_fen": facts.amount_fen,
        "amount": in_yuan(facts.amount_fen),
        "amount_capitals": in_capitals(facts.amount_fen),
        "rate_bp": facts.rate_bp,
        "silence_days": facts.silence_days,
        "payment_days": facts.payment_days,
        "interest_bp_a_day": INTEREST_BP_A_DAY,
        "budget_line": facts.budget_line,
        "avoidance": [{"name": name, "reason": reason} for name, reason in facts.avoidance],
        **({"joint_venture": _joint_venture(facts)} if facts.members else {}),
        "clauses": [{"title": title, "text": list(text)} for title, text in _clauses(facts)],
    }


def _joint_venture(f: TermsFacts) -> dict[str, Plain]:
    parties: list[Plain] = [{"name": name, "uscc": uscc, "work": work, "share_bp": bp} for name, uscc, work, bp in f.members]
    return {"agreement": f.agreement, "parties": parties}


def service_of(terms: dict[str, Plain]) -> tuple[str, ...]:
    """The pieces of the text that must be the notice's own words."""
    service = terms["service"]
    assert isinstance(service, dict)
    return tuple(str(service[name]) for name in ("name", "scale", "content", "requirements"))


def hash_of(terms: dict[str, Plain]) -> str:
    """The hash that everybody who signs confirms: SHA-256 of the canonical terms, in hex."""
    return hashlib.sha256(canonical(terms)).hexdigest()


def _clauses(f: TermsFacts) -> list[tuple[str, list[str]]]:
    return [
        ("服务内容", _what(f)),
        *([("联合体", _together(f))] if f.members else []),
        ("合同价款", _price(f)),
        ("服务期限", [_time(f)]),
        ("交付与验收", _acceptance(f)),
        ("付款", _payment(f)),
        (
            "转让与分包",
            ["乙方应当自行完成服务。未经甲方书面同意，乙方不得转让或者分包；经同意分包的，乙方就全部成果向甲方负责。"],
        ),
        ("变更", ["交付期限顺延、分包须经双方在平台上书面同意后生效。价款与服务内容不作背离公告和投标的变更。"]),
        ("回避", _avoidance(f)),
        (
            "违约责任",
            [
                "乙方逾期交付的，按逾期天数承担违约责任，逾期天数记入平台信用记录。",
                "甲方逾期付款的，自逾期之日起按日利率万分之五支付利息。",
            ],
        ),
        (
            "争议解决",
            ["双方先行协商；协商不成的，可向有管辖权的人民法院起诉。争议期间，无争议部分继续履行。"],
        ),
        (
            "文本与生效",
            [
                f"本合同依采购公告 {f.need}（第 {f.notice_version} 版）和中选投标（信封摘要 {f.bid[:16]}）生成，双方不得再行订立背离其实质内容的协议。",
                f"{'甲方和联合体各方都' if f.members else '双方'}在平台确认同一条款摘要后成立并生效。平台对各方不收取任何费用。",
            ],
        ),
    ]


def _what(f: TermsFacts) -> list[str]:
    lines = [f"乙方为甲方提供“{f.service}”" + (f"（清单事项 {f.item}）。" if f.item else "。")]
    lines += [f"对应审批事项：{f.approval}。"] if f.approval else []
    lines += [f"规模：{f.scale}"] if f.scale else []
    lines += [f"内容：{f.content}"] if f.content else []
    lines += [f"其他条件：{f.requirements}"] if f.requirements else []
    return lines


def _together(f: TermsFacts) -> list[str]:
    """招标投标法 §31: the parties of a joint venture sign together and are liable together; the lead acts for them afterwards."""
    parts = [f"{name}（{uscc}）：{work}，份额 {bp // 100}.{bp % 100:02d}%。" for name, uscc, work, bp in f.members]
    lead = f.members[0][0]
    return [
        f"乙方为联合体，由 {lead} 牵头，各方共同与甲方签订本合同。各方已订立共同投标协议（摘要 {f.agreement[:16]}）。",
        *parts,
        "合同生效后，各方授权牵头方代表全体交付成果、提出和答复变更、终止合同、收取价款；其他成员可以在平台查看合同和履行情况。",
        "联合体各方就本合同向甲方承担连带责任。各方之间的分工和份额不得对抗甲方。",
    ]


def _price(f: TermsFacts) -> list[str]:
    rate = f"，下浮率 {f.rate_bp // 100}.{f.rate_bp % 100:02d}%" if f.rate_bp is not None else ""
    return [
        f"合同价款为人民币 {in_yuan(f.amount_fen)} 元（大写：{in_capitals(f.amount_fen)}）{rate}。",
        "价款为完成全部服务的总价，除法律另有规定外不作调整。",
    ]


def _time(f: TermsFacts) -> str:
    return f"合同签订之日起 {f.days} 日内提交成果。" if f.days else "按采购公告写明的时限提交成果。"


def _acceptance(f: TermsFacts) -> list[str]:
    first = "乙方在平台上传成果文件即为交付。甲方验收合格的予以确认；不合格的，书面写明理由退回，乙方整改后再次交付。"
    if f.silence_days is None:
        return [first, "甲方以书面方式验收，不以逾期未答复视为验收合格。"]
    return [first, f"甲方自交付之日起 {f.silence_days} 个工作日内未验收也未说明理由的，视为验收合格。"]


def _payment(f: TermsFacts) -> list[str]:
    lines = [f"甲方自成果交付之日起 {f.payment_days} 日内，经验收合格后支付全部价款。付款人为甲方，不由审批申请人承担。"]
    if not f.buyer_is_department:
        lines = [f"甲方自成果交付之日起 {f.payment_days} 日内，经验收合格后支付全部价款。付款人为甲方。"]
    return lines + ([f"本合同价款列入预算项目 {f.budget_line}。"] if f.budget_line else [])


def _avoidance(f: TermsFacts) -> list[str]:
    lines = ["乙方声明与本项目审批机关及其工作人员无隶属、控制或者其他利害关系；合同期内出现的，应当立即告知甲方并回避。"]
    return lines + [f"公告回避名单：{name}（{reason}）。" for name, reason in f.avoidance]
