"""Deciding a credit shortlist. Pure: who stays out, how many numbers each holds, the drawn order, and the pick before all others."""

from __future__ import annotations

from collections.abc import Sequence

from bidding.methods.credit_shortlist import words
from bidding.methods.credit_shortlist.case import Case, Pick, Terms
from bidding.methods.decision import Decision, Draw, Ranked, Struck
from bidding.methods.equals import FROZEN_LIST
from bidding.methods.offers import Offer
from draws.draw import NO_BEACON
from draws.ways import drawn

LEAST = 2  # so many are always left: dropping the worst never ends a competition


def decide(case: Case) -> Decision:
    """The short list in the drawn order; once the buyer has picked, its pick stands first and the others stand by in that order.

    Raises:
        ValueError: if a bidder stands in the case twice, no price is stated, or the pick is not the short list's.
    """
    if len({offer.bidder for offer in case.offers}) != len(case.offers):
        raise ValueError("a bidder has two offers in one case")
    if case.mode != "fixed" or case.ceiling_fen is None or case.ceiling_fen <= 0 or case.terms is None:
        raise ValueError("a short list is drawn at a stated price and by published terms")
    struck = [Struck(o.bidder, o.bid, None, None, o.struck) for o in case.offers if o.struck]
    valid = [offer for offer in case.offers if not offer.struck]
    if not valid:
        return Decision((), tuple(struck), (), ())
    kept, dropped, draws = without_the_worst(case, case.terms, valid)
    held = {offer.bidder: case.terms.held_by(offer.score_centi) for offer in kept}
    whole = _draw_of(case, f"{case.need}/order", kept, held)
    by_code = {offer.bidder: offer for offer in valid}
    listed = whole.order[: case.terms.length]
    struck += [Struck(o.bidder, o.bid, None, None, (words.dropped(o),)) for o in dropped]
    for at, bidder in enumerate(whole.order[len(listed) :], start=len(listed) + 1):
        struck.append(Struck(bidder, by_code[bidder].bid, None, None, (words.not_listed(at, len(listed)),)))
    ranking: list[Ranked] = []
    for bidder in in_order(listed, case.pick):
        offer, said = by_code[bidder], words.listed(listed.index(bidder) + 1, held[bidder], sum(held.values()))
        if case.pick and bidder == case.pick.bidder:
            said = f"{words.picked(case.pick)}；{said}"
        ranking.append(Ranked(len(ranking) + 1, bidder, offer.bid, case.ceiling_fen, None, offer.score_centi, said))
    numbers = {"held": held, "dropped": [offer.bidder for offer in dropped], "shortlist": list(listed)}
    return Decision(tuple(ranking), tuple(struck), (*draws, whole), (), numbers=numbers)


def in_order(listed: Sequence[str], pick: Pick | None) -> list[str]:
    """The pick before the others of the short list, who keep the drawn order.

    Raises:
        ValueError: if the pick is not on it, or silence has picked another than the first.
    """
    if pick is None:
        return list(listed)
    if pick.bidder not in listed or (pick.silent and pick.bidder != listed[0]):
        raise ValueError(f"{pick.bidder} is not the short list's to be picked")
    return [pick.bidder, *(bidder for bidder in listed if bidder != pick.bidder)]


def without_the_worst(case: Case, terms: Terms, valid: Sequence[Offer]) -> tuple[list[Offer], list[Offer], tuple[Draw, ...]]:
    """Who takes part in the draw, who stays out for the worst scores, and the draw among those level at the line.

    The share is of all valid sign-ups, rounded down; only those with a record can be the worst.

    | valid, of them rated | share | stay out |
    |---|---|---|
    | 10, 10 | 20 % | 2 |
    | 9, 9 | 20 % | 1 |
    | 10, 1 | 20 % | 1 |
    | 2, 2 | 60 % | 0 |
    """
    rated = sorted((o for o in valid if o.score_centi is not None), key=lambda o: (o.score_centi, o.bidder))
    out = min(len(valid) * terms.drop_percent // 100, len(rated), max(len(valid) - LEAST, 0))
    if not out:
        return list(valid), [], ()
    line = rated[out - 1].score_centi
    below = [o for o in rated if (o.score_centi or 0) < (line or 0)]
    level = [o for o in rated if o.score_centi == line]
    draws: tuple[Draw, ...] = ()
    if len(below) + len(level) > out:
        by_lot = _draw_of(case, f"{case.need}/drop", level)
        draws = (by_lot,)
        place = {bidder: at for at, bidder in enumerate(by_lot.order)}
        level = sorted(level, key=lambda o: -place[o.bidder])
    dropped = (below + level)[:out]
    gone = {o.bidder for o in dropped}
    return [o for o in valid if o.bidder not in gone], dropped, draws


def _draw_of(case: Case, name: str, entrants: Sequence[Offer], held: dict[str, int] | None = None) -> Draw:
    """A draw among entries; where they hold numbers, those are what is drawn, and each stands at the first of its own."""
    given = [(o.bidder, o.r) for o in entrants] + [(FROZEN_LIST, case.list_root), *(case.contributions or ())]
    came = drawn(name, [o.bidder for o in entrants], given, case.beacon or NO_BEACON, numbers=held, way=case.way)
    return Draw(name, tuple(sorted(o.bidder for o in entrants)), came.seed, tuple(came.order))
