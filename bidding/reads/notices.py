"""What a notice says: as facts for the rules, as a body for the record, and where two versions differ."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

from bidding.models import Attachment, Expert, Need, Notice
from bidding.reads.budgets import budget_facts
from bidding.reads.competition import minimum_of, one_may_win
from bidding.reads.falling import low_lines_of, prices_are_bid
from bidding.reads.needs import able_agencies
from bidding.rules.amendment import MATERIAL, touches_what_is_material
from bidding.rules.facts import NoticeFacts, ScoringFacts
from bidding.states import COMPETITIVE, DECIDED_HERE, STATED_PRICE, Funding, Method, NeedState, PriceMode
from draws.reads import terms_of
from kernel import calendar, clock
from kernel.access import NotFound
from kernel.clock import day_of
from ledger.canonical import canonical
from ledger.record import stamp
from market.models import ListItem
from market.models.region import TermName
from market.reads import edition_on, term

WORDS = {
    "title": "项目名称",
    "content": "服务内容",
    "service": "服务事项",
    "days": "服务时限",
    "closes_at": "报名截止",
    "contact_name": "联系人",
    "contact_phone": "联系电话",
}
COLUMNS = (
    *MATERIAL,
    "project_code",
    "approval_serial",
    "budget_line",
    "contact_name",
    "contact_phone",
    "complaint_phone",
)


def _missing(need: Need, notice: Notice) -> tuple[str, ...]:
    says = {name: getattr(notice, name, None) for name in WORDS if name != "service"}
    says["service"] = need.item or notice.service_name
    if need.method == Method.DIRECT_CHOICE:
        del says["closes_at"]  # no bids come; the table says until when the buyer chooses
    return tuple(WORDS[name] for name in WORDS if name in says and not says[name])


def facts_of(
    need: Need, notice: Notice, *, at: datetime, count_able: bool = False, knows_it_is_narrow: bool = False
) -> NoticeFacts:
    """The facts of a notice at a moment, with the table values of its region."""
    today = day_of(at)
    notice_days = notice_days_of(need, at=at)
    item = _item_of_the_day(need, at)
    return NoticeFacts(
        is_draft=need.state == NeedState.DRAFT,
        missing=_missing(need, notice),
        by_department=need.is_commissioned_by_department,
        is_competitive=Method(need.method) in COMPETITIVE,
        method_is_decided_here=Method(need.method) in DECIDED_HERE,
        is_fiscal=notice.funding == Funding.FISCAL,
        budget_line=notice.budget_line,
        item_code=need.item.code if need.item else "",
        item_is_on_the_list=item is not None,
        item_says_all_four=item is not None and item.is_in_force,
        approval_serial=notice.approval_serial,
        ceiling_fen=notice.ceiling_fen,
        floor_fen=notice.floor_fen,
        price_must_be_stated=need.method in STATED_PRICE,
        direct_fiscal_fen=term(TermName.DIRECT_FISCAL_FEN, need.region, on=today),
        is_by_rounds=need.method == Method.LIVE_ROUNDS,
        admits_ventures=notice.admits_ventures,
        price_is_stated=notice.price_mode == PriceMode.FIXED,
        is_discount=notice.price_mode == PriceMode.DISCOUNT,
        floor_rate_bp=notice.floor_rate_bp,
        ceiling_rate_bp=notice.ceiling_rate_bp,
        no_estimate_note=notice.no_estimate_note,
        limit_fen=term(TermName.PROCUREMENT_LIMIT, need.region, on=today),
        now=at,
        closes_at=None if need.method == Method.DIRECT_CHOICE else notice.closes_at,  # no bids come: what a draft says is dropped
        closes_on_working_day=notice.closes_at is None
        or need.method == Method.DIRECT_CHOICE
        or calendar.is_working_day(day_of(notice.closes_at)),
        earliest_close=calendar.add_working_days(at, notice_days),
        notice_days=notice_days,
        descriptions=(notice.title, notice.service_name, notice.scale, notice.content, notice.no_estimate_note),
        conditions=(notice.requirements, notice.practitioner_kind, *notice.certificate_kinds),
        able=able_agencies(need, notice, on=today) if count_able and need.method != Method.DIRECT_CHOICE else None,
        knows_it_is_narrow=knows_it_is_narrow,
        scoring=_scoring_facts(need, notice, on=today) if need.has_plans else None,
        budget=budget_facts(need, notice, on=today),
    )


def _scoring_facts(need: Need, notice: Notice, *, on: date) -> ScoringFacts:
    return ScoringFacts(
        criteria=tuple((str(row["name"]), int(row["points"])) for row in notice.criteria),
        price_points=notice.price_points,
        experts=notice.expert_count,
        specialty=notice.specialty,
        listed=Expert.objects.filter(specialty=notice.specialty, unlisted_at=None).count(),
        price_points_least=term(TermName.PRICE_POINTS_LEAST, need.region, on=on),
        price_points_most=term(TermName.PRICE_POINTS_MOST, need.region, on=on),
        experts_least=term(TermName.EXPERTS_LEAST, need.region, on=on),
    )


def _item_of_the_day(need: Need, at: datetime) -> ListItem | None:
    edition = edition_on(day_of(at)) if need.item else None
    return edition.items.filter(code=need.item.code).first() if edition and need.item else None


def content_of(need: Need, notice: Notice) -> dict[str, Any]:
    """Everything that a notice says in public, as plain values."""
    files = notice.attachments.order_by("pk").values("name", "size", "sha256") if notice.pk else []
    return {
        "need": need.number,
        "version": notice.version,
        "item": need.item.code if need.item else "",
        "region": need.region.code,
        "method": need.method,
        **{name: _plain(getattr(notice, name)) for name in COLUMNS},
        "files": [dict(f) for f in files],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return stamp(value)
    return list(value) if isinstance(value, (list, tuple)) else value


def notice_hash(need: Need, notice: Notice) -> str:
    """The SHA-256 of the notice's canonical content: what the record keeps of its text."""
    return hashlib.sha256(canonical(content_of(need, notice))).hexdigest()


