"""A buyer attaches a file to a draft."""

import hashlib
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction

from bidding.actions.drafting.save_part import locked_draft
from bidding.models import Attachment
from bidding.rules.files import TO_ATTACH_A_FILE, FileFacts, ending, kind_of
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check


@transaction.atomic
def attach_file(*, actor: Actor, number: str, name: str, data: bytes) -> Attachment:
    """Attach a PDF, DOCX, PNG or JPG of at most 10 MB; its SHA-256 goes into the hash of the notice."""
    _, notice = locked_draft(actor, number)
    name = PurePath(name.replace("\\", "/")).name[-200:]
    facts = FileFacts(name=name, size=len(data), kind=kind_of(data), already=notice.attachments.count())
    check(TO_ATTACH_A_FILE, facts, on=clock.today())
    digest = hashlib.sha256(data).hexdigest()
    file = ContentFile(data, name=f"{digest[:32]}.{ending(name)}")
    return Attachment.objects.create(notice=notice, file=file, name=name, size=len(data), sha256=digest)
