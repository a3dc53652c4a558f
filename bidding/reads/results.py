"""Opened, decided, awarded: what the result of a need is made of."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from bidding.methods import average_price, credit_shortlist, random_draw, sealed_price
from bidding.methods.offers import Case, Offer
from bidding.models import Award, Bid, Decision, Need, Notice, Objection
from bidding.reads.ventures import members_behind
from bidding.rules.award import price_lies_within_the_bounds
from bidding.states import AwardState, BidState, Method, NeedState, ObjectionState
from draws.reads import beacon_of, contributions_of, terms_of
from draws.terms import way_named
from kernel.access import NotFound
from ledger.canonical import Plain
from ledger.merkle import frozen_list_root
from ledger.reads import RecordedBody, entry_of_pending, newest_fact_of_org, recorded_body
from ledger.receipts import sign_receipt
from market.models import Organisation


@dataclass(frozen=True)
class Place:
    """One bidder in a result, as its page shows it: a place with its reason, or none with the reasons for that."""

    place: int | None
    bidder: str
    name: str
    amount_fen: int | None
    rate_bp: int | None
    reason: str
    word: str
    look: str
    is_winner: bool
    members: tuple[str, ...] = ()  # the other parties of its joint venture


def list_root(need: Need) -> str:
    """The root of the frozen list: every bid that stood sealed when the need was closed."""
    standing = need.bids.filter(state__in=[BidState.SEALED, BidState.OPENED, BidState.VOID])
    return frozen_list_root(standing.values_list("agency__organisation__uscc", "envelope_hash"))


def score_at(uscc: str, *, before: datetime) -> int | None:
    """The credit score of an agency on the record before a moment; None without one (no record is no penalty)."""
    fact = newest_fact_of_org("score.published", uscc, before=before)
    score = fact["score_centi"] if fact and fact["grade"] != "none" else None
    return int(score) if score is not None else None


MODES: dict[str, Literal["amount", "discount", "fixed"]] = {"amount": "amount", "discount": "discount", "fixed": "fixed"}
CASES: dict[str, type[Case]] = {
    Method.SEALED_PRICE: sealed_price.Case,
    Method.AVERAGE_PRICE: average_price.Case,
    Method.RANDOM_DRAW: random_draw.Case,
    Method.CREDIT_SHORTLIST: credit_shortlist.Case,
}


def case_of(need: Need, notice: Notice, bids: list[Bid]) -> Case:
    """The case that the method decides: bounds of the notice in force, opened bids with their scores and strikes."""
    assert need.closed_at is not None
    price_rule = price_lies_within_the_bounds.name  # the method derives that one itself
    offers = tuple(
        Offer(
            bidder=bid.agency.organisation.uscc,
            bid=bid.envelope_hash,
            amount_fen=bid.amount_fen,
            rate_bp=bid.rate_bp,
            score_centi=score_at(bid.agency.organisation.uscc, before=need.closed_at),
            r=(bid.opening or {})["r"],
            struck=tuple(row["because"] or row["sentence"] for row in bid.struck_by if row["rule"] != price_rule),
        )
        for bid in bids
    )
    return CASES.get(need.method, Case)(
        need=need.number,
        mode=MODES[notice.price_mode],
        ceiling_fen=notice.ceiling_fen,
        floor_fen=notice.floor_fen,
        floor_rate_bp=notice.floor_rate_bp,
        ceiling_rate_bp=notice.ceiling_rate_bp,
        list_root=list_root(need),
        offers=offers,
        **chance_of(need.number),
    )


def chance_of(number: str) -> dict[str, Any]:
    """`contributions`, `beacon` and `way` of the draws of a need, for its case; nothing for a need published without their terms."""
    terms = terms_of(number)
    if terms is None:
        return {}
    return {"contributions": tuple(contributions_of(number)), "beacon": beacon_of(number), "way": way_named(terms)}


def decision_of(need: Need) -> Decision | None:
    """What was decided on the need, if it was."""
    return Decision.objects.filter(need=need).first()


def live_award(need: Need) -> Award | None:
    """The award that is offered or confirmed, if there is one."""
    live = need.awards.filter(state__in=[AwardState.OFFERED, AwardState.CONFIRMED])
    return live.select_related("agency__organisation", "bid").first()


def award_for_contract(pk: int) -> Award:
    """A confirmed award with all that a contract is drawn up from.

    Raises:
        NotFound: if there is none.
    """
    award = (
        Award.objects.filter(pk=pk, state=AwardState.CONFIRMED)
        .select_related("need__buyer__region", "need__item", "need__region", "bid__notice", "agency__organisation")
        .first()
    )
    if award is None:
        raise NotFound(str(pk))
    return award


def award_by_need(number: str) -> Award:
    """The newest award of a need.

    Raises:
        NotFound: if none was made.
    """
    award = (
        Award.objects.filter(need__number=number)
        .select_related("need__buyer", "bid__notice", "agency__organisation")
        .order_by("-pk")
        .first()
    )
    if award is None:
        raise NotFound(number)
    return award


def next_in_order(need: Need, decision: Decision) -> tuple[dict[str, Any], Bid] | None:
    """The first place that has not had the award yet and was not struck since, with its bid."""
    had = set(need.awards.values_list("bid__envelope_hash", flat=True))
    bids = {bid.envelope_hash: bid for bid in need.bids.select_related("agency__organisation")}
    for row in decision.ranking:
        bid = bids[row["bid"]]
        if row["bid"] not in had and not bid.struck_by:
            return row, bid
    return None


def open_objections(need: Need) -> int:
    """How many objections wait for an answer."""
    return need.objections.filter(state=ObjectionState.OPEN).count()


def objections_of(need: Need) -> list[Objection]:
    """Every objection to a need's result, in order; pages name nobody."""
    return list(need.objections.select_related("against__agency__organisation").order_by("filed_at", "pk"))


