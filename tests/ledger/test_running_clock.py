"""Every way of choosing under a clock that runs, as it does on a site: each reading is later than the one before.

Elsewhere the tests hold the clock, and all that a verb writes bears one moment; here two readings in one verb differ.
"""

import pytest
from django.db import connection

from kernel import clock
from ledger.export import export_record
from ledger.sequencer import sequence_all
from tests.conftest import WEDNESDAY
from tests.ledger.browser import verify
from tests.ledger.plays import RECORDS

RUNS = """
    CREATE OR REPLACE FUNCTION zx_now() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
    DECLARE moment timestamptz;
    BEGIN
        UPDATE kernel_clockshift SET frozen_at = frozen_at + interval '1 microsecond' WHERE id = 1 RETURNING frozen_at INTO moment;
        RETURN moment;
    END $$
"""


@pytest.mark.django_db
@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.about)
def test_what_is_written_while_the_clock_runs_holds(record, tmp_path) -> None:
    clock.set_to(WEDNESDAY)
    with connection.cursor() as cursor:
        cursor.execute(RUNS)
    record.play()
    sequence_all()
    export_record(tmp_path / "export")
    assert verify.check(tmp_path / "export").findings == []
