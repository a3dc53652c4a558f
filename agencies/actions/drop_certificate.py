"""Take a certificate off the register."""

from django.db import transaction

from agencies.actions.parts.task import open_task
from kernel.access import NotFound
from kernel.actors import Actor
from ledger.record import record


@transaction.atomic
def drop_certificate(*, actor: Actor, certificate_id: int) -> None:
    """Take a certificate off the register; services that the law binds to it are hidden from now on."""
    opened = open_task(actor)
    held = opened.agency.certificates.filter(pk=certificate_id).first()
    if held is None:
        raise NotFound
    body = {"org": actor.uscc, "kind": held.kind, "valid_until": held.valid_until.isoformat()}
    held.delete()
    opened.done("certificates")
    if opened.is_public:
        record(actor, "certificate.dropped", body)