def took_part(need: Need, organisation: Organisation | int) -> bool:
    """Whether an organisation's envelope stood in the frozen list."""
    key = organisation if isinstance(organisation, int) else organisation.pk
    states = [BidState.SEALED, BidState.OPENED, BidState.VOID]
    return need.bids.filter(agency__organisation_id=key, state__in=states).exists()


VOID_WORDS = {
    "too-few-valid-shares": "信封里的密钥份额不足，无法开启",
    "inconsistent-shares": "信封里的密钥份额互相矛盾",
    "ciphertext": "信封的密文无法解开",
    "commitment": "信封的内容与密封时的承诺值不符",
    "schema": "信封的内容不是规定的格式",
    "copied": "与更早密封的另一份投标同用一个种子、内容相同",
}


def ranking_of(need: Need) -> list[Place]:
    """Every bidder of a decided need: the ranked by place, then those without one, each with its reason in words."""
    decision = decision_of(need)
    if decision is None or need.state not in _PUBLIC_RESULT:
        return []
    if need.method == Method.DIRECT_CHOICE:
        return [_chosen(decision.ranking[0], need)]
    bids = {bid.envelope_hash: bid for bid in need.bids.select_related("agency__organisation")}
    awards = {award.bid_id: award for award in need.awards.all()}
    places = [_ranked(row, bids[row["bid"]], awards.get(bids[row["bid"]].pk), need) for row in decision.ranking]
    places += [_struck(row, bids[row["bid"]], need) for row in decision.struck]
    places += [_void(bid) for bid in bids.values() if bid.state == BidState.VOID]
    members = members_behind([need.pk])
    return [replace(place, members=members.get((need.pk, place.bidder), ())) for place in places]


_PUBLIC_RESULT = (
    NeedState.DECIDED,
    NeedState.AWARDED,
    NeedState.CONFIRMED,
    NeedState.FINISHED,
    NeedState.FAILED,
    NeedState.SHORTLISTED,
)
_SETTLED = (NeedState.CONFIRMED, NeedState.FINISHED, NeedState.FAILED)


def _ranked(row: dict[str, Any], bid: Bid, award: Award | None, need: Need) -> Place:
    reason, word, look, wins = row["reason"], f"候补第 {row['place'] - 1} 位", "off", False
    if row["place"] == 1:
        word, look, wins = "拟中选", "info", need.state == NeedState.DECIDED
    if award is not None:
        wins = award.state in {AwardState.OFFERED, AwardState.CONFIRMED}
        word, look = ("中选", "ok") if wins else (str(AwardState(award.state).label), "off")
        reason = f"{reason}；{award.note}" if award.note else reason
    if bid.struck_by:
        wins, word, look = False, "不再递补", "bad"
        reason = "；".join([reason, *(row["because"] or row["sentence"] for row in bid.struck_by)])
    if need.state == NeedState.SHORTLISTED:
        word, look, wins = "入围", "info", False
    name = bid.agency.organisation.name
    return Place(row["place"], row["bidder"], name, row["amount_fen"], row["rate_bp"], reason, word, look, wins)


