"""Bring Henan's divisions into the table, the dead ones as history."""

from __future__ import annotations

import csv
import io

from django.db import transaction

from kernel.actors import Actor
from market import access
from market.models import Region


@transaction.atomic
def load_regions(*, actor: Actor, text: str) -> int:
    """Write the regions of a CSV file (columns of `market/data/henan_regions.csv`); safe to repeat. Returns how many rows it has.

    A row with `valid_to` is history: search and imports know it, forms never offer it. A parent stands before its children.
    """
    access.keeper_of_the_list(actor)
    rows = sorted(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))), key=lambda row: (row["valid_to"] != "", row["code"]))
    current = {region.code: region for region in Region.objects.filter(valid_to=None)}
    for row in rows:
        fields = {
            "name": row["name_zh"],
            "level": row["level"],
            "parent": current.get(row["parent_code"]),
            "pinyin": row["pinyin"],
            "initials": row["initials"],
            "valid_to": int(row["valid_to"]) if row["valid_to"] else None,
            "is_top_unit": row["top_unit"] == "1",
            "note": row["note"][:200],
        }
        region, _ = Region.objects.update_or_create(code=row["code"], valid_from=int(row["valid_from"]), defaults=fields)
        if region.valid_to is None:
            current[region.code] = region
    return len(rows)
