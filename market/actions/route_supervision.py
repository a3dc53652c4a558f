"""Say which department supervises a service in a region."""

from __future__ import annotations

from django.db import transaction

from kernel.actors import Actor
from ledger.record import record
from market import access
from market.models import Organisation, Region, SupervisionRoute


@transaction.atomic
def route_supervision(*, actor: Actor, item_code: str, region: Region, department: Organisation) -> SupervisionRoute:
    """Make a department the supervisor of a service in a region and those below it that have no route of their own.

    A second call for the same service and region changes the department.
    """
    access.keeper_of_the_list(actor)
    route, _ = SupervisionRoute.objects.update_or_create(item_code=item_code, region=region, defaults={"department": department})
    record(actor, "supervision.routed", {"item": item_code, "region": region.code, "org": department.uscc})
    return route
