"""What the home page shows live, in a number of questions that does not grow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agencies.models import Agency
from agencies.states import Standing
from bidding.models import Award, Bid, Decision, Need, Notice
from bidding.states import AwardState, BidState, NeedState
from kernel import clock
from ledger.reads import newest_checkpoint

NEWEST_NEEDS = 4
NEWEST_RESULTS = 3
CHOSEN = (NeedState.DECIDED, NeedState.AWARDED, NeedState.CONFIRMED, NeedState.FINISHED)


@dataclass(frozen=True)
class NeedRow:
    """A need with its notice in force."""

    need: Need
    notice: Notice


@dataclass(frozen=True)
class ResultRow:
    """A decided need, who leads, at what price, among how many."""

    need: Need
    notice: Notice
    winner: str
    amount_fen: int | None
    rate_bp: int | None
    participants: int


@dataclass(frozen=True)
class Live:
    """All live blocks of the home page. `per_need` is in tenths."""

    needs: list[NeedRow]
    results: list[ResultRow]
    agencies: int
    open_needs: int
    chosen: int
    participants: int
    record_size: int
    record_at: datetime | None

    @property
    def average(self) -> str:
        """How many took part on average, with one decimal; empty while nothing was chosen."""
        return f"{self.participants / self.chosen:.1f}" if self.chosen else ""


def home_blocks() -> Live:
    """The newest needs and results, the counts, and where the record stands."""
    year_start = clock.now().astimezone(clock.BEIJING).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    checkpoint = newest_checkpoint()
    this_year = Need.objects.filter(state__in=CHOSEN, decided_at__gte=year_start)
    return Live(
        needs=_needs(),
        results=_results(),
        agencies=Agency.objects.filter(standing__in=[Standing.LISTED, Standing.WARNED]).count(),
        open_needs=Need.objects.filter(state=NeedState.OPEN).count(),
        chosen=this_year.count(),
        participants=Bid.objects.filter(need__in=this_year, state__in=[BidState.OPENED, BidState.VOID]).count(),
        record_size=checkpoint.size if checkpoint else 0,
        record_at=checkpoint.at if checkpoint else None,
    )


def _notices(needs: list[Need]) -> dict[int, Notice]:
    found = Notice.objects.filter(need__in=needs, published_at__isnull=False)
    return {notice.need_id: notice for notice in found.order_by("need", "-version").distinct("need")}


def _needs() -> list[NeedRow]:
    found = Need.objects.filter(state=NeedState.OPEN).select_related("buyer", "item").order_by("-published_at")
    needs = list(found[:NEWEST_NEEDS])
    notices = _notices(needs)
    return [NeedRow(need, notices[need.pk]) for need in needs if need.pk in notices]


def _results() -> list[ResultRow]:
    needs = list(Need.objects.filter(state__in=CHOSEN).order_by("-decided_at")[:NEWEST_RESULTS])
    notices = _notices(needs)
    awards = Award.objects.filter(need__in=needs, state__in=[AwardState.OFFERED, AwardState.CONFIRMED])
    live = {award.need_id: award for award in awards.select_related("agency__organisation")}
    decisions = {decision.need_id: decision for decision in Decision.objects.filter(need__in=needs)}
    rows = []
    for need in needs:
        if need.pk not in notices or need.pk not in decisions:
            continue
        ranking = decisions[need.pk].ranking
        award = live.get(need.pk)
        first = ranking[0] if ranking else {}
        rows.append(
            ResultRow(
                need=need,
                notice=notices[need.pk],
                winner=award.agency.organisation.name if award else "",
                amount_fen=award.amount_fen if award else first.get("amount_fen"),
                rate_bp=award.rate_bp if award else first.get("rate_bp"),
                participants=len(ranking),
            )
        )
    return rows
