"""Test databases in a second: migrate once into a template, copy it for each run, worker and race.

The template's name holds a hash of every migration file that takes part (ours and the libraries'), so a changed
migration makes a new one and nothing has to be remembered. A copy belongs to the process that holds its advisory lock; a
copy that nobody holds is the litter of a killed run and is dropped by the next one.
"""

import hashlib
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

TEMPLATE = "zx_template_"
MAKING = "zx_making_"
COPY = "zx_test_"
TEMPLATES_KEPT = 12
COLUMN_SEARCHED = "环境影响评价"


def server() -> psycopg.Connection:
    """A connection to the server's own database, to make and drop others."""
    at = settings.DATABASES["default"]
    where = {"host": at["HOST"], "port": at["PORT"], "user": at["USER"], "password": at["PASSWORD"]}
    return psycopg.connect(dbname="postgres", autocommit=True, **{name: value for name, value in where.items() if value})


def fingerprint() -> str:
    """A hash of all that migrating depends on: every migration file, and the triggers that apps install after it."""
    found = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            found.update(f"{app.name}/{file.name}\n".encode() + file.read_bytes())
    return found.hexdigest()[:16]


def use(name: str) -> None:
    """Let Django talk to that database."""
    connections["default"].close()
    settings.DATABASES["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name


def drop(control: psycopg.Connection, name: str) -> None:
    """Drop a database, whoever is still connected to it."""
    control.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE false").format(sql.Identifier(name)))
    control.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def names(control: psycopg.Connection, prefix: str) -> list[str]:
    """The databases whose names begin so, oldest first."""
    found = control.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid", [prefix])
    return [row[0] for row in found]


def the_template(control: psycopg.Connection, *, anew: bool = False) -> str:
    """The migrated template's name; makes it if there is none. Runs that start together wait for the one that makes it.

    The caller's connection holds a share of it from here on: nobody drops a template that a run still copies.
    """
    name = TEMPLATE + fingerprint()
    making = f"{MAKING}{name}"  # a lock of its own: the share is held through the whole run, and would keep others waiting
    control.execute("SELECT pg_advisory_lock(hashtext(%s))", [making])
    try:
        if anew and name in names(control, name) and hold(control, name):
            drop(control, name)
            control.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])
        control.execute("SELECT pg_advisory_lock_shared(hashtext(%s))", [name])
        if name not in names(control, name):
            drop_old_templates(control)
            make(control, name)
    finally:
        control.execute("SELECT pg_advisory_unlock(hashtext(%s))", [making])
    return name


def make(control: psycopg.Connection, name: str) -> None:
    """Migrate a new database and close it as a template."""
    making = f"{MAKING}{name.removeprefix(TEMPLATE)}"
    if making in names(control, making):
        drop(control, making)
    create(control, making, "template0")
    use(making)
    call_command("migrate", verbosity=0)
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT show_trgm(%s)", [COLUMN_SEARCHED])
        assert cursor.fetchone()[0], "this PostgreSQL finds no trigrams in Chinese text: its LC_CTYPE is not UTF-8"
    connections["default"].close()
    control.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(making), sql.Identifier(name)))
    control.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE true ALLOW_CONNECTIONS false").format(sql.Identifier(name)))


def drop_old_templates(control: psycopg.Connection) -> None:
    """Keep the newest, and those that somebody uses."""
    for old in names(control, TEMPLATE)[:-TEMPLATES_KEPT]:
        if hold(control, old):
            drop(control, old)
            control.execute("SELECT pg_advisory_unlock(hashtext(%s))", [old])


def create(control: psycopg.Connection, name: str, template: str) -> None:
    """Make a database as a copy of another."""
    control.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))


def hold(control: psycopg.Connection, name: str) -> bool:
    """Take the lock that says that a copy is in use; it goes with the connection."""
    return bool(control.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name]).fetchone()[0])


def drop_litter(control: psycopg.Connection) -> None:
    """Drop the copies of runs that were killed."""
    for name in names(control, COPY):
        if hold(control, name):
            drop(control, name)
            control.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])
