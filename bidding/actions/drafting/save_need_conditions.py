"""A buyer says who may serve."""

from django.db import transaction

from bidding.actions.drafting.save_part import save_part
from bidding.models import Notice
from bidding.rules.drafting import TO_SAVE_THE_CONDITIONS
from kernel.actors import Actor


@transaction.atomic
def save_need_conditions(
    *,
    actor: Actor,
    number: str,
    certificate_kinds: list[str],
    practitioner_kind: str = "",
    practitioner_count: int = 0,
    requirements: str = "",
    admits_ventures: bool = False,
) -> Notice:
    """Save the conditions: certificates, practitioners (kind and number), anything else that the work needs, and whether joint ventures may bid."""
    return save_part(
        actor=actor,
        number=number,
        rules=TO_SAVE_THE_CONDITIONS,
        says={
            "certificate_kinds": certificate_kinds,
            "practitioner_kind": practitioner_kind,
            "practitioner_count": practitioner_count,
            "requirements": requirements,
            "admits_ventures": admits_ventures,
        },
    )
