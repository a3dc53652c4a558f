"""What every test has: a PostgreSQL of its own, a clock that it owns."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import connections
from django.test import TransactionTestCase
from playwright.sync_api import Browser, sync_playwright
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


def chromium_path() -> str:
    """The Chromium on this machine; without one the journeys fail, they don't pass by."""
    found = (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    assert found, "no Chromium: run `make chromium`, or set CHROMIUM to its path"
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox", "--lang=zh-CN"])
        yield browser
        browser.close()
