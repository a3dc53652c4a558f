"""An agency hands in a file of its plan, encrypted: the server stores what it can't read."""

from __future__ import annotations

import hashlib

from django.db import transaction

from bidding import access, reads
from bidding.models import SealedFile
from bidding.reads import plan_files
from bidding.rules.plan_files import TO_HAND_IN_A_FILE
from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import check, refusals_logged


@refusals_logged
@transaction.atomic
def hand_in_file(*, actor: Actor, number: str, cipher: bytes, sha256: str) -> SealedFile:
    """Take in a ciphertext, before the bid that names it. The same one twice is stored once.

    It counts for nothing until a bid comes with its hash; one with which none comes is dropped by the clock.

    Args:
        actor: somebody who bids for an agency that may bid in this need, now.
        number: the need's number.
        cipher: as `sealing.plan.lock_file` makes it.
        sha256: the hash under which it was sent, in hex.

    Raises:
        RulesBroken: for whoever may not bid, alone or with the members of its joint venture, and for what is too large, empty,
            not whole or one too many; nothing is stored then.
    """
    agency = access.agency_to_bid(actor)
    notice = reads.notice_for_bidding(number, agency=agency.pk)
    reads.check_submission(notice, agency, reads.venture_before(notice, agency))
    known = plan_files.held(notice.need_id, agency.pk, [sha256]).first()
    is_whole = hashlib.sha256(cipher).hexdigest() == sha256
    if known is not None and is_whole:
        return known
    facts = plan_files.upload_facts(notice.need, agency, size=len(cipher), is_whole=is_whole)
    check(TO_HAND_IN_A_FILE, facts, on=notice.need.law_day or clock.today())
    said = {"size": len(cipher), "cipher": cipher, "at": clock.now()}
    file, _ = SealedFile.objects.get_or_create(need=notice.need, agency=agency, sha256=sha256, defaults=said)
    return file
