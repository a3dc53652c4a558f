"""Bring a new edition of the retained list into force."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kernel import clock
from kernel.actors import Actor
from kernel.rulebook import broken, check
from ledger.canonical import Plain
from ledger.record import record
from market import access
from market.models import ApprovalItem, ListEdition, ListItem, Region
from market.reads import lock_region, newest_edition
from market.rules.retained_list import TO_BE_IN_FORCE, TO_PUBLISH_AN_EDITION, EditionFacts, ItemFacts, applicant_may_do_it
from market.sheets import Fault, read_list
from market.spelling import spell

PROVINCE = "410000"


@dataclass(frozen=True)
class ListRead:
    """What an import did or, on a dry run or with faults, would do. `waiting` are the codes of incomplete items (待补充)."""

    edition: ListEdition | None
    in_force: int
    waiting: tuple[str, ...]
    faults: tuple[Fault, ...] = ()


@transaction.atomic
def import_list(
    *,
    actor: Actor,
    text: str,
    name: str,
    effective_on: date,
    region_code: str = PROVINCE,
    is_official: bool = False,
    note: str = "",
    dry_run: bool = False,
) -> ListRead:
    """Publish an edition from a CSV file, or refuse the whole file with every fault in it.

    An item that lacks one of the four particulars, or a statutory basis, comes in as incomplete and is not in force.

    Raises:
        RulesBroken: if the edition would change the list of a past day.
    """
    region = lock_region(region_code)
    access.keeper_of_the_list(actor)
    newest = newest_edition(region)
    facts = EditionFacts(effective_on, newest.effective_on if newest else None)
    check(TO_PUBLISH_AN_EDITION, facts, on=clock.today())
    table = read_list(text)
    items = [_item_of(row, effective_on) for _, row in table.rows] if not table.faults else []
    waiting = tuple(item.code for item, _ in items if not item.is_in_force)
    if table.faults or dry_run:
        return ListRead(None, len(items) - len(waiting), waiting, tuple(table.faults))
    edition = _published(region, name, effective_on, is_official, note)
    approvals = _approvals_of(items)
    for item, approval in items:
        item.edition, item.approval = edition, approvals.get(approval)
    ListItem.objects.bulk_create(item for item, _ in items)
    body: dict[str, Plain] = {
        "region": region.code,
        "edition": name,
        "effective_on": str(effective_on),
        "official": is_official,
        "in_force": list[Plain](sorted(item.code for item, _ in items if item.is_in_force)),
        "waiting": list[Plain](sorted(waiting)),
        "file_sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    record(actor, "retained_list.changed", body)
    return ListRead(edition, len(items) - len(waiting), waiting)


def _published(region: Region, name: str, effective_on: date, is_official: bool, note: str) -> ListEdition:
    return ListEdition.objects.create(
        region=region, name=name, effective_on=effective_on, published_at=clock.now(), is_official=is_official, note=note
    )


def _approvals_of(items: list[tuple[ListItem, str]]) -> dict[str, ApprovalItem]:
    departments = {approval: item.department_name for item, approval in items if approval}
    ApprovalItem.objects.bulk_create(
        (ApprovalItem(name=name, department_name=word[:120]) for name, word in departments.items()), ignore_conflicts=True
    )
    return {approval.name: approval for approval in ApprovalItem.objects.filter(name__in=departments)}


def _item_of(row: dict[str, str], on: date) -> tuple[ListItem, str]:
    facts = ItemFacts(
        name=row["name_zh"],
        legal_basis=row["legal_basis"],
        time_limit=row["time_limit"],
        workflow=row["workflow"],
        conditions=row["conditions"],
        fee_basis=row["fee_basis"],
        bans=frozenset(row["bans"].split()),
    )
    sounds = spell(row["name_zh"])
    item = ListItem(
        code=row["code"],
        name=row["name_zh"],
        pinyin=sounds.pinyin,
        initials=sounds.initials,
        legal_basis=row["legal_basis"],
        department_name=row["department"],
        qualification=row["qualification"],
        time_limit=row["time_limit"],
        workflow=row["workflow"],
        conditions=row["conditions"],
        fee_basis=row["fee_basis"],
        fee_kind=row["fee_kind"] or "market",
        commissioned_by=row["commissioned_by"] or "applicant",
        applicant_may_do_it=applicant_may_do_it(row["qualification"]),
        needs_certificate=bool(row["needs_certificate"]),
        tier=row["code"][:1] if row["source"].startswith("TIER") else "",
        sample_fields=row["sample_fields"].split(),
        is_in_force=not broken(TO_BE_IN_FORCE, facts, on=on),
        source=row["source"],
    )
    return item, row["approval_item"]
