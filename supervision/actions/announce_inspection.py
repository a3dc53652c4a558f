"""An organ announces an inspection; from then on nobody has anything to choose."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction

from draws.actions.commit_to_draw import commit_to_draw
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record, stamp
from market.models import Region
from supervision import access, reads
from supervision.models import Inspection
from supervision.register import lies_in
from supervision.rules import DRAW_AFTER_DAYS, LIST_AFTER_MINUTES, TO_ANNOUNCE_AN_INSPECTION, AnnouncementFacts


@transaction.atomic
def announce_inspection(
    *, actor: Actor, number: str, region: Region, item: str = "", item_name: str = "", agencies: int, inspectors: int, commit: str
) -> Inspection:
    """Name region, item and how many; commit the organ and the operator to their numbers; fix the hours of list and draw.

    Args:
        actor: an official who decides.
        number: the inspection's number, under which the organ made its commitment.
        region: where the agencies are registered.
        item: code of a retained item that they offer; "" for any.
        item_name: its name.
        agencies: how many are drawn, each with the same chance.
        inspectors: how many of the organ's pool inspect.
        commit: `draws.terms.commitment_of(number, organ, its 32 bytes)`; the bytes stay with the organ.
    """
    organ = reads.lock_organ(access.organ_of(actor, to="decide"))
    reads.lock_numbers()
    at, register = clock.now(), reads.register_before()
    facts = AnnouncementFacts(
        agencies=agencies,
        inspectors=inspectors,
        on_the_register=len(register.entrants(region.code, item)),
        in_the_pool=len(register.pool(organ.uscc)),
        lies_in_the_region=lies_in(region.code, organ.region.code),
        number=number,
        next_number=reads.next_inspection_number(at),
        commit=commit,
    )
    check(TO_ANNOUNCE_AN_INSPECTION, facts, on=clock.day_of(at))
    inspection = Inspection.objects.create(
        number=number,
        organ=organ,
        region=region.code,
        region_name=region.name,
        item=item,
        item_name=item_name,
        agencies=agencies,
        inspectors=inspectors,
        announced_at=at,
        listed_at=at + timedelta(minutes=LIST_AFTER_MINUTES),
        draws_at=at + timedelta(days=DRAW_AFTER_DAYS),
        is_demo=organ.is_demo,
    )
    fixed = commit_to_draw(actor=actor, subject=number, commits={organ.uscc: commit}, at=at)
    body: dict[str, Any] = {
        "inspection": number,
        **reads.announced(inspection),
        "listed_at": stamp(inspection.listed_at),
        "draws_at": stamp(inspection.draws_at),
        **fixed,
    }
    record(actor, "inspection.announced", body, at=at)
    return inspection
