"""An expert locks the sheet: it never changes again, and the record holds what binds it."""

from __future__ import annotations

import secrets

from django.db import transaction

from bidding import access, reads
from bidding.actions.scoring.score_plan import facts_of_seat
from bidding.models import Seat
from bidding.reads import scoring
from bidding.rules.scoring import TO_LOCK
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def lock_scores(*, actor: Actor, number: str) -> Seat:
    """Lock an expert's scores. Until all are in the record shows a salted hash, so that nobody scores after another."""
    need = reads.lock_need(number)
    seat = access.seat_to_score(actor, number)
    seat.panel.need = need
    facts = facts_of_seat(seat, unscored=scoring.unscored(seat, reads.notice_of(need)))
    check(TO_LOCK, facts, on=need.law_day or clock.today())
    seat.locked_at, seat.salt = clock.now(), secrets.token_hex(32)
    seat.save()
    commitment = scoring.commitment_of(seat.salt, scoring.sheet_of(seat))
    record(actor, "score.locked", {"need": number, "expert": seat.expert.code, "c": commitment}, at=seat.locked_at)
    return seat
