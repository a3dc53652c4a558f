"""The clock of the database is the moment itself, and a question of a table only while it is held."""

from django.db import migrations

HELD_IN_A_ROW = """
    CREATE OR REPLACE FUNCTION zx_now() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
    DECLARE held timestamptz;
    BEGIN
        SELECT frozen_at INTO held FROM kernel_clockshift WHERE id = 1;
        RETURN coalesce(held, clock_timestamp());
    END $$
"""


class Migration(migrations.Migration):
    """`zx_now()` as `kernel.clock.set_to(None)` leaves it; where a demo holds the clock, it is left alone."""

    dependencies = [("kernel", "0003_clock_keeps_its_plan")]

    operations = [
        migrations.RunSQL(
            """
            DO $do$ BEGIN
                IF NOT EXISTS (SELECT FROM kernel_clockshift) THEN
                    CREATE OR REPLACE FUNCTION zx_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';
                END IF;
            END $do$
            """,
            HELD_IN_A_ROW,
        ),
    ]
