"""A buyer says by what plans are scored, and by how many experts of which specialty."""

from typing import Any

from django.db import transaction

from bidding.actions.drafting.save_part import save_part
from bidding.models import Notice
from bidding.rules.drafting import TO_SAVE_THE_SCORING
from kernel.actors import Actor


@transaction.atomic
def save_need_scoring(
    *,
    actor: Actor,
    number: str,
    criteria: list[tuple[str, int]],
    price_points: int | None,
    expert_count: int | None,
    specialty: str,
) -> Notice:
    """Save criteria (name, whole points), the price's points, the number of experts and their specialty."""
    rows: list[dict[str, Any]] = [
        {"key": f"c{n}", "name": name, "points": points} for n, (name, points) in enumerate(criteria, 1)
    ]
    says = {"criteria": rows, "price_points": price_points, "expert_count": expert_count, "specialty": specialty}
    return save_part(actor=actor, number=number, rules=TO_SAVE_THE_SCORING, says=says)
