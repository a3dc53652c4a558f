"""Deciding sealed price. Pure: no database, no clock, no chance but the draw's seed, which public facts give."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from bidding.methods.decision import Decision, Draw, Ranked, Struck
from bidding.methods.equals import in_order
from bidding.methods.sealed_price import words
from bidding.methods.sealed_price.case import Case, Offer, discounted_fen

ABNORMALLY_LOW = Fraction(1, 2)  # of the mean of the valid prices (B6, default)


def decide(case: Case) -> Decision:
    """Rank the valid offers of a case and give each offer its place, or its reasons for having none."""
    if len({offer.bidder for offer in case.offers}) != len(case.offers):
        raise ValueError("a bidder has two offers in one case")
    why = {offer.bid: offer.struck or out_of_bounds(case, offer) for offer in case.offers}
    valid = [offer for offer in case.offers if not why[offer.bid]]
    ranking: list[Ranked] = []
    draws: list[Draw] = []
    for _, equals in groupby(sorted(valid, key=lambda o: standing_of(case, o)), key=lambda o: standing_of(case, o)):
        ordered, drawn, by_score = in_order(case.need, case.list_root, list(equals), first_place=len(ranking) + 1)
        draws += drawn
        for offer in ordered:
            reason = words.reason(case, ranking, ordered, offer, by_score=by_score, drawn=drawn)
            ranking.append(
                Ranked(
                    place=len(ranking) + 1,
                    bidder=offer.bidder,
                    bid=offer.bid,
                    amount_fen=price_of(case, offer),
                    rate_bp=offer.rate_bp,
                    score_centi=offer.score_centi,
                    reason=reason,
                )
            )
    struck = tuple(Struck(o.bidder, o.bid, o.amount_fen, o.rate_bp, why[o.bid]) for o in case.offers if why[o.bid])
    return Decision(tuple(ranking), struck, tuple(draws), abnormally_low(ranking))


def standing_of(case: Case, offer: Offer) -> int:
    """The number that orders the offers, the smaller the better: the amount, or the rate turned round."""
    value = offer.amount_fen if case.mode == "amount" else offer.rate_bp
    if value is None:
        raise ValueError(f"the offer of {offer.bidder} does not say what {case.mode} mode asks for")
    return value if case.mode == "amount" else -value


def price_of(case: Case, offer: Offer) -> int:
    """What a contract on this offer would say, in fen."""
    if case.mode == "amount" and offer.amount_fen is not None:
        return offer.amount_fen
    if case.ceiling_fen is None or offer.rate_bp is None:
        raise ValueError("a discount needs a ceiling and a rate")
    return discounted_fen(case.ceiling_fen, offer.rate_bp)


def out_of_bounds(case: Case, offer: Offer) -> tuple[str, ...]:
    """Why an offer's price can't count; at the bounds themselves it counts."""
    amounts = case.mode == "amount"
    value = offer.amount_fen if amounts else offer.rate_bp
    low, high = (case.floor_fen, case.ceiling_fen) if amounts else (case.floor_rate_bp, case.ceiling_rate_bp)
    if value is None:
        return (words.SAYS_NOTHING[case.mode],)
    if low is not None and value < low:
        return (words.below(case.mode, value, low),)
    if high is not None and value > high:
        return (words.above(case.mode, value, high),)
    return (words.NOT_POSITIVE,) if price_of(case, offer) <= 0 else ()


def abnormally_low(ranking: Sequence[Ranked]) -> tuple[str, ...]:
    """Who must explain a price below half of the mean of all valid prices (only where there is a field to compare with)."""
    if len(ranking) < 3:
        return ()
    limit = ABNORMALLY_LOW * Fraction(sum(r.amount_fen for r in ranking), len(ranking))
    return tuple(r.bidder for r in ranking if r.amount_fen < limit)
