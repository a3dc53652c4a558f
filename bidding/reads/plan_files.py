"""Files of plans: the ciphertexts that are held, and what they say once their plan is open."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from agencies.models import Agency
from bidding.models import Need, Plan, SealedFile
from bidding.rules.plan_files import UploadFacts
from bidding.states import BidState
from sealing.plan import READ, outcome_of

GONE = (BidState.WITHDRAWN, BidState.REPLACED, BidState.UNOPENED)


def held(need_id: int, agency_id: int, names: list[str]) -> QuerySet[SealedFile]:
    """The ciphertexts of an agency in a need that have these names, without what is in them."""
    return SealedFile.objects.defer("cipher").filter(need=need_id, agency=agency_id, sha256__in=names)


def lock_files(need_id: int, agency_id: int, names: list[str]) -> list[SealedFile]:
    """The same, locked: while a bid that names them is taken in nobody drops them."""
    return list(held(need_id, agency_id, names).select_for_update(of=("self",)).order_by("pk"))


def lock_what_nobody_needs(*, before: datetime) -> QuerySet[SealedFile]:
    """The ciphertexts that no bid has named since a moment, and those of bids that will never be opened; none that is locked."""
    unneeded = SealedFile.objects.filter(Q(plan=None, at__lt=before) | Q(plan__bid__state__in=GONE)).values("pk")
    rows = SealedFile.objects.filter(pk__in=unneeded).select_for_update(skip_locked=True).values_list("pk", flat=True)
    return SealedFile.objects.filter(pk__in=list(rows))


def upload_facts(need: Need, agency: Agency, *, size: int, is_whole: bool) -> UploadFacts:
    """A ciphertext that has come."""
    waiting = SealedFile.objects.filter(need=need, agency=agency, plan=None).count()
    return UploadFacts(takes_plans=need.has_plans, size=size, is_whole=is_whole, waiting=waiting)


def cipher_of(plan: Plan, sha256: str) -> bytes | None:
    """What is stored under a name that came with a plan; None if it is gone."""
    found = SealedFile.objects.filter(plan=plan, sha256=sha256).values_list("cipher", flat=True).first()
    return None if found is None else bytes(found)


def read_file(plan: Plan, file: dict[str, Any]) -> tuple[str, bytes]:
    """The outcome of one file of an opened plan, and its content where it was read."""
    handed_in = file["sha256"] in plan.handed_in
    return outcome_of(cipher_of(plan, file["sha256"]) if handed_in else None, file, handed_in=handed_in)


def outcomes_of(plan: Plan, plain: dict[str, Any]) -> list[dict[str, str]]:
    """What became of each file that a plan names, in its order: one is read at a time."""
    return [{"sha256": file["sha256"], "outcome": read_file(plan, file)[0]} for file in plain["files"]]


def files_of(plan: Plan) -> list[dict[str, Any]]:
    """The files of an opened plan by their numbers, as an expert sees them: type, size, outcome, and no name."""
    files = (plan.plain or {}).get("files", [])
    return [
        {
            "place": place,
            "type": file["type"],
            "size": file["size"],
            "outcome": told["outcome"],
            "is_read": told["outcome"] == READ,
        }
        for place, (file, told) in enumerate(zip(files, plan.outcomes, strict=True), 1)
    ]
