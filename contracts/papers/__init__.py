"""Papers of contracts: what each shows, beside its Typst template."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from contracts.models import Contract, Signatory
from contracts.states import Side
from kernel.clock import BEIJING
from kernel.money import in_capitals, in_yuan
from ledger.canonical import Plain, canonical
from web.paper import make_paper

HERE = Path(__file__).parent


def contract_paper(contract: Contract) -> bytes:
    """The contract as PDF/A-3, with its terms inside, byte for byte as everybody who signs confirmed them."""
    shown = {
        "terms": contract.terms,
        "hash": contract.terms_hash,
        "day": _day(contract.signed_at or contract.created_at),
        "sample": contract.need.is_demo,
        "signed": [
            {"party": _party(each, contract), "name": each.organisation.name, "confirmed": _confirmed(each.confirmed_at)}
            for each in contract.signatories
        ],
    }
    return make_paper(
        HERE / "contract.typ",
        shown,
        inside=canonical(contract.terms),
        address=settings.SITE_URL + reverse("contract_notice", args=[contract.number]),
        at=contract.signed_at or contract.created_at,
    )


def award_notice(contract: Contract) -> bytes:
    """The notice of award to the winner, of a joint venture its lead, with its data inside."""
    award: dict[str, Plain] = {
        "v": "award-notice/1",
        "need": contract.need.number,
        "title": contract.terms["title"],
        "service": contract.terms["service"]["name"],
        "buyer": {"name": contract.buyer.name, "uscc": contract.buyer.uscc},
        "agency": {"name": contract.agency.organisation.name, "uscc": contract.agency.organisation.uscc},
        "amount_fen": contract.amount_fen,
        "amount": in_yuan(contract.amount_fen),
        "amount_capitals": in_capitals(contract.amount_fen),
        "place": contract.award.place,
    }
    members: list[Plain] = [each.organisation.name for each in contract.signatories if each.side == Side.MEMBER]
    if members:
        award["members"] = members
    at = contract.award.answered_at or contract.award.offered_at
    shown = {"award": award, "day": _day(at), "sign_by": _moment(contract.sign_by), "sample": contract.need.is_demo}
    return make_paper(
        HERE / "award_notice.typ",
        shown,
        inside=canonical(award),
        address=f"{settings.SITE_URL}/needs/{contract.need.number}/",
        at=at,
    )


def _day(at: datetime) -> str:
    local = at.astimezone(BEIJING)
    return f"{local.year} 年 {local.month} 月 {local.day} 日"


def _moment(at: datetime) -> str:
    return f"{_day(at)} {at.astimezone(BEIJING):%H:%M}"


def _party(each: Signatory, contract: Contract) -> str:
    if each.side == Side.BUYER:
        return "甲方"
    return f"乙方（{each.word}）" if contract.is_joint else "乙方"


def _confirmed(at: datetime | None) -> str:
    return f"{_moment(at)}（北京时间）在平台确认" if at else "尚未确认"
