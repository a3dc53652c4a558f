"""The clock of the database keeps the plan of its question: a function of SQL is planned anew in each transaction."""

from django.db import migrations


class Migration(migrations.Migration):
    """`zx_now()` as before, in a language that keeps plans."""

    dependencies = [("kernel", "0002_database_clock")]

    operations = [
        migrations.RunSQL(
            """
            CREATE OR REPLACE FUNCTION zx_now() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
            DECLARE held timestamptz;
            BEGIN
                SELECT frozen_at INTO held FROM kernel_clockshift WHERE id = 1;
                RETURN coalesce(held, clock_timestamp());
            END $$
            """,
            """
            CREATE OR REPLACE FUNCTION zx_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
            $$ SELECT coalesce((SELECT frozen_at FROM kernel_clockshift WHERE id = 1), clock_timestamp()) $$
            """,
        ),
    ]
