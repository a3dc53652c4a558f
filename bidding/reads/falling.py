"""Low prices and struck bids after a decision: the lines of a notice, whose price is below which, who is left."""

from __future__ import annotations

from typing import Any

from bidding.methods import WAYS, outcome
from bidding.methods.low_prices import CEILING, MEAN, NEXT
from bidding.models import Bid, Explanation, Need
from bidding.reads.results import decision_of
from bidding.rules.award import TO_BE_UNRELATED
from bidding.rules.explaining import TO_KEEP_ITS_PLACE
from bidding.states import ExplanationState, Method
from market.models.region import TermName
from market.reads import term

OPEN = (ExplanationState.ASKED, ExplanationState.GIVEN)
_LINES = {MEAN: TermName.LOW_MEAN_BP, NEXT: TermName.LOW_NEXT_BP, CEILING: TermName.LOW_CEILING_BP}
_WORDS = {MEAN: "有效报价平均值", NEXT: "次低有效报价", CEILING: "最高限价"}
_NEVER_COUNTED = frozenset(rule.name for rule in (*TO_KEEP_ITS_PLACE, *TO_BE_UNRELATED))


def prices_are_bid(method: str) -> bool:
    """Whether bidders name prices by this method: only then can one be abnormally low."""
    return method in WAYS and (WAYS[method].sealed in {"price", "plans"} or method == Method.LIVE_ROUNDS)


def low_lines_of(need: Need) -> dict[str, int]:
    """The lines below which a price is abnormally low, by the region's table on the day of the need's publication."""
    assert need.law_day is not None
    return {line: term(name, need.region, on=need.law_day) for line, name in _LINES.items()}


def lines_below(method: str, case: dict[str, Any], bidder: str) -> list[str]:
    """The names of the lines that a bidder's price is below."""
    ranking = WAYS[method].decide_json(case)["ranking"]
    return outcome.lines_below(case, ranking).get(bidder, [])


def line_words(case: dict[str, Any], lines: list[str]) -> list[str]:
    """The lines that a price is below, in words."""
    return [f"低于{_WORDS[line]}的 {case['low'][line] // 100}%" for line in lines]


def fallen_row(bid: Bid) -> dict[str, Any]:
    """What a case says of a bid that was struck since the decision; `was_valid` where it lost its standing only afterwards."""
    return {
        "bidder": bid.agency.organisation.uscc,
        "bid": bid.envelope_hash,
        "because": [row["because"] or row["sentence"] for row in bid.struck_by],
        "was_valid": not any(row["rule"] in _NEVER_COUNTED for row in bid.struck_by),
    }


def competing(method: str, case: dict[str, Any], ranking: list[dict[str, Any]]) -> int:
    """How many compete: the places; in live rounds and before a short list the valid sign-ups, as long as there is a place."""
    if method in {Method.LIVE_ROUNDS, Method.CREDIT_SHORTLIST} and ranking:
        return sum(not offer["struck"] for offer in case["offers"])
    return len(ranking)


def competitors_left(need: Need, case: dict[str, Any]) -> int:
    """How many have competed, without those that should never have counted."""
    at_first = competing(need.method, case, WAYS[need.method].decide_json(case)["ranking"])
    return at_first - sum(not each["was_valid"] for each in case.get("fallen", ()))


def standing_bids(need: Need) -> list[Bid]:
    """The bids that have their place in the published order and were not struck since, by place."""
    decision = decision_of(need)
    bids = {bid.envelope_hash: bid for bid in need.bids.select_related("agency__organisation")}
    ranked = [bids[row["bid"]] for row in (decision.ranking if decision else []) if row["bid"] in bids]
    return [bid for bid in ranked if not bid.struck_by]


def standing_bid(need: Need, envelope_hash: str) -> Bid | None:
    """The bid of the published order with that envelope; None if it has no place there."""
    return next((bid for bid in standing_bids(need) if bid.envelope_hash == envelope_hash), None)


def places_to_strike(need: Need) -> list[tuple[str, str]]:
    """The bids that stand in the published order, as (envelope hash, "place and name"), for whoever answers an objection."""
    standing = enumerate(standing_bids(need), 1)
    return [(bid.envelope_hash, f"第 {place} 名{bid.agency.organisation.name}") for place, bid in standing]


def explanation_is_open(need: Need) -> bool:
    """Whether a low price waits for its explanation or for the verdict on it."""
    return need.explanations.filter(state__in=OPEN).exists()


def explanations_of(need: Need) -> list[Explanation]:
    """Every explanation asked for in a need, in order."""
    return list(need.explanations.select_related("bid__agency__organisation").order_by("asked_at", "pk"))
