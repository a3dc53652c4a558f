"""How many must take part in a need, by its method, its round and the region's table of the day."""

from __future__ import annotations

from datetime import datetime

from bidding.models import Need, Notice
from bidding.rules.opening import CompetitionFacts
from bidding.states import Method
from kernel.clock import day_of
from market.models.region import TermName
from market.reads import term

FIRST_MINIMUM = {Method.QUALITY_AND_PRICE: TermName.QUALITY_MINIMUM, Method.CREDIT_SHORTLIST: TermName.SHORTLIST_MINIMUM}


def minimum_of(need: Need, *, at: datetime) -> int:
    """How many participants competition needs in this round, by the region's table of the day."""
    if need.method == Method.DIRECT_CHOICE:
        return 1
    first = FIRST_MINIMUM.get(Method(need.method), TermName.MINIMUM_PARTICIPANTS)
    return term(TermName.SECOND_MINIMUM if need.round == 2 else first, need.region, on=day_of(at))


def minimum_at_publication(need: Need) -> int:
    """How many participants the need's publication asked for."""
    assert need.published_at is not None
    return minimum_of(need, at=need.published_at)


def one_may_win(need: Need, *, at: datetime) -> bool:
    """Whether a single one at or below the ceiling may win at the second notice, by the region's table of the day."""
    return need.round == 2 and term(TermName.SECOND_SINGLE, need.region, on=day_of(at)) > 0


def competition_facts(need: Need, notice: Notice, participants: int) -> CompetitionFacts:
    """So many take part in a need, judged by what its publication asked for."""
    assert need.published_at is not None
    alone = notice.ceiling_fen is not None and one_may_win(need, at=need.published_at)
    return CompetitionFacts(participants, minimum_at_publication(need), need.round, alone)
