"""A buyer names who has to keep out."""

from django.db import transaction

from bidding.actions.drafting.save_part import save_part
from bidding.models import Notice
from kernel.actors import Actor


@transaction.atomic
def save_need_avoidance(
    *,
    actor: Actor,
    number: str,
    avoidance: list[dict[str, str]],
) -> Notice:
    """Save the avoidance list: for each organisation its code, its name and the reason."""
    return save_part(
        actor=actor,
        number=number,
        rules=(),
        says={
            "avoidance": avoidance,
        },
    )
