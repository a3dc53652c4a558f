"""Ciphertexts that belong to no standing bid are dropped."""

from datetime import timedelta

from django.db import transaction

from bidding import access
from bidding.reads import plan_files
from bidding.rules.plan_files import KEPT_HOURS
from kernel import clock
from kernel.actors import Actor


@transaction.atomic
def drop_sealed_files(*, actor: Actor) -> int:
    """Drop what no bid has named for six hours, and what was named by bids that were taken back, replaced or left unopened."""
    access.may_run_the_clock(actor)
    gone = plan_files.lock_what_nobody_needs(before=clock.now() - timedelta(hours=KEPT_HOURS))
    return gone.delete()[0]
