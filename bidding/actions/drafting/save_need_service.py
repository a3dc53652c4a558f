"""A buyer names the service."""

from django.db import transaction

from bidding import reads
from bidding.actions.drafting.save_part import save_part
from bidding.models import Notice
from bidding.rules.drafting import TO_SAVE_THE_SERVICE
from kernel.actors import Actor


@transaction.atomic
def save_need_service(
    *,
    actor: Actor,
    number: str,
    item_code: str,
    days: int | None,
    service_name: str = "",
    approval_serial: str = "",
) -> Notice:
    """Save the service: an item of the list (by its code) or, for a voluntary purchase, a name of one's own; the days it may take."""
    item = reads.item_of_the_list(item_code) if item_code else None
    return save_part(
        actor=actor,
        number=number,
        rules=TO_SAVE_THE_SERVICE,
        says={
            "service_name": service_name if item is None else item.name,
            "days": days,
            "approval_serial": approval_serial,
        },
        of_need={"item": item},
    )
