"""An expert locks a sheet in one window and changes a score in another: what is locked is what the record holds."""

from __future__ import annotations

from threading import Event

import pgtrigger
import pytest
from django.db import IntegrityError

from bidding import reads
from bidding.actions.scoring import lock_scores as locking
from bidding.actions.scoring import score_plan as scoring_verb
from bidding.models import Seat
from bidding.reads import scoring
from kernel import clock
from kernel.rulebook import RulesBroken
from ledger.reads import recorded_facts
from tests.conftest import WEDNESDAY
from tests.makers import experts as make
from tests.races.test_bidding_races import together

pytestmark = pytest.mark.django_db(transaction=True)
GUARD = "bidding.Mark:a_locked_mark_never_changes"
PATIENCE_SECONDS = 1  # how long the lock holds still for a score that it must not let in


def race(monkeypatch: pytest.MonkeyPatch) -> tuple[Seat, list[str]]:
    """The lock stands still between reading the sheet and keeping it, and a score comes in that moment; who was refused."""
    clock.set_to(WEDNESDAY)
    need, bidders = make.a_need_in_scoring(80_000, 70_000, pool=3)
    seat = Seat.objects.filter(panel__need=need).select_related("panel__need", "expert")[0]
    make.score_all(seat, {bidder.uscc: (38, 28) for bidder in bidders}, lock=False)
    actor, was_read, was_scored, refused = make.acting(seat.expert), Event(), Event(), []
    committed = scoring.commitment_of

    def slowly(salt: str, sheet: list) -> str:
        was_read.set()
        was_scored.wait(PATIENCE_SECONDS)
        return committed(salt, sheet)

    def score() -> None:
        was_read.wait(PATIENCE_SECONDS)
        try:
            scoring_verb.score_plan(actor=actor, number=need.number, plan=1, given={"c1": (4_000, "改分")})
        except RulesBroken as no:
            refused.extend(no.names)
        except IntegrityError:
            refused.append("database")
        was_scored.set()

    with monkeypatch.context() as slow:
        slow.setattr(scoring, "commitment_of", slowly)
        together(lambda: locking.lock_scores(actor=actor, number=need.number), score)
    return Seat.objects.select_related("panel__need", "expert").get(pk=seat.pk), refused


def is_bound(seat: Seat) -> bool:
    """Whether the record's hash is that of the sheet in the database."""
    (locked,) = recorded_facts("score.locked", seat.panel.need.number)
    return bool(locked["c"] == scoring.commitment_of(seat.salt, scoring.sheet_of(seat)))


def test_a_score_that_comes_while_the_sheet_is_being_locked_is_refused(monkeypatch) -> None:
    seat, refused = race(monkeypatch)
    assert is_bound(seat)
    assert refused == ["bidding.locked_sheet_stays"]


def without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The need is read and not locked."""
    for verb in (locking, scoring_verb):
        monkeypatch.setattr(verb.reads, "lock_need", reads.need_by_number)


def test_without_the_lock_on_the_need_the_database_still_refuses_the_score(monkeypatch) -> None:
    without_the_lock(monkeypatch)
    seat, refused = race(monkeypatch)
    assert is_bound(seat)
    assert refused == ["database"]


def test_without_lock_and_trigger_the_record_binds_another_sheet(monkeypatch) -> None:
    """The negative control."""
    without_the_lock(monkeypatch)
    pgtrigger.disable(GUARD)
    try:
        seat, refused = race(monkeypatch)
    finally:
        pgtrigger.enable(GUARD)
    assert refused == []
    assert not is_bound(seat)
