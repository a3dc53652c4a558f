"""How a file is kept: looked at by its content, refused with its reason, written under a name that says nothing."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.core.files.base import File

from agencies.models import Agency, Paper
from agencies.rules.offering import TO_KEEP_A_FILE, FileFacts
from kernel import clock
from kernel.rulebook import check
from web.uploads import look_at


def keep_paper(agency: Agency, file: File, at: datetime) -> Paper:
    """Keep a file for an agency.

    Raises:
        RulesBroken: for a file of another kind than PDF, PNG, JPG by its content, an empty one, or one over 10 MB.
    """
    upload = look_at(file)
    check(TO_KEEP_A_FILE, FileFacts(upload.name, upload.media, upload.size), on=clock.day_of(at))
    paper = Paper(agency=agency, name=upload.name, media=upload.media, size=upload.size, sha256=upload.sha256, received_at=at)
    paper.file.save(f"{uuid4().hex}.{upload.ending}", file, save=False)
    paper.save()
    return paper
