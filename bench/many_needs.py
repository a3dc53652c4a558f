"""Many rows at once: copies of one, made by the database."""

from django.db import connection
from django.db.models import Model, OuterRef, QuerySet

from bidding.models import Need, Notice


def copies(of: Model, count: int, **changed: str) -> None:
    """Copy a row so many times. `changed` gives columns as SQL over the number `n` of the copy. Triggers sleep meanwhile."""
    table = of._meta.db_table
    columns = {field.column: f'"{field.column}"' for field in of._meta.concrete_fields if field.column != "id"} | changed
    into = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET statement_timeout = 0")
        source = f"{table}, generate_series(1, %s) AS n WHERE {table}.id = %s"
        cursor.execute(f"INSERT INTO {table} ({into}) SELECT {', '.join(columns.values())} FROM {source}", [count, of.pk])
        cursor.execute("SET session_replication_role = origin")
        cursor.execute(f"VACUUM ANALYZE {table}")


def multiply(need: Need, until: int) -> None:
    """Copy a need and its notice until there are so many needs, each with its times shifted."""
    start, shift = Need.objects.count(), "n * interval '1 second'"
    wanted, number = until - start, f"'ZX-2025-' || lpad(({start} + n)::text, 6, '0')"
    copies(need, wanted, number=number, published_at=f"published_at - {shift}", closes_at=f"closes_at + {shift}")
    copies(Notice.objects.get(need=need), wanted, need_id=f"(SELECT id FROM bidding_need WHERE number = {number})")
    take_bids(Need.objects.exclude(pk=need.pk))


def take_bids(needs: QuerySet[Need]) -> None:
    """Bids come for the one notice that each of the copies has."""
    needs.update(bids_for=Notice.objects.filter(need=OuterRef("pk")).values("pk")[:1])
