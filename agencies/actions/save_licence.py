"""Hand in the business licence."""

from django.core.files.base import File
from django.db import transaction

from agencies.actions.parts.paper import keep_paper
from agencies.actions.parts.task import open_task
from kernel.actors import Actor
from ledger.record import record


@transaction.atomic
def save_licence(*, actor: Actor, file: File) -> None:
    """Hand in the business licence as PDF, PNG or JPG of at most 10 MB."""
    opened = open_task(actor)
    paper = keep_paper(opened.agency, file, opened.at)
    opened.agency.licence = paper
    opened.done("licence")
    if opened.is_public:
        record(actor, "licence.changed", {"org": actor.uscc, "sha256": paper.sha256})
