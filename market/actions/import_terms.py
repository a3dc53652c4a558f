"""Bring a table of regional terms into force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kernel.actors import Actor
from kernel.rulebook import Kind
from ledger.canonical import Plain
from ledger.record import record
from market import access
from market.models import Region, RegionalTerm
from market.models.region import TermName
from market.sheets import Fault, Table, read_terms


@dataclass(frozen=True)
class TermsRead:
    """What an import did, or what hinders it (then nothing was written)."""

    added: int
    faults: tuple[Fault, ...] = ()


@transaction.atomic
def import_terms(*, actor: Actor, text: str, dry_run: bool = False) -> TermsRead:
    """Add the terms of a CSV file, safe to repeat; with any fault nothing is written.

    A row names a region, or a level (`province`, `city`, `county`) for every current region of it.
    """
    access.keeper_of_the_list(actor)
    table = read_terms(text)
    terms = _terms_of(table)
    if table.faults or dry_run:
        return TermsRead(0, tuple(table.faults))
    before = set(RegionalTerm.objects.values_list("region_id", "name", "since"))
    new = [term for term in terms if (term.region_id, term.name, term.since) not in before]
    for term in new:
        term.save()
    if new:
        shown: list[Plain] = [
            {"region": t.region.code, "name": t.name, "value": t.value, "kind": t.kind, "since": str(t.since)} for t in new
        ]
        record(actor, "term.changed", {"terms": shown})
    return TermsRead(len(new))


def _terms_of(table: Table) -> list[RegionalTerm]:
    regions = list(Region.objects.filter(valid_to=None))
    by_code = {region.code: region for region in regions}
    chosen: dict[tuple[int, str, str], RegionalTerm] = {}
    for line, row in table.rows:
        if row["name"] and row["name"] not in TermName.values:
            table.fault(line, "条款", row["name"], "没有这个条款")
        if row["kind"] and row["kind"] not in list(Kind):
            table.fault(line, "性质", row["kind"], "只能填 law、practice 或 default")
        if row["region_code"] and row["region_code"] not in by_code:
            table.fault(line, "地区代码", row["region_code"], "没有这个现行地区代码")
        if table.faults:
            continue
        named = [by_code[row["region_code"]]] if row["region_code"] else [r for r in regions if _level(r) == row["level"]]
        for region in named:
            key = (region.pk, row["name"], row["since"])
            if key not in chosen or row["region_code"]:  # a named region outdoes its level
                chosen[key] = _term(region, row)
    return list(chosen.values())


def _term(region: Region, row: dict[str, str]) -> RegionalTerm:
    since = date.fromisoformat(row["since"])
    return RegionalTerm(
        region=region, name=row["name"], value=int(row["value"]), kind=row["kind"], source=row["source"], since=since
    )


def _level(region: Region) -> str:
    return "city" if region.is_top_unit else region.level