def notice_days_of(need: Need, *, at: datetime) -> int:
    """How many working days the notice of this round runs at least, by the region's table of the day."""
    if need.method == Method.DIRECT_CHOICE:
        return term(TermName.CHOICE_DAYS, need.region, on=day_of(at))
    name = TermName.SECOND_NOTICE_DAYS if need.round == 2 else TermName.NOTICE_DAYS
    return term(name, need.region, on=day_of(at))


def published_body(need: Need, notice: Notice, *, at: datetime) -> dict[str, Any]:
    """What the record says of a published version (docs/events.md): all that running the decision again needs."""
    assert need.closes_at is not None
    lines = {"low": low_lines_of(need)} if prices_are_bid(need.method) else {}
    return {
        **lines,
        "need": need.number,
        "round": need.round,
        "first": need.first_notice.number if need.first_notice else "",
        "version": notice.version,
        "title": notice.title,
        "buyer": need.buyer.uscc,
        "buyer_kind": need.buyer.kind,
        "department": need.is_commissioned_by_department,
        "item": need.item.code if need.item else "",
        "region": need.region.code,
        "method": need.method,
        "price_mode": notice.price_mode,
        "funding": notice.funding,
        "budget_line": notice.budget_line,
        "ceiling_fen": notice.ceiling_fen,
        "floor_fen": notice.floor_fen,
        "floor_rate_bp": notice.floor_rate_bp,
        "ceiling_rate_bp": notice.ceiling_rate_bp,
        "minimum": minimum_of(need, at=at),
        **({"single": one_may_win(need, at=at)} if need.round == 2 else {}),
        "notice_days": notice_days_of(need, at=at),
        "deadline": stamp(need.closes_at),
        "avoid": [str(row["uscc"]) for row in notice.avoidance],
        "certificates": list(notice.certificate_kinds),
        "ventures": notice.admits_ventures,
        "notice": notice_hash(need, notice),
        "round_terms": need.round_terms or None,
        "outage": need.outage_terms or None,
        **({"shortlist": need.shortlist_terms} if need.shortlist_terms else {}),
        "trustees": need.trustees,
        **({"draw": terms} if (terms := terms_of(need.number)) else {}),
        **({"scoring": scoring_of(need, notice)} if need.has_plans else {}),
    }


def scoring_of(need: Need, notice: Notice) -> dict[str, Any]:
    """How the plans of a need are scored, as the record says it: criteria, weights, seats, and how few may decide."""
    seats = notice.expert_count or 0
    return {
        "criteria": [{name: row[name] for name in ("key", "name", "points")} for row in notice.criteria],
        "price_points": notice.price_points,
        "specialty": notice.specialty,
        "seats": seats,
        "quorum": seats // 2 + 1,
        "days": term(TermName.SCORING_DAYS, need.region, on=need.law_day or clock.today()),
    }


def changed_columns(old: Notice, new: Notice) -> frozenset[str]:
    """The columns in which two versions differ; "files" stands for the attachments."""
    changed = {name for name in COLUMNS if getattr(old, name) != getattr(new, name)}
    if set(old.attachments.values_list("sha256", "name")) != set(new.attachments.values_list("sha256", "name")):
        changed.add("files")
    return frozenset(changed)


def is_material(old: Notice, new: Notice) -> bool:
    """Whether publishing the new version would start the period again."""
    return touches_what_is_material(changed_columns(old, new))


def attachment_of(number: str, pk: int) -> tuple[Attachment, bool]:
    """A file of a need, and whether it belongs to a published version.

    Raises:
        NotFound: if the need has no such file.
    """
    found = Attachment.objects.select_related("notice__need").filter(pk=pk, notice__need__number=number).first()
    if found is None:
        raise NotFound(str(pk))
    return found, found.notice.published_at is not None
