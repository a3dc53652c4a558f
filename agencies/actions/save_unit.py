"""Confirm the unit."""

from django.db import transaction

from agencies.actions.parts.task import open_task
from kernel.actors import Actor


@transaction.atomic
def save_unit(*, actor: Actor, address: str = "", introduction: str = "", contact_phone: str = "") -> None:
    """Confirm the unit's name and code, and say where it is found."""
    opened = open_task(actor)
    opened.agency.address = address
    opened.agency.contact_phone = contact_phone
    opened.agency.introduction = introduction
    opened.done("unit", unit_confirmed=True)
