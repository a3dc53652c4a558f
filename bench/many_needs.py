"""Many needs at once: copies of one, each with its notice and its times shifted."""

from django.db import connection

from bidding.models import Need, Notice


def multiply(need: Need, until: int) -> None:
    """Copy a need and its notice until there are so many needs. Triggers sleep meanwhile; the copies are for reading only."""
    start, wanted = Need.objects.count(), until - Need.objects.count()
    skip = {"id", "number", "published_at", "closes_at"}
    rest = [f'"{field.column}"' for field in Need._meta.concrete_fields if field.column not in skip]
    notice = [f'"{field.column}"' for field in Notice._meta.concrete_fields if field.column not in {"id", "need_id"}]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(
            f"""
            INSERT INTO bidding_need (number, published_at, closes_at, {", ".join(rest)})
            SELECT 'ZX-2025-' || lpad((%s + n)::text, 6, '0'), published_at - n * interval '1 second',
                   closes_at + n * interval '1 second', {", ".join(rest)}
            FROM bidding_need, generate_series(1, %s) AS n WHERE bidding_need.id = %s
            """,
            [start, wanted, need.pk],
        )
        cursor.execute(
            f"""
            INSERT INTO bidding_notice (need_id, {", ".join(notice)})
            SELECT copy.id, {", ".join(f"of.{name}" for name in notice)}
            FROM bidding_need AS copy, bidding_notice AS of
            WHERE of.need_id = %s AND NOT EXISTS (SELECT 1 FROM bidding_notice AS there WHERE there.need_id = copy.id)
            """,
            [need.pk],
        )
        cursor.execute("SET session_replication_role = origin")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE bidding_need")
        cursor.execute("VACUUM ANALYZE bidding_notice")
