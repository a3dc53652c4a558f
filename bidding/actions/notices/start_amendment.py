"""A buyer starts a new version of a public notice."""

from django.db import transaction

from bidding import access, reads
from bidding.models import Notice
from bidding.rules.amendment import TO_START_AN_AMENDMENT
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check


@transaction.atomic
def start_amendment(*, actor: Actor, number: str) -> Notice:
    """Copy the version in force into a draft that only the buyer sees; the draft that is there already, if there is one."""
    need = reads.lock_need(number)
    access.may_steer(actor, need)
    at = clock.now()
    check(TO_START_AN_AMENDMENT, reads.amendment_facts(need, at=at), on=clock.day_of(at))
    if reads.has_draft(need):
        return reads.draft_of(need)
    notice = reads.notice_of(need)
    files = list(notice.attachments.order_by("pk"))
    notice.pk, notice.version, notice.published_at, notice.what_changed = None, notice.version + 1, None, ""
    notice._state.adding = True
    notice.save()
    for file in files:
        file.pk, file.notice = None, notice
        file._state.adding = True
        file.save()
    return notice
