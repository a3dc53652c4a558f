"""Guards of the database are left out where a verb of the tests or the demo names them, and nowhere else."""

import pgtrigger
import pytest
from django.db import connection, transaction

pytestmark = pytest.mark.django_db


def left_out(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT public._pgtrigger_should_ignore(%s::name)", [name])
        return cursor.fetchone()[0]


def test_a_guard_is_left_out_while_it_is_named() -> None:
    assert not left_out("pgtrigger_entry_stays_bd4f3")
    with transaction.atomic(), pgtrigger.ignore("ledger.Entry:entry_stays"):
        assert left_out("pgtrigger_entry_stays_bd4f3")
        assert not left_out("pgtrigger_block_stays_bd4f3")
    assert not left_out("pgtrigger_entry_stays_bd4f3")


def test_the_question_is_plain_sql_after_every_migration() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lanname FROM pg_proc JOIN pg_language l ON l.oid = prolang WHERE proname = '_pgtrigger_should_ignore'"
        )
        assert cursor.fetchall() == [("sql",)]
