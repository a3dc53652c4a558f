"""Every guard of the database (pgtrigger) asks first whether it is to be left out here: asked cheaply.

The library's function catches an error in each transaction that names no guard, which is nearly all, and an error that is
caught costs as much as reading a row. The same question in plain SQL becomes a part of the guard itself. Migrations write
the library's own again, so this one is put in its place at the end of every migration.
"""

from django.db import connections

_LEFT_OUT = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT coalesce(trigger_name = ANY (nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false)
    $$
"""


def ask_cheaply(*, using: str, **_: object) -> None:
    """After a migration: the library's question in plain SQL."""
    with connections[using].cursor() as cursor:
        cursor.execute(_LEFT_OUT)
