"""The database's clock, and trigram search for names."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """`zx_now()` is real time, unless the demo or a test holds the clock."""

    dependencies = [("kernel", "0001_initial")]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(
            """
            CREATE FUNCTION zx_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
            $$ SELECT coalesce((SELECT frozen_at FROM kernel_clockshift WHERE id = 1), clock_timestamp()) $$
            """,
            "DROP FUNCTION zx_now()",
        ),
    ]
