"""Every sheet is locked: the scores become public, and only now the trustees may be asked for the keys of the prices."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from bidding import access, reads
from bidding.actions.deciding.fail_need import end_without_service
from bidding.actions.opening.open_plans import NO_EXPERTS
from bidding.methods.quality_and_price import may_open_prices
from bidding.models import Need, Seat
from bidding.reads import scoring
from bidding.rules.scoring import TO_CLOSE_THE_SCORES, ScoresFacts
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def close_scores(*, actor: Actor, number: str) -> Need:
    """Close the scores of a need and record every sheet with the salt that opens its commitment.

    When nobody scores any more and fewer than the quorum have, the need ends for want of experts.

    Raises:
        RulesBroken: while somebody may still score.
    """
    access.may_run_the_clock(actor)
    need = reads.lock_need(number)
    if not scoring.is_scoring(need):
        return need
    panel, seats = need.panel, reads.lock_seats(need)
    locked = [seat for seat in seats if seat.locked_at is not None]
    waiting = [seat for seat in seats if seat.locked_at is None and seat.left_at is None]
    nobody = scoring.following(panel) is None
    if not waiting and nobody and len(locked) < panel.quorum:
        reason = f"评分的专家 {len(locked)} 位，不足 {panel.quorum} 位，且无人递补"
        end_without_service(actor, need, reason=reason, because=NO_EXPERTS)
        return need
    named = [seat.expert.code for seat in (*locked, *waiting)]
    named += [f"vacant {n}" for n in range(panel.seats_wanted - len(named))]
    done = [seat.expert.code for seat in locked]
    may = may_open_prices(named, done, quorum=panel.quorum, is_over=not waiting, none_can_follow=nobody)
    check(TO_CLOSE_THE_SCORES, ScoresFacts(may, len(done), len(named), panel.quorum), on=need.law_day or clock.today())
    panel.closed_at = clock.now()
    panel.save()
    body: dict[str, Any] = {"need": number, "experts": done, "quorum": panel.quorum, "sheets": [_shown(seat) for seat in locked]}
    record(actor, "scores.closed", body, at=panel.closed_at)
    return need


def _shown(seat: Seat) -> dict[str, Any]:
    return {"expert": seat.expert.code, "salt": seat.salt, "scores": scoring.sheet_of(seat)}
