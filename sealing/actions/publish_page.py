"""A program that bidders run to seal goes on the public record, by its hash."""

from __future__ import annotations

from django.db import transaction

from kernel import clock
from kernel.actors import Actor
from ledger.record import record
from sealing.models import PublishedPage
from sealing.programs import digest_of, program


@transaction.atomic
def publish_page(*, actor: Actor, name: str) -> bool:
    """Record the hash of a program when it is another than was last recorded; says whether it was.

    Whoever keeps the file can show later which program the site served, and everybody sees when it changed.
    """
    at, sha256 = clock.now(), digest_of(name)
    known = PublishedPage.objects.filter(page=name).first()
    if known is not None and known.sha256 == sha256:
        return False
    PublishedPage.objects.update_or_create(page=name, defaults={"sha256": sha256, "at": at})
    record(actor, "page.published", {"page": name, "sha256": sha256, "bytes": len(program(name))}, at=at)
    return True
