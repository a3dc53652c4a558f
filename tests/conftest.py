"""What every test has: a PostgreSQL of its own, a clock that it owns."""

import os
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import connections
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from kernel import clock
from tests import template_database

# A Wednesday, 10:00 in Beijing.
WEDNESDAY = datetime(2026, 6, 3, 10, tzinfo=clock.BEIJING)


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One copy of the migrated template for this run (or xdist worker). After a test that commits, a fresh copy."""
    with template_database.server() as control, django_db_blocker.unblock():
        template_database.drop_litter(control)
        template = template_database.the_template(control, anew=request.config.getvalue("create_db"))
        name = f"{template_database.COPY}{os.getpid()}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
        template_database.hold(control, name)

        def afresh(_: object = None) -> None:
            connections.close_all()
            if name in template_database.names(control, name):
                template_database.drop(control, name)
            template_database.create(control, name, template)

        afresh()
        template_database.use(name)
        TransactionTestCase._fixture_teardown = afresh
        yield
        connections.close_all()
        template_database.drop(control, name)


@pytest.fixture
def at_ten(db: None) -> datetime:
    """The database's clock held at 10:00 on Wednesday 3 June 2026; move it with `clock.forward` or `clock.set_to`."""
    clock.set_to(WEDNESDAY)
    return WEDNESDAY
