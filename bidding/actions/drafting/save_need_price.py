"""A buyer says how it chooses and what it may cost."""

from django.db import transaction

from bidding.actions.drafting.save_part import save_part
from bidding.models import Notice
from bidding.rules.drafting import TO_SAVE_THE_PRICE
from bidding.states import PriceMode
from kernel.actors import Actor


@transaction.atomic
def save_need_price(
    *,
    actor: Actor,
    number: str,
    method: str,
    funding: str,
    price_mode: str = PriceMode.AMOUNT,
    ceiling_fen: int | None = None,
    floor_fen: int | None = None,
    floor_rate_bp: int | None = None,
    ceiling_rate_bp: int | None = None,
    no_estimate_note: str = "",
    budget_line: str = "",
) -> Notice:
    """Save method, money and bounds: amounts in fen, rates in basis points."""
    return save_part(
        actor=actor,
        number=number,
        rules=TO_SAVE_THE_PRICE,
        says={
            "funding": funding,
            "price_mode": price_mode,
            "ceiling_fen": ceiling_fen,
            "floor_fen": floor_fen,
            "floor_rate_bp": floor_rate_bp,
            "ceiling_rate_bp": ceiling_rate_bp,
            "no_estimate_note": no_estimate_note,
            "budget_line": budget_line,
        },
        of_need={"method": method},
    )
