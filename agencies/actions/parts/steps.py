"""How a step of the standing is kept, beside the record."""

from __future__ import annotations

from datetime import datetime

from agencies.models import Agency, StandingStep
from agencies.states import Step
from ledger.record import Recorded


def keep_step(
    agency: Agency, kind: Step, done: Recorded, *, until: datetime | None = None, case: str = "", note: str = ""
) -> StandingStep:
    """Write a step into the history that the public page shows."""
    return StandingStep.objects.create(
        agency=agency, kind=kind, at=done.at, until=until, case=case, note=note, pending_id=done.pending_id
    )
