"""The short list of a need: its published terms, its case, who is on it, and what the rules say of a pick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from agencies.models import Agency
from bidding.methods import credit_shortlist
from bidding.models import Bid, Decision, Need, Notice
from bidding.reads.bids import eligibility_facts, notice_for_bidding
from bidding.reads.choosing import agency_to_choose
from bidding.reads.results import case_of
from bidding.reads.ventures import as_lead, venture_before
from bidding.rules.picking import PickFacts
from bidding.states import Method, NeedState
from kernel.access import NotFound
from kernel.money import in_yuan
from market.models.region import TermName
from market.reads import term

FULL_SCORE = 100


@dataclass(frozen=True)
class Listed:
    """One on the short list: where it was drawn, with how many numbers, and its score on the opening day."""

    at: int
    agency: Agency
    held: int
    score_centi: int | None

    @property
    def score_word(self) -> str:
        """The score as pages write it."""
        return "暂无" if self.score_centi is None else f"{self.score_centi // 100}.{self.score_centi % 100:02d}"


def shortlist_terms_on(need: Need, day: date) -> dict[str, Any]:
    """What a notice by credit shortlist publishes (`Need.shortlist_terms`), by the region's table of the day; else nothing.

    One number for every so many points of the score, at least one.
    """
    if need.method != Method.CREDIT_SHORTLIST:
        return {}

    def of(name: TermName) -> int:
        return term(name, need.region, on=day)

    points = max(of(TermName.SHORTLIST_POINTS), 1)
    table = [[100 * points * held, held] for held in range(FULL_SCORE // points, 1, -1)]
    return {
        "length": of(TermName.SHORTLIST_LENGTH),
        "drop_percent": of(TermName.SHORTLIST_DROP_PERCENT),
        "numbers": [*table, [0, 1]],
        "unrated": of(TermName.SHORTLIST_UNRATED),
        "days": of(TermName.PICK_DAYS),
    }


def case_to_list(need: Need, notice: Notice, bids: list[Bid]) -> credit_shortlist.Case:
    """The case as it stands before anybody is picked."""
    plain = case_of(need, notice, bids)
    return credit_shortlist.Case(**{**vars(plain), "terms": credit_shortlist.Terms.from_json(need.shortlist_terms)})


def case_with(decision: Decision, pick: credit_shortlist.Pick) -> credit_shortlist.Case:
    """The case of a drawn list with the pick in it: nothing else has changed since it was drawn."""
    drawn = credit_shortlist.Case.from_json(decision.case)
    return credit_shortlist.Case(**{**vars(drawn), "pick": pick})


def drawn_list(need: Need) -> Decision:
    """What was drawn, while the pick is still to be made or after it.

    Raises:
        NotFound: if nothing is drawn yet.
    """
    decision = Decision.objects.filter(need=need).first()
    if decision is None or "shortlist" not in decision.numbers:
        raise NotFound(need.number)
    return decision


def listed_in(decision: Decision) -> list[Listed]:
    """The short list in the drawn order."""
    codes = decision.numbers["shortlist"]
    agencies = {
        a.organisation.uscc: a for a in Agency.objects.filter(organisation__uscc__in=codes).select_related("organisation")
    }
    scores = {offer["bidder"]: offer["score_centi"] for offer in decision.case["offers"]}
    held = decision.numbers["held"]
    return [Listed(at, agencies[code], held[code], scores[code]) for at, code in enumerate(codes, start=1)]


def pick_facts(need: Need, decision: Decision, uscc: str, *, at: datetime, reason: str) -> PickFacts:
    """An agency that the buyer picks."""
    agency, notice = agency_to_choose(uscc), notice_for_bidding(need.number)
    return PickFacts(
        **vars(as_lead(eligibility_facts(notice, agency, at=at), venture_before(notice, agency))),
        now=at,
        choose_by=need.choose_by if need.state == NeedState.SHORTLISTED else None,
        is_on_the_list=uscc in decision.numbers["shortlist"],
        reason=reason,
    )


def table_words(terms: dict[str, Any]) -> list[tuple[str, int]]:
    """The published table in words: from which score on, how many numbers."""
    rows = [(f"{in_yuan(least)} 分以上" if least else "更低", held) for least, held in terms["numbers"]]
    return [*rows, ("暂无信用记录", terms["unrated"])]
