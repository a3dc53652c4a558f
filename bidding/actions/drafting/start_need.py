"""A buyer starts a draft."""

from django.db import transaction

from bidding import access, reads
from bidding.models import Need, Notice
from bidding.states import Funding
from kernel import clock
from kernel.actors import Actor, ActorKind


@transaction.atomic
def start_need(*, actor: Actor) -> Need:
    """Start a need as a draft that only its buyer sees. A department's need is always commissioned by the department.

    A draft is private: nothing of it goes on the public record before publication.
    """
    buyer = access.buyer_of(actor)
    at = clock.now()
    need = Need.objects.create(
        number=reads.next_number(clock.day_of(at).year),
        buyer=buyer,
        region=buyer.region,
        is_commissioned_by_department=actor.kind == ActorKind.DEPARTMENT,
        is_demo=buyer.is_demo,
        created_at=at,
    )
    fiscal = buyer.pays_with_public_money or actor.kind == ActorKind.DEPARTMENT
    Notice.objects.create(
        need=need,
        funding=Funding.FISCAL if fiscal else Funding.SOCIAL,
        contact_name=buyer.contact_name,
        contact_phone=buyer.contact_phone,
    )
    return need