def _chosen(row: dict[str, Any], need: Need) -> Place:
    award = need.awards.filter(agency__organisation__uscc=row["bidder"]).first()
    name = Organisation.objects.values_list("name", flat=True).get(uscc=row["bidder"])
    word, look, wins, reason = "拟中选", "info", need.state == NeedState.DECIDED, row["reason"]
    if award is not None:
        wins = award.state in {AwardState.OFFERED, AwardState.CONFIRMED}
        word, look = ("中选", "ok") if wins else (str(AwardState(award.state).label), "off")
        reason = f"{reason}；{award.note}" if award.note else reason
    return Place(1, row["bidder"], name, row["amount_fen"], None, reason, word, look, wins)


def _struck(row: dict[str, Any], bid: Bid, need: Need) -> Place:
    name, reason = bid.agency.organisation.name, "；".join(row["reasons"])
    listed_out = need.method == Method.CREDIT_SHORTLIST and not bid.struck_by  # valid, only not drawn onto the short list
    word, look = ("未入围", "off") if listed_out else ("无效", "bad")
    return Place(None, row["bidder"], name, row["amount_fen"], row["rate_bp"], reason, word, look, False)


def _void(bid: Bid) -> Place:
    organisation = bid.agency.organisation
    return Place(None, organisation.uscc, organisation.name, None, None, VOID_WORDS[bid.void_reason], "无效", "bad", False)


def outcomes_of(bids: Iterable[Bid]) -> dict[int, Place]:
    """What the published results say of several bids, by primary key; two questions for all of them, none before any result."""
    judged = [bid for bid in bids if bid.state in {BidState.OPENED, BidState.VOID} and bid.need.state in _PUBLIC_RESULT]
    if not judged:
        return {}
    decisions = {each.need_id: each for each in Decision.objects.filter(need__in={bid.need_id for bid in judged})}
    awards = {award.bid_id: award for award in Award.objects.filter(bid__in=judged)}
    found = ((bid, _place_in(decisions[bid.need_id], bid, awards.get(bid.pk))) for bid in judged if bid.need_id in decisions)
    return {bid.pk: place for bid, place in found if place}


def _place_in(decision: Decision, bid: Bid, award: Award | None) -> Place | None:
    if bid.state == BidState.VOID:
        return _void(bid)
    for row in decision.ranking:
        if row["bid"] == bid.envelope_hash:
            place = _ranked(row, bid, award, bid.need)
            lost = award is None and not bid.struck_by and bid.need.state in _SETTLED
            return replace(place, word="未中选", look="off") if lost else place
    return next((_struck(row, bid, bid.need) for row in decision.struck if row["bid"] == bid.envelope_hash), None)


def award_of_bid(bid: Bid) -> Award | None:
    """The award that a bid was offered, if it was."""
    return Award.objects.filter(bid=bid).first()


def place_of(bid: Bid) -> Place | None:
    """What the published result says of a bid; None before there is one."""
    uscc = bid.agency.organisation.uscc
    mine = bid.state in {BidState.OPENED, BidState.VOID}
    return next((place for place in ranking_of(bid.need) if place.bidder == uscc), None) if mine else None


def entry_of_bid(bid: Bid) -> int | None:
    """The number of the record's entry that took the bid in; None while it waits to be ordered."""
    entry = entry_of_pending(_sealing_of(bid).pending_id)
    return entry.idx if entry else None


def receipt_of(bid: Bid) -> dict[str, Plain]:
    """The signed receipt of a bid: what stands on the record of its coming, with the entry's hash. The same at every asking."""
    fact = _sealing_of(bid)
    said = json.loads(fact.body)
    facts = {name: said[name] for name in ("need", "bidder", "bid", "version", "seq", "at")}
    return sign_receipt({**facts, "entry": fact.body_hash, "pending": fact.pending_id})


def _sealing_of(bid: Bid) -> RecordedBody:
    return recorded_body("bid.sealed", bid.need.number, "bid", bid.envelope_hash)
