"""Needs and results as JSON: what the pages say, for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bidding.models import Need, Notice
from bidding.reads.notice_of_result import Winner
from bidding.reads.page import NeedPage
from ledger.record import stamp


def brief(need: Need, notice: Notice) -> dict[str, Any]:
    """A need as a row of the list."""
    return {
        "number": need.number,
        "title": notice.title,
        "state": need.state,
        "state_word": need.state_word,
        "round": need.round,
        "buyer": {"uscc": need.buyer.uscc, "name": need.buyer.name, "kind": need.buyer.kind},
        "item": {"code": need.item.code, "name": need.item.name} if need.item else None,
        "service": notice.service_name,
        "region": {"code": need.region.code, "name": need.region.name},
        "method": need.method,
        "price_mode": notice.price_mode,
        "ceiling_fen": notice.ceiling_fen,
        "floor_fen": notice.floor_fen,
        "published_at": stamp(need.published_at) if need.published_at else None,
        "closes_at": stamp(need.closes_at) if need.closes_at else None,
        "sample": need.is_demo,
        "page": f"/needs/{need.number}/",
    }


def whole(page: NeedPage) -> dict[str, Any]:
    """A need with everything that its page says."""
    need, notice = page.need, page.notice
    return brief(need, notice) | {
        "version": notice.version,
        "scale": notice.scale,
        "content": notice.content,
        "days": notice.days,
        "funding": notice.funding,
        "floor_rate_bp": notice.floor_rate_bp,
        "ceiling_rate_bp": notice.ceiling_rate_bp,
        "no_estimate_note": notice.no_estimate_note,
        "certificates": notice.certificate_kinds,
        "practitioners": {"kind": notice.practitioner_kind, "count": notice.practitioner_count},
        "requirements": notice.requirements,
        "joint_ventures": notice.admits_ventures,
        "avoidance": notice.avoidance,
        "bids": page.bids,
        "questions_end": stamp(page.questions_end),
        "questions": [
            {
                "text": q.text,
                "asked_at": stamp(q.asked_at),
                "answer": q.answer or None,
                "answered_at": stamp(q.answered_at) if q.answered_at else None,
            }
            for q in page.questions
        ],
        "files": [{"name": f.name, "size": f.size, "sha256": f.sha256} for f in notice.attachments.order_by("pk")],
        "versions": [
            {
                "version": v.notice.version,
                "published_at": stamp(v.notice.published_at) if v.notice.published_at else None,
                "what_changed": v.notice.what_changed,
                "entry": v.entry,
            }
            for v in page.versions
        ],
        "trustees": need.trustees,
        "cancel": {"reason": need.cancel_reason, "note": need.cancel_note} if need.cancel_reason else None,
        "fail_reason": need.fail_reason or None,
    }


def result_row(need: Need, notice: Notice, winner: Winner | None) -> dict[str, Any]:
    """A result as a row of the list."""
    leads = asdict(winner) if winner else None
    return brief(need, notice) | {
        "decided_at": stamp(need.decided_at) if need.decided_at else None,
        "publicity_ends_at": stamp(need.publicity_ends_at) if need.publicity_ends_at else None,
        "winner": leads,
        "page": f"/results/{need.number}/",
    }
