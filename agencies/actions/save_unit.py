"""Confirm the unit."""

from django.db import transaction

from agencies import reads
from agencies.actions.parts.task import open_task
from agencies.rules.registration import TO_CONFIRM_A_UNIT
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check


@transaction.atomic
def save_unit(*, actor: Actor, code: str = "", address: str = "", introduction: str = "", contact_phone: str = "") -> None:
    """Confirm the unit by its code (that of the organisation, if none is typed), and say where it is found.

    Raises:
        RulesBroken: for a code whose check characters are wrong, or that is another unit's.
    """
    opened = open_task(actor)
    agency = opened.agency
    check(
        TO_CONFIRM_A_UNIT,
        reads.unit_facts(agency, code or agency.organisation.uscc, opened.at),
        on=clock.day_of(opened.at),
    )
    agency.address, agency.contact_phone, agency.introduction = address, contact_phone, introduction
    opened.done("unit", unit_confirmed=True)
