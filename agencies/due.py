"""What the clock brings about in this room. Each function gives the number of things that it moved."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from agencies.actions import admit_registration, remind_of_certificate, restore_agency
from agencies.reads import certificates_to_remind, measures_run_out, registrations_due
from kernel import clock
from kernel.actors import SCHEDULER
from kernel.rulebook import RulesBroken

log = logging.getLogger(__name__)


def admit_by_silence() -> int:
    """Admit the agencies whose application was not answered in time."""
    due = list(registrations_due(clock.now()).values_list("pk", flat=True))
    return sum(_tried(admit_registration, registration_id=pk) for pk in due)


def restore_due() -> int:
    """Lift the suspensions and warnings that have run out."""
    due = list(measures_run_out(clock.now()).values_list("pk", flat=True))
    return sum(_tried(restore_agency, agency_id=pk) for pk in due)


def remind_expiring() -> int:
    """Tell of the certificates that run out in 30, 7 or 0 days, and of those that have run out."""
    due = list(certificates_to_remind(clock.today()).values_list("pk", flat=True))
    return sum(_tried(remind_of_certificate, certificate_id=pk) for pk in due)


def _tried(verb: Callable[..., Any], **what: int) -> int:
    """One thing moved, or 0 with a line in the log: somebody else was faster, or the thing itself is at fault."""
    try:
        return int(verb(actor=SCHEDULER, **what) is not False)
    except RulesBroken as refused:
        log.info("%s %s: %s", verb.__name__, what, refused)
    except Exception:
        log.exception("%s %s failed", verb.__name__, what)
    return 0
