"""A buyer sets the deadline."""

from datetime import datetime

from django.db import transaction

from bidding.actions.drafting.save_part import save_part
from bidding.models import Notice
from bidding.rules.drafting import TO_SAVE_THE_DEADLINE
from kernel.actors import Actor


@transaction.atomic
def save_need_deadline(
    *,
    actor: Actor,
    number: str,
    closes_at: datetime,
) -> Notice:
    """Save the moment until which bids may come."""
    return save_part(
        actor=actor,
        number=number,
        rules=TO_SAVE_THE_DEADLINE,
        says={
            "closes_at": closes_at,
        },
    )
