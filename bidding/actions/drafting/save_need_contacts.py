"""A buyer says whom to ask."""

from django.db import transaction

from bidding.actions.drafting.save_part import save_part
from bidding.models import Notice
from kernel.actors import Actor


@transaction.atomic
def save_need_contacts(
    *,
    actor: Actor,
    number: str,
    contact_name: str,
    contact_phone: str,
    complaint_phone: str = "",
) -> Notice:
    """Save the contact and the phone for complaints."""
    return save_part(
        actor=actor,
        number=number,
        rules=(),
        says={
            "contact_name": contact_name,
            "contact_phone": contact_phone,
            "complaint_phone": complaint_phone,
        },
    )
