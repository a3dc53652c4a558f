"""A buyer says what the project is."""

from django.db import transaction

from bidding import reads
from bidding.actions.drafting.save_part import save_part
from bidding.models import Notice
from bidding.rules.drafting import TO_SAVE_THE_PROJECT
from kernel.actors import Actor


@transaction.atomic
def save_need_project(
    *,
    actor: Actor,
    number: str,
    title: str,
    region_code: str,
    content: str,
    scale: str = "",
    project_code: str = "",
) -> Notice:
    """Save the project: its name, codes, scale and what is to be done, and the region."""
    return save_part(
        actor=actor,
        number=number,
        rules=TO_SAVE_THE_PROJECT,
        says={
            "title": title,
            "content": content,
            "scale": scale,
            "project_code": project_code,
        },
        of_need={"region": reads.current_region(region_code)},
    )
