"""Begin to register."""

from django.db import transaction

from agencies import access, reads
from agencies.models import Agency, Registration
from agencies.rules.registration import TO_START_A_REGISTRATION
from agencies.states import Standing
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check
from ledger.record import record


@transaction.atomic
def start_registration(*, actor: Actor) -> Registration:
    """Begin an application, or find the one that is open; an agency that was removed begins anew when its bar has run out.

    Raises:
        RulesBroken: while a bar runs.
    """
    access.may_become_agency(actor)
    organisation = reads.lock_organisation(actor.organisation_id or 0)
    reads.lock_relations()
    agency, _ = Agency.objects.get_or_create(organisation=organisation)
    agency = reads.lock_agency(agency.pk)
    found = reads.open_registration(agency)
    if found is not None:
        return found
    if agency.standing not in {Standing.UNLISTED, Standing.REMOVED}:
        return agency.registrations.latest("pk")
    at = clock.now()
    registration = Registration(agency=agency)
    check(TO_START_A_REGISTRATION, reads.registration_facts(registration, at), on=clock.day_of(at))
    if agency.standing == Standing.REMOVED:
        agency.come_back()
        agency.promises_hash = ""
        agency.save()
        _end_controls(actor, agency)
    registration.save()
    return registration


def _end_controls(actor: Actor, agency: Agency) -> None:
    """What it declared before its removal ends on the record; it is declared anew with the new application."""
    for control in agency.controllers.order_by("pk"):
        record(actor, "control.ended", {"org": actor.uscc, "controller": control.controller_uscc, "kind": control.kind})
